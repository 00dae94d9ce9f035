import { WebSocket } from 'ws';

/** Someone who reads a conversation over a WebSocket. */
export interface StreamReader {
  /** Sends a question; gives the texts of the first so many answers that come after it. */
  ask(text: string, answers: number): Promise<readonly string[]>;
  /** All texts that the bot has sent so far. */
  answers(): readonly string[];
  /** Resolves with the code of its end. */
  readonly closed: Promise<number>;
  close(): void;
}

interface Heard {
  readonly text?: string;
  readonly type: string;
  readonly from?: { readonly role?: string };
}

/** Begins a conversation and resolves once its welcome has come over a WebSocket. */
export async function openStream(url: string): Promise<StreamReader> {
  const directLine = `${url}/v3/directline`;
  const { token: first } = await (await fetch(`${directLine}/tokens/generate`, { method: 'POST' })).json();
  const begun = await fetch(`${directLine}/conversations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { token, conversationId, streamUrl } = await begun.json();
  const answers: string[] = [];
  let look = (): void => undefined;
  const socket = new WebSocket(String(streamUrl));
  socket.on('message', (data) => {
    const { activities }: { activities: readonly Heard[] } = JSON.parse(String(data));
    for (const { type, text = '', from } of activities) {
      if (type === 'message' && from?.role === 'bot') answers.push(text);
    }
    look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const heard = (count: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => answers.length >= count && resolve();
      look();
    });
  await heard(1);
  return {
    async ask(text, count) {
      const before = answers.length;
      const posted = await fetch(`${directLine}/conversations/${conversationId}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text }),
      });
      if (posted.status !== 200) throw new Error(`the question is refused with ${posted.status}`);
      await heard(before + count);
      return answers.slice(before, before + count);
    },
    answers: () => answers,
    closed,
    close: () => socket.close(),
  };
}
