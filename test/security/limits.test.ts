import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createServer, type Server } from '../../src/server/server.ts';
import { message, post, startBot } from '../server/start-bot.ts';
import { begin, call, openSocket, refusalOf } from './direct-line-client.ts';

const PROXIED = { PUBLIC_URL: 'https://bot.exemple.fr', TOKEN_SECRET: 'x'.repeat(32) };

let bot: Awaited<ReturnType<typeof startBot>>;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

/** Says something on a bare connection; gives all that comes back until it is closed. */
function say(port: number, words: string, rest: readonly string[] = []): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    socket.write(words);
    for (const one of rest) socket.write(one);
  });
}

function expectProblem(answer: string, status: number): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  expect(head).toMatch(/x-content-type-options: nosniff/i);
  expect(head).toMatch(/connection: close/i);
  expect(JSON.parse(body)).toMatchObject({ status, title: expect.stringMatching(/\p{L}/u) });
}

describe('a body', () => {
  const huge = `{"type":"message","text":"${'a'.repeat(600_000)}"}`;

  it('that says it is too long gets 413 before it is sent', async () => {
    const head =
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 600000';
    expectProblem(await say(bot.port, `${head}\r\n\r\n`), 413);
  });

  it('that grows too long without saying so gets 413', async () => {
    const stream = new Blob([huge]).stream();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: stream, duplex: 'half' };
    const response = await fetch(`${bot.url}/api/messages`, init);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ status: 413, title: 'Trop long' });
  });

  it('as long as the longest message there is, is read', async () => {
    const { status } = await post(bot.url, message('é'.repeat(120_000)));
    expect(status).toBe(200);
  });

  const strange: readonly [string, string][] = [
    ['nests 100,000 deep', '['.repeat(100_000)],
    ['nests a little deeper than any activity', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`],
    ['holds more values than any activity', `[${'0,'.repeat(30_000)}0]`],
    ['breaks off', '{"type":"message"'],
    ['is no JSON', 'type=message'],
    ['is only a string', '"message"'],
  ];
  for (const [what, body] of strange) {
    it(`that ${what} gets 400`, async () => {
      const { status, type } = await post(bot.url, body);
      expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
    });
  }

  it('that nests as deep as any activity, or holds that many brackets in its text, is read', async () => {
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`;
    expect((await post(bot.url, message('bonjour', { value: JSON.parse(deep) }))).status).toBe(200);
    expect((await post(bot.url, message(`${'['.repeat(500)}${','.repeat(30_000)}`))).status).toBe(200);
  });
});

describe('a message', () => {
  it('is read up to its 2,000th character, and the rest is said not to be', async () => {
    const padding = 'bonjour '.repeat(300).slice(0, 1973);
    const whole = await post(bot.url, message(`Qui contacter en Bretagne ?${padding}`));
    expect(whole.replies[0]?.text).not.toMatch(/2.000/);
    const cut = await post(bot.url, message(`Qui contacter en Bretagne ? ${padding}Et en Normandie ?`));
    expect(cut.replies[0]?.text).toMatch(/2.000/);
  });
});

describe('an address', () => {
  it('of more than 4,096 characters gets 414', async () => {
    const response = await fetch(`${bot.url}/q/contacts/${'a'.repeat(4096)}`);
    expect([response.status, await response.json()]).toEqual([414, { status: 414, title: 'Adresse trop longue' }]);
  });
});

