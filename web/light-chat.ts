import { createQueue } from '../src/bot/in-order.ts';
import type { ChatWords } from '../src/server/chat-words.ts';
import { postQuestion, readMessages } from './line.ts';
import type { Log, Pending } from './log.ts';
import type { Message, Question } from './message.ts';
import { dropSession, openSession, type Session } from './session.ts';

/** When to look for the answer after a question was taken; the last one again and again. */
const LOOK_AFTER_MS = [0, 120, 250, 500, 1000, 2000] as const;
const LOOKS = 40;
/** The server gives no more than a hundred at once. */
const MANY = 50;
/** Waiting is shown only when an answer takes longer than this. */
const WAITING_AFTER_MS = 1000;
/** When to try again after the server could not be reached; the last one again and again. */
const RETRY_AFTER_MS = [1000, 2000, 4000, 8000] as const;
const RETRIES = 30;

/** A conversation over plain requests, for as long as the big file is not there. */
export interface LightChat {
  /** Opens or finds the conversation and draws what was said in it. Rejects when the server cannot be reached. */
  open(): Promise<Session>;
  ask(question: Question): Promise<void>;
  /** The id of the last message drawn; null before the first. */
  readonly last: string | null;
  /** Whether a question is on its way or waits for its answer. */
  readonly isBusy: boolean;
}

/** Draws on `log`; `heard` is told of each message, `say` of what the reader should know. */
export function createLightChat(parts: {
  domain: string;
  words: ChatWords;
  log: Log;
  heard: (message: Message) => void;
  say: (words: string) => void;
}): LightChat {
  const { domain, words, log, heard, say } = parts;
  const drawn = new Set<string>();
  const queue = createQueue();
  let session: Promise<Session> | null = null;
  let watermark = '';
  let last: string | null = null;
  let underWay = 0;

  const read = async (joined: Session): Promise<readonly Message[]> => {
    const fresh = await readMessages(domain, joined, watermark);
    watermark = fresh.watermark;
    for (const message of fresh.messages) {
      last = message.id;
      heard(message);
      if (drawn.has(message.id)) continue;
      drawn.add(message.id);
      log.add(message);
    }
    // A long history comes in several parts.
    return fresh.messages.length < MANY ? fresh.messages : [...fresh.messages, ...(await read(joined))];
  };

  const join = (): Promise<Session> => {
    session ??= openSession(domain).then(async (opened) => {
      // The welcome stands in the page already.
      drawn.add(`${opened.conversationId}|0000001`);
      await read(opened);
      return opened;
    });
    session.catch(() => {
      session = null;
    });
    return session;
  };

  /** Sends until it is taken; gives the id, or null when it is given up. */
  const post = async (question: Question, key: string, pending: Pending | null): Promise<string | null> => {
    for (let attempt = 0; attempt < RETRIES; attempt += 1) {
      const joined = await join().catch(() => null);
      const posted =
        joined === null
          ? ({ is: 'unreachable' } as const)
          : await postQuestion(domain, joined, question, key, words.tag);
      switch (posted.is) {
        case 'taken':
          pending?.settle();
          return posted.id;
        case 'gone':
          dropSession();
          session = null;
          watermark = '';
          say(words.forgotten);
          break;
        case 'flood':
          say(words.flood.replace('#', String(posted.seconds)));
          await wait(posted.seconds * 1000);
          say('');
          break;
        case 'unreachable':
          await new Promise<void>((resolve) => {
            pending?.fail(resolve);
            addEventListener('online', () => resolve(), { once: true });
            setTimeout(resolve, RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)]);
          });
      }
    }
    return null;
  };

  const awaitAnswer = async (id: string): Promise<void> => {
    const waiting = setTimeout(() => log.showWaiting(true), WAITING_AFTER_MS);
    try {
      for (let look = 0; look < LOOKS; look += 1) {
        await wait(LOOK_AFTER_MS[Math.min(look, LOOK_AFTER_MS.length - 1)] ?? 0);
        const joined = await join().catch(() => null);
        if (joined === null) continue;
        const fresh = await readQuietly(joined);
        if (fresh.some(({ replyTo }) => replyTo === id)) return;
      }
    } finally {
      clearTimeout(waiting);
      log.showWaiting(false);
    }
  };

  const readQuietly = (joined: Session): Promise<readonly Message[]> => read(joined).catch(() => []);

  return {
    open: join,
    async ask(question) {
      underWay += 1;
      try {
        const pending = question.shown === null ? null : log.addPending(question.shown);
        // In the order in which they were asked, even when one has to wait.
        const id = await queue.run('', () => post(question, crypto.randomUUID(), pending));
        if (id === null) return;
        drawn.add(id);
        await awaitAnswer(id);
      } finally {
        underWay -= 1;
      }
    },
    get last() {
      return last;
    },
    get isBusy() {
      return underWay > 0;
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
