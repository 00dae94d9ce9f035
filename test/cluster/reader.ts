import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = 100;
const LOOK_MS = 250;

/** One activity of the log of a conversation, as far as tests look at it. */
export interface Logged {
  readonly id: string;
  readonly text: string;
  readonly replyToId?: string;
  readonly from: { readonly role?: string };
}

/** Someone with one conversation, who tries again until each thing is acknowledged, each time at any of the addresses. */
export interface Reader {
  readonly conversation: string;
  /** Sends a question; gives the id under which it was acknowledged. */
  ask(text: string): Promise<string>;
  /** The whole log once it holds answers to all these ids. */
  readUntilAnswered(ids: readonly string[]): Promise<readonly Logged[]>;
}

/** Opens a conversation. `addressOf` gives an address for each try, `isLate` ends all tries. */
export async function createReader(addressOf: () => string, isLate: () => boolean): Promise<Reader> {
  let serial = 0;

  const call = async (method: string, path: string, token: string | null, body?: unknown): Promise<unknown> => {
    for (;;) {
      const response = await fetch(`${addressOf()}/v3/directline${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch(() => null);
      if (response?.ok) {
        // An acknowledgement that breaks off is none.
        const read: unknown = await response.json().catch(() => null);
        if (read !== null) return read;
      }
      await response?.body?.cancel().catch(() => undefined);
      if (response !== null && response.status < 500 && !response.ok) {
        throw new Error(`${method} ${path} gives ${response.status}`);
      }
      if (isLate()) throw new Error(`${method} ${path} is never answered`);
      await pause(RETRY_MS);
    }
  };

  const generated = await call('POST', '/tokens/generate', null);
  const begun = await call('POST', '/conversations', textAt(generated, 'token'), {});
  const token = textAt(begun, 'token');
  const conversation = textAt(begun, 'conversationId');
  const activities = `/conversations/${conversation}/activities`;
  return {
    conversation,
    async ask(text) {
      serial += 1;
      const channelData = { clientActivityID: `question-${serial}` };
      return textAt(await call('POST', activities, token, { type: 'message', text, channelData }), 'id');
    },
    async readUntilAnswered(ids) {
      for (;;) {
        const log = listActivities(await call('GET', activities, token));
        const answered = new Set(log.map(({ replyToId }) => replyToId));
        if (ids.every((id) => answered.has(id)) || isLate()) return log;
        await pause(LOOK_MS);
      }
    },
  };
}

function textAt(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
}

function listActivities(value: unknown): readonly Logged[] {
  if (typeof value !== 'object' || value === null || !('activities' in value)) return [];
  const { activities } = value;
  return Array.isArray(activities) ? activities : [];
}