describe('a head', () => {
  it('of more than 16 kB gets 431', async () => {
    expectProblem(
      await say(bot.port, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`),
      431,
    );
  });

  it('that is no HTTP gets 400', async () => {
    for (const words of [
      '\u0016\u0003\u0001\u0002\u0000',
      'SSH-2.0-OpenSSH_9.2\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\r\n\r\nX\r\n\r\n',
    ]) {
      expectProblem(await say(bot.port, words), 400);
    }
  });
});

describe('a client that is slow', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer({
      routes: [{ method: 'POST', path: '/', handle: () => ({ status: 204 }) }],
      publicUrl: null,
      addressOf: () => null,
      limit: () => Promise.resolve(0),
      upgrade: () => Promise.resolve(404),
      observe: () => undefined,
      failed: () => undefined,
      patience: { headersMs: 150, requestMs: 300, lookEveryMs: 30 },
    });
    port = await server.listen(0, '127.0.0.1');
  });
  afterAll(() => server.close());

  it('to say the head gets 408', async () => {
    expectProblem(await say(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: a'), 408);
  });

  it('to say the body gets 408', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
    expectProblem(await say(port, head, ['{"type":']), 408);
  });
});

describe('a flood', () => {
  it('of one conversation gets 429 and the seconds to wait, on both channels', async () => {
    const strict = await startBot({ RATE_PER_CONVERSATION: '2' });
    const answers = [];
    for (let count = 0; count < 3; count += 1) answers.push(await post(strict.url, message('bonjour')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers.at(-1)?.retryAfter)).toBeGreaterThan(0);
    // Another conversation is not kept waiting.
    expect((await post(strict.url, message('bonjour', { conversation: { id: 'other' } }))).status).toBe(200);
    const { id, token } = await begin(strict.url);
    const posts = [];
    for (let count = 0; count < 3; count += 1) {
      posts.push(
        await call(strict.url, 'POST', `/conversations/${id}/activities`, token, { type: 'message', text: 'a' }),
      );
    }
    expect(posts.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(posts.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    await strict.stop();
  });

  it('of one address gets 429 and the seconds to wait; only our own proxy is believed about addresses', async () => {
    const strict = await startBot({ ...PROXIED, RATE_PER_ADDRESS: '2' });
    const from = (forwarded: string) => fetch(`${strict.url}/healthz`, { headers: { 'x-forwarded-for': forwarded } });
    const answers = [];
    // What a client claims stands before what the proxy wrote.
    for (const claimed of ['7.7.7.7', '8.8.8.8', '9.9.9.9']) answers.push(await from(`${claimed}, 1.2.3.4`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('5.6.7.8')).status).toBe(200);
    // A line has as many addresses of IPv6 as it likes.
    const lines = [];
    for (const own of ['1', '2', '3']) lines.push(await from(`2001:db8:0:1::${own}`));
    expect(lines.map(({ status }) => status)).toEqual([200, 200, 429]);
    await strict.stop();
  });

  it('of new conversations from one address gets 429 and the seconds to wait', async () => {
    const strict = await startBot({ ...PROXIED, CONVERSATIONS_PER_ADDRESS: '2' });
    const statuses = [];
    let retryAfter = 0;
    for (const address of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '2.2.2.2']) {
      const headers = { 'x-forwarded-for': address };
      const { json } = await call(strict.url, 'POST', '/tokens/generate', null, undefined, headers);
      const opened = await call(strict.url, 'POST', '/conversations', String(json.token), {}, headers);
      statuses.push(opened.status);
      retryAfter = Math.max(retryAfter, Number(opened.headers.get('retry-after')));
    }
    expect(statuses).toEqual([201, 201, 429, 201]);
    expect(retryAfter).toBeGreaterThan(60);
    await strict.stop();
  });
});

describe('open WebSockets', () => {
  it('of everybody are limited: one more gets 503 and when to come back', async () => {
    const small = await startBot({ MAX_STREAMS: '3' });
    const streams = await Promise.all([1, 2, 3, 4].map(() => begin(small.url)));
    const [a, b, c, d] = streams.map(({ streamUrl }) => streamUrl);
    const open = await Promise.all([a, b, c].map((url) => openSocket(url ?? '')));
    expect(await refusalOf(d ?? '')).toMatchObject({ status: 503, retryAfter: '10' });
    // One that leaves makes room.
    const left = new Promise((resolve) => open[0]?.once('close', resolve));
    open[0]?.close();
    await left;
    open.push(await openSocket(d ?? ''));
    for (const socket of open) socket.close();
    await small.stop();
  });

  it('of one address are limited', async () => {
    const small = await startBot({ ...PROXIED, MAX_STREAMS_PER_ADDRESS: '2' });
    const urls = (await Promise.all([1, 2, 3].map(() => begin(small.url)))).map(({ streamUrl }) =>
      streamUrl.replace('wss://bot.exemple.fr', small.url.replace('http', 'ws')),
    );
    const headers = { 'x-forwarded-for': '1.1.1.1' };
    const open = await Promise.all(urls.slice(0, 2).map((url) => openSocket(url, headers)));
    expect((await refusalOf(urls[2] ?? '', headers)).status).toBe(503);
    open.push(await openSocket(urls[2] ?? '', { 'x-forwarded-for': '2.2.2.2' }));
    for (const socket of open) socket.close();
    await small.stop();
  });

  it('of one conversation are limited to eight', async () => {
    const { streamUrl } = await begin(bot.url);
    const open = await Promise.all(Array.from({ length: 8 }, () => openSocket(streamUrl)));
    expect((await refusalOf(streamUrl)).status).toBe(503);
    for (const socket of open) socket.close();
  });

  it('that send more than a sign of life are closed', async () => {
    const socket = await openSocket((await begin(bot.url)).streamUrl);
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.send('x'.repeat(2000));
    expect(await closed).toBe(1009);
    expect(socket.readyState).toBe(WebSocket.CLOSED);
  });

  it('count with the requests of their address', async () => {
    const strict = await startBot({ ...PROXIED, RATE_PER_ADDRESS: '1' });
    const headers = { 'x-forwarded-for': '3.3.3.3' };
    const url = `${strict.url.replace('http', 'ws')}/v3/directline/conversations/x/stream`;
    expect((await refusalOf(url, headers)).status).toBe(403);
    expect(await refusalOf(url, headers)).toMatchObject({ status: 429, retryAfter: '10' });
    await strict.stop();
  });
});
