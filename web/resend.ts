import { createQueue } from '../src/bot/in-order.ts';
import { postActivity } from './line.ts';
import type { Connection } from './web-chat.d.ts';

/** Who is told what becomes of messages on their way. */
export interface Teller {
  /** The seconds that the server asks to wait, then 0. */
  wait(seconds: number): void;
  /** The conversation is no more, on the server: this activity begins another one. */
  gone(activity: object): void;
}

/** When to try again what never reached the server; the last one again and again. */
const RETRY_AFTER_MS = [1000, 2000, 4000, 8000] as const;
/** A little sooner than the widget says that a message did not go (look.ts). */
const GIVE_UP_AFTER_MS = 270_000;

/**
 * Has a connection of the widget send again by itself what was not taken, which its own client leaves to the reader: when
 * the server asks to wait, after as long as it asks for; when it cannot be reached, soon. Messages go one after the other, each under the name that the widget gave it, so that a second try is known.
 */
export function resendUntaken(connection: Connection, domain: string, tell: Teller): void {
  const queue = createQueue();

  const send = async (activity: object): Promise<string> => {
    const until = performance.now() + GIVE_UP_AFTER_MS;
    for (let attempt = 0; performance.now() < until; attempt += 1) {
      const posted = await postActivity(domain, connection, activity);
      switch (posted.is) {
        case 'taken':
          return posted.id;
        case 'gone':
          tell.gone(activity);
          throw new Error('the conversation is no more');
        case 'flood':
          tell.wait(posted.seconds);
          await pause(posted.seconds * 1000);
          tell.wait(0);
          break;
        case 'unreachable':
          await pause(RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 0);
      }
    }
    throw new Error('the message was not taken');
  };

  connection.postActivity = (activity) => ({
    subscribe({ next, error }) {
      queue.run('', () => send(activity)).then(next, error);
      // The widget only leaves what is over.
      return { unsubscribe() {} };
    },
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
