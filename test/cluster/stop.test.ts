import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { nameWeek } from '../../src/store/week.ts';
import { message, post } from '../server/start-bot.ts';
import { startProcess } from './bot-process.ts';
import { openStream } from './open-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'stop-'));
afterAll(() => rmSync(folder, { recursive: true }));

function readiness(url: string): Promise<number | null> {
  return fetch(`${url}/readyz`).then(
    ({ status }) => status,
    () => null,
  );
}

describe('a process that is asked to stop', () => {
  it('says first that it is not ready, still answers, and only then refuses connections', async () => {
    const bot = await startProcess({ STORE_URL: 'memory:', DRAIN_SECONDS: '2' });
    const stopping = bot.stop();
    while ((await readiness(bot.url)) === 200);
    expect(await readiness(bot.url)).toBe(503);
    const { status, replies } = await post(bot.url, message('Qui contacter en Bretagne ?'));
    expect([status, replies[0]?.text]).toEqual([200, expect.stringMatching(/^Contacts · Région Bretagne/)]);
    expect(await stopping).toBe(0);
    expect(await readiness(bot.url)).toBeNull();
  });

  it('tells those who listen to come back, and leaves what it counted in its store', async () => {
    const path = join(folder, 'counted.sqlite');
    const bot = await startProcess({ STORE_URL: `sqlite:${path}` });
    const stream = await openStream(bot.url);
    await stream.ask('Qui contacter en Bretagne ?', 1);
    const [code] = await Promise.all([stream.closed, bot.stop()]);
    expect(code).toBe(1001);
    const store = createSqliteStore({ path, keepMs: 60_000 });
    expect(await store.tallies('outcome', [nameWeek(new Date())])).toMatchObject([
      { name: 'contacts/answer', count: 1 },
    ]);
    await store.close();
  });

  const silent: readonly [string, string][] = [
    ['ask nothing', ''],
    ['never end the head of a request', 'GET / HTTP/1.1\r\nHost: loc'],
    [
      'never end its body',
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
  ];
  for (const [what, words] of silent) {
    it(`does not wait for clients that ${what}`, async () => {
      const bot = await startProcess({ STORE_URL: 'memory:' });
      const socket = await open(new URL(bot.url));
      socket.write(words);
      // What was written before is there once this is answered.
      await readiness(bot.url);
      // One that does not stop in time gives up with 1.
      expect(await bot.stop()).toBe(0);
      socket.destroy();
    });
  }
});

function open({ hostname, port }: URL): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.on('error', () => undefined);
  });
}
