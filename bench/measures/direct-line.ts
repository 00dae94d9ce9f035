import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod/v4';
import { createRow, type Measure, median, quantile } from '../measure.ts';
import { createCaller } from '../post.ts';
import { someQuestions } from '../questions.ts';
import { OURS, type Program, startServer } from '../server.ts';

const CONVERSATIONS = 200;
const TURNS = 6;
/** The first turns of each conversation warm up. */
const WARM_TURNS = 2;
const ROUNDS = 2;
const REPLY_WITHIN_MS = 20_000;
const ROOT = '/v3/directline';

const PEER: Program = { name: 'restify and ws, echoing', args: ['bench/peers/echo-socket.ts'], env: {}, ready: '/' };
const granted = z.object({ conversationId: z.string(), token: z.string() });
const opened = granted.extend({ streamUrl: z.string() });
const batch = z.object({
  activities: z.array(
    z.object({ type: z.string(), replyToId: z.string().optional(), from: z.object({ id: z.string() }) }),
  ),
});

interface Round {
  readonly waits: readonly number[];
  readonly rate: number;
}

/** From a posted question to its card on the WebSocket, with 200 conversations at once. */
export const directLine: Measure = {
  ids: ['direct-line', 'direct-line-p50', 'direct-line-p99'],
  async run() {
    const questions = someQuestions(CONVERSATIONS);
    const servers = [];
    const rounds: { name: string; round: Round }[] = [];
    try {
      for (const program of [OURS, PEER]) servers.push(await startServer(program));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const { name, port } of servers) rounds.push({ name, round: await talk(port, questions) });
      }
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
    const runs = (name: string, of: (round: Round) => number): number[] =>
      rounds.filter((one) => one.name === name).map(({ round }) => of(round));
    const row = (id: string, what: string, unit: string, of: (round: Round) => number) =>
      createRow({
        id,
        what,
        unit,
        better: unit === 'ms' ? 'lower' : 'higher',
        ours: runs(OURS.name, of),
        peer: { name: PEER.name, runs: runs(PEER.name, of) },
      });
    return {
      rows: [
        row('direct-line', 'turns by WebSocket', 'turns/s', ({ rate }) => rate),
        row('direct-line-p50', 'question to card, median', 'ms', ({ waits }) => median(waits)),
        row('direct-line-p99', 'question to card, 99th of 100', 'ms', ({ waits }) => quantile(waits, 0.99)),
      ],
      notes: [
        `${CONVERSATIONS} conversations at once, each asks ${TURNS} questions, the next as soon as the card is there (the first ${WARM_TURNS} warm up); ${ROUNDS} interleaved rounds. With every conversation always waiting, the time to a card is how long the line is.`,
      ],
    };
  },
};

async function talk(port: number, questions: readonly string[]): Promise<Round> {
  const caller = createCaller(port, CONVERSATIONS);
  const talks = await Promise.all(questions.map(() => open(caller.post)));
  const waits: number[] = [];
  const ask = async (one: Conversation, text: string): Promise<void> => {
    const started = performance.now();
    await one.ask(text);
    waits.push(performance.now() - started);
  };
  try {
    const turns = (from: number, to: number): Promise<unknown> =>
      Promise.all(
        talks.map(async (one, own) => {
          for (let turn = from; turn < to; turn += 1)
            await ask(one, questions[(own + turn * 31) % questions.length] ?? '');
        }),
      );
    await turns(0, WARM_TURNS);
    waits.length = 0;
    const started = performance.now();
    await turns(WARM_TURNS, TURNS);
    return { waits, rate: (waits.length * 1000) / (performance.now() - started) };
  } finally {
    for (const one of talks) one.close();
    caller.close();
  }
}

/** A conversation in the chat, over a WebSocket. */
export interface Conversation {
  /** Resolves when the answer is on the socket. */
  ask(text: string): Promise<void>;
  close(): void;
}

/** Begins a conversation and listens to it. */
export async function open(post: ReturnType<typeof createCaller>['post']): Promise<Conversation> {
  const { token } = granted.parse(await post(`${ROOT}/tokens/generate`, {}, null));
  const { conversationId, streamUrl, token: own } = opened.parse(await post(`${ROOT}/conversations`, {}, token));
  const socket = new WebSocket(streamUrl);
  const answered = new Set<string>();
  let look = (): void => {};
  socket.on('message', (data) => {
    const text = String(data);
    if (text === '') return;
    for (const { type, replyToId } of batch.parse(JSON.parse(text)).activities) {
      if (type === 'message' && replyToId !== undefined) answered.add(replyToId);
    }
    look();
  });
  await once(socket, 'open');
  return {
    async ask(text) {
      const activity = { type: 'message', from: { id: 'user' }, text, locale: 'fr-FR' };
      const posted = await post(`${ROOT}/conversations/${conversationId}/activities`, activity, own);
      const { id } = z.object({ id: z.string() }).parse(posted);
      if (answered.delete(id)) return;
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('no answer came over the WebSocket')), REPLY_WITHIN_MS);
        look = () => {
          if (!answered.delete(id)) return;
          clearTimeout(late);
          look = () => {};
          resolve();
        };
      });
    },
    close() {
      socket.close();
    },
  };
}
