import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startBot } from '../server/start-bot.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
const clients: DirectLine[] = [];
let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  // The client looks for a browser's own classes.
  const require = createRequire(import.meta.url);
  Object.assign(globalThis, { XMLHttpRequest: require('xhr2'), WebSocket });
  bot = await startBot({ STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}` });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});
afterAll(async () => {
  await bot.stop();
  rmSync(folder, { recursive: true });
});

async function connect(webSocket: boolean): Promise<DirectLine> {
  const domain = `${bot.url}/v3/directline`;
  const { token } = await (await fetch(`${domain}/tokens/generate`, { method: 'POST' })).json();
  const client = new DirectLine({ token, domain, webSocket, pollingInterval: 200 });
  clients.push(client);
  return client;
}

/** Resolves with all activities when so many have come. */
function collect(client: DirectLine, count: number): Promise<Activity[]> {
  const got: Activity[] = [];
  return new Promise((resolve, reject) => {
    client.activity$.subscribe((activity) => {
      got.push(activity);
      if (got.length === count) resolve(got);
    }, reject);
  });
}

/** The place in the log, which the server gives in its id. */
function numberOf({ id = '' }: Activity): number {
  return Number(id.split('|')[1]);
}

function send(client: DirectLine, text: string): void {
  client.postActivity({ type: 'message', text, from: { id: 'me' } }).subscribe();
}

function textOf(activity: Activity | undefined): string {
  return activity?.type === 'message' ? (activity.text ?? '') : '';
}

describe('botframework-directlinejs, which we did not write', () => {
  for (const [way, webSocket] of [
    ['over a WebSocket', true],
    ['by polling', false],
  ] as const) {
    it(`is welcomed, asks and follows up ${way}`, async () => {
      const client = await connect(webSocket);
      const activities = collect(client, 5);
      send(client, 'Qui contacter en Bretagne ?');
      send(client, 'et en Normandie ?');
      const texts = (await activities).map(textOf);
      expect(texts.filter((text) => text.startsWith('Contacts · Région'))).toHaveLength(2);
      expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
    });
  }

  it('gets the whole history after a reload, then what is new', async () => {
    const before = await connect(true);
    const first = collect(before, 3);
    send(before, 'Qui contacter en Bretagne ?');
    const history = await first;
    const conversationId = history[0]?.conversation?.id ?? '';
    const generated = Reflect.get(before, 'token');
    before.end();
    const after = new DirectLine({
      token: String(generated),
      conversationId,
      domain: `${bot.url}/v3/directline`,
      webSocket: true,
    });
    clients.push(after);
    const again = collect(after, 5);
    after.connectionStatus$
      .filter((status) => status === ConnectionStatus.Online)
      .take(1)
      .subscribe(() => send(after, 'et en Normandie ?'));
    const all = await again;
    // The client hands out each activity on a timer of its own: two groups that come at once are interleaved.
    const inOrder = [...all].sort((a, b) => numberOf(a) - numberOf(b));
    expect(inOrder.map(numberOf)).toEqual([1, 2, 3, 4, 5]);
    expect(inOrder.slice(0, 3).map((activity) => activity.id)).toEqual(
      [...history].sort((a, b) => numberOf(a) - numberOf(b)).map((activity) => activity.id),
    );
    expect(textOf(inOrder[4])).toMatch(/^Contacts · Région Normandie/);
  });

  it('is answered once the server is back, with the conversation as it was', async () => {
    const client = await connect(false);
    const first = collect(client, 3);
    send(client, 'Qui contacter en Bretagne ?');
    const conversationId = (await first)[0]?.conversation?.id ?? '';
    const token = String(Reflect.get(client, 'token'));
    client.end();
    const { port } = bot;
    await bot.stop();
    bot = await startBot({ STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}`, PORT: String(port) });
    const after = new DirectLine({ token, conversationId, domain: `${bot.url}/v3/directline`, webSocket: true });
    clients.push(after);
    const again = collect(after, 5);
    send(after, 'et en Normandie ?');
    expect(textOf((await again)[4])).toMatch(/^Contacts · Région Normandie/);
  });
});
