import { ask } from '../load.ts';
import { createRow, type Measure, median, quantile } from '../measure.ts';
import { createCaller } from '../post.ts';
import { round } from '../print.ts';
import { someQuestions } from '../questions.ts';
import { OURS, type Server, startServer } from '../server.ts';
import { open } from './direct-line.ts';

const MINUTE_S = 60;
const TOP_S = 15;
/** Readers of the chat at once: each asks four questions over a WebSocket, leaves, and another one comes. */
const READERS = 100;
const QUESTIONS_A_READER = 4;
const LOOK_EVERY_MS = 2000;
/** Of the top load of each door; both doors together are at half. */
const SHARE = 1 / 4;
/** The first minutes fill caches and let the heap find its size. */
const WARM_MINUTES = 2;

/** Room for all the conversations of ten minutes. */
const PROGRAM = { ...OURS, env: { ...OURS.env, STORE_MAX_MB: '20000' } };

/** What one minute saw. */
interface Minute {
  readonly memory: number;
  readonly http: number;
  readonly chat: number;
  readonly httpMs: number;
  readonly chatMs: number;
}

/** Memory over minutes of steady load, through both doors at once, at half of what the bot can take. */
export const soak: Measure = {
  ids: ['soak'],
  isOptional: true,
  async run({ minutes }) {
    const questions = someQuestions(200);
    const server = await startServer(PROGRAM);
    try {
      const top = await findTop(server, questions);
      const seen: Minute[] = [];
      for (let minute = 1; minute <= minutes; minute += 1) {
        seen.push(await spend(server, questions, `soak-${minute}`, top));
      }
      const failures = await readFailures(server.port);
      const memory = seen.map((one) => one.memory);
      return {
        rows: [
          createRow({
            id: 'soak',
            what: `resident memory in minute ${minutes} at half of the top load`,
            unit: 'MB',
            better: 'lower',
            ours: memory.slice(-1),
            peer: { name: `ours in minute ${WARM_MINUTES + 1}`, runs: memory.slice(WARM_MINUTES, WARM_MINUTES + 1) },
            bar: { of: 'ratio', limit: 1.05 },
          }),
        ],
        tables: [
          {
            title: 'Each minute: median of resident memory, turns a second, 99th of a hundred answers',
            head: ['minute', 'memory', 'HTTP', 'chat', 'HTTP', 'chat'],
            lines: seen.map((one, at) => [
              String(at + 1),
              `${round(one.memory)} MB`,
              `${round(one.http)}/s`,
              `${round(one.chat)}/s`,
              `${round(one.httpMs)} ms`,
              `${round(one.chatMs)} ms`,
            ]),
          },
        ],
        notes: [
          `Top load: ${round(top.http)} turns/s over /api/messages alone, ${round(top.chat)} over the chat alone; a quarter of each at once. ${round(slope(memory.slice(WARM_MINUTES)))} MB a minute from minute ${WARM_MINUTES + 1} on. ${failures} turns failed or were answered without memory.`,
        ],
      };
    } finally {
      await server.stop();
    }
  },
};

/** What each door can take alone, in turns a second. */
async function findTop({ port }: Server, questions: readonly string[]): Promise<{ http: number; chat: number }> {
  const http = await ask(port, questions, 'top', { duration: TOP_S });
  const chat = await chatFor(port, questions, TOP_S, Number.POSITIVE_INFINITY);
  return { http: http.turns / http.seconds, chat: chat.turns / TOP_S };
}

async function spend(
  server: Server,
  questions: readonly string[],
  name: string,
  top: { readonly http: number; readonly chat: number },
): Promise<Minute> {
  const memory: number[] = [];
  const looking = setInterval(() => memory.push(server.memoryMb()), LOOK_EVERY_MS);
  try {
    const [http, chat] = await Promise.all([
      ask(server.port, questions, name, { duration: MINUTE_S, overallRate: Math.round(top.http * SHARE) }),
      chatFor(server.port, questions, MINUTE_S, top.chat * SHARE),
    ]);
    return {
      memory: median(memory),
      http: http.turns / http.seconds,
      chat: chat.turns / MINUTE_S,
      httpMs: http.p99,
      chatMs: quantile(chat.waits, 0.99),
    };
  } finally {
    clearInterval(looking);
  }
}

/** Has readers come, ask and go for so many seconds, at so many questions a second of all together. */
async function chatFor(port: number, questions: readonly string[], seconds: number, rate: number) {
  const until = performance.now() + seconds * 1000;
  const everyMs = (READERS * 1000) / rate;
  const caller = createCaller(port, READERS);
  const waits: number[] = [];
  const read = async (own: number): Promise<void> => {
    await pause(Math.random() * everyMs);
    for (let at = own; performance.now() < until; ) {
      const reader = await open(caller.post);
      try {
        for (let count = 0; count < QUESTIONS_A_READER && performance.now() < until; count += 1, at += 31) {
          const started = performance.now();
          await reader.ask(questions[at % questions.length] ?? '');
          waits.push(performance.now() - started);
          await pause(everyMs - (performance.now() - started));
        }
      } finally {
        reader.close();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: READERS }, (_, own) => read(own)));
  } finally {
    caller.close();
  }
  return { turns: waits.length, waits };
}

async function readFailures(port: number): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const read = (name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
  return read('bot_turn_failures_total') + read('bot_store_errors_total');
}

/** What a straight line through the values rises from one to the next. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return rise / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, Number.isFinite(milliseconds) ? milliseconds : 0)));
}
