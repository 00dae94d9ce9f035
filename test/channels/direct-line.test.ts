import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTokens } from '../../src/channels/direct-line/tokens.ts';
import { startBot } from '../server/start-bot.ts';

const SECRET = 's'.repeat(40);
const QUESTION = { type: 'message', text: 'Qui contacter en Bretagne ?', from: { id: 'me' } };

let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot({ TOKEN_SECRET: SECRET });
});
afterAll(() => bot.stop());

interface Json {
  readonly [key: string]: unknown;
}

async function call(method: string, path: string, token?: string, body?: unknown, url = bot.url) {
  const response = await fetch(`${url}/v3/directline${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: Json = text === '' ? {} : JSON.parse(text);
  return { status: response.status, json, headers: response.headers };
}

async function begin(url = bot.url): Promise<{ id: string; token: string; streamUrl: string }> {
  const generated = await call('POST', '/tokens/generate', undefined, undefined, url);
  const { json } = await call('POST', '/conversations', String(generated.json.token), {}, url);
  return { id: String(json.conversationId), token: String(json.token), streamUrl: String(json.streamUrl) };
}

/** The messages that a stream brings, until there are so many. */
function listen(streamUrl: string, count: number): Promise<{ activities: Json[]; watermark: string }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(streamUrl);
    const activities: Json[] = [];
    socket.on('error', reject);
    socket.on('message', (data) => {
      const set: { activities: Json[]; watermark: string } = JSON.parse(String(data));
      activities.push(...set.activities);
      if (activities.length < count) return;
      socket.close();
      resolve({ activities, watermark: set.watermark });
    });
  });
}

async function readUntil(id: string, token: string, count: number, watermark = ''): Promise<Json[]> {
  for (;;) {
    const { json } = await call('GET', `/conversations/${id}/activities?watermark=${watermark}`, token);
    const activities = Array.isArray(json.activities) ? json.activities : [];
    if (activities.length >= count) return activities;
  }
}

describe('a conversation', () => {
  it('begins with 201 and one welcome; the same token resumes it without a second one', async () => {
    const generated = await call('POST', '/tokens/generate');
    expect(generated.json.expires_in).toBe(86_400);
    const token = String(generated.json.token);
    const first = await call('POST', '/conversations', token, {});
    expect(first.status).toBe(201);
    expect(first.json.conversationId).toBe(generated.json.conversationId);
    expect((await call('POST', '/conversations', token, {})).status).toBe(200);
    const activities = await readUntil(String(first.json.conversationId), token, 1);
    expect(activities).toHaveLength(1);
    expect(activities[0]).toMatchObject({ type: 'message', from: { id: 'bot', role: 'bot' } });
  });

  it('takes a question and gives it back with its answer, in order, by polling', async () => {
    const { id, token } = await begin();
    const posted = await call('POST', `/conversations/${id}/activities`, token, QUESTION);
    expect(posted).toMatchObject({ status: 200, json: { id: `${id}|0000002` } });
    const [, question, answer] = await readUntil(id, token, 3);
    expect(question).toMatchObject({ id: `${id}|0000002`, text: QUESTION.text, from: { role: 'user' } });
    expect(answer).toMatchObject({ id: `${id}|0000003`, replyToId: `${id}|0000002`, textFormat: 'plain' });
    expect(answer?.text).toContain('CRESS Bretagne');
  });

  it('follows up on the question before, and an old button works in another conversation', async () => {
    const { id, token } = await begin();
    await call('POST', `/conversations/${id}/activities`, token, QUESTION);
    await call('POST', `/conversations/${id}/activities`, token, { type: 'message', text: 'et en Normandie ?' });
    const activities = await readUntil(id, token, 5);
    expect(activities.at(-1)?.text).toMatch(/^Contacts · Région Normandie/);
    const other = await begin();
    const value = { frame: { intent: 'contacts', territories: ['region-normandie'] } };
    await call('POST', `/conversations/${other.id}/activities`, other.token, { type: 'message', value });
    expect((await readUntil(other.id, other.token, 3)).at(-1)?.text).toMatch(/^Contacts · Région Normandie/);
  });

  it('answers ten questions sent at once each once, in the order in which they came', async () => {
    const { id, token } = await begin();
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => call('POST', `/conversations/${id}/activities`, token, QUESTION)),
    );
    const activities = await readUntil(id, token, 21);
    const replies = activities.flatMap((activity) => activity.replyToId ?? []);
    expect(replies).toEqual(ids.map(({ json }) => json.id).sort());
    expect(activities.map((activity) => activity.id)).toEqual(activities.map((activity) => activity.id).sort());
  });

  it('takes the client’s second try for the same message', async () => {
    const { id, token } = await begin();
    const activity = { ...QUESTION, channelData: { clientActivityID: 'abc' } };
    const first = await call('POST', `/conversations/${id}/activities`, token, activity);
    const second = await call('POST', `/conversations/${id}/activities`, token, activity);
    expect(second.json.id).toBe(first.json.id);
    expect(await readUntil(id, token, 3)).toHaveLength(3);
  });

  it('lets nobody choose who speaks, or on which channel', async () => {
    const { id, token } = await begin();
    const forged = { ...QUESTION, from: { id: 'bot', role: 'bot' }, channelId: 'emulator', id: 'x', timestamp: 'y' };
    await call('POST', `/conversations/${id}/activities`, token, forged);
    const activities = await readUntil(id, token, 3);
    expect(activities[1]).toMatchObject({ channelId: 'directline', from: { role: 'user' }, id: `${id}|0000002` });
    expect(JSON.stringify(activities[1])).not.toContain('"id":"bot"');
    expect(activities.every((activity) => activity.type === 'message')).toBe(true);
  });

  it('keeps no more of a long text than is read', async () => {
    const { id, token } = await begin();
    await call('POST', `/conversations/${id}/activities`, token, { type: 'message', text: 'a'.repeat(50_000) });
    expect(String((await readUntil(id, token, 3))[1]?.text)).toHaveLength(2001);
  });

  it('is forgotten on demand', async () => {
    const { id, token } = await begin();
    expect((await call('DELETE', `/conversations/${id}`, token)).status).toBe(204);
    expect((await call('GET', `/conversations/${id}`, token)).status).toBe(404);
    expect((await call('POST', `/conversations/${id}/activities`, token, QUESTION)).status).toBe(404);
  });

  it('is welcomed in English when its page is English', async () => {
    const { json } = await call('POST', '/tokens/generate');
    const token = String(json.token);
    await call('POST', '/conversations', token, { locale: 'en-GB' });
    expect((await readUntil(String(json.conversationId), token, 1))[0]).toMatchObject({ locale: 'en-GB' });
  });
});

describe('a stream', () => {
  it('brings what was there and what follows, each once, in order', async () => {
    const { id, token, streamUrl } = await begin();
    const heard = listen(streamUrl, 3);
    await call('POST', `/conversations/${id}/activities`, token, QUESTION);
    const { activities, watermark } = await heard;
    expect(activities.map((activity) => activity.id)).toEqual([1, 2, 3].map((number) => `${id}|000000${number}`));
    expect(watermark).toBe('3');
  });

  it('resumed with a watermark brings only what follows it', async () => {
    const { id, token } = await begin();
    await call('POST', `/conversations/${id}/activities`, token, QUESTION);
    await readUntil(id, token, 3);
    const { json } = await call('GET', `/conversations/${id}?watermark=2`, token);
    const { activities } = await listen(String(json.streamUrl), 1);
    expect(activities.map((activity) => activity.id)).toEqual([`${id}|0000003`]);
  });

  const refused: readonly [string, (url: URL) => void, number][] = [
    ['without a ticket', (url) => url.searchParams.delete('t'), 403],
    ['with a forged ticket', (url) => url.searchParams.set('t', `${url.searchParams.get('t')}x`), 403],
    [
      'of another conversation',
      (url) => Object.assign(url, { pathname: url.pathname.replace(/\w{8}\/stream/, 'aaaaaaaa/stream') }),
      403,
    ],
    ['with a watermark that is none', (url) => url.searchParams.set('watermark', 'soon'), 400],
    ['at another address', (url) => Object.assign(url, { pathname: '/v3/directline/other' }), 404],
  ];
  for (const [situation, change, status] of refused) {
    it(`${situation} is refused with ${status}`, async () => {
      const url = new URL((await begin()).streamUrl);
      change(url);
      await expect(listen(url.href, 1)).rejects.toThrow(String(status));
    });
  }

  it('cannot be opened with an ordinary token, nor the routes with a ticket', async () => {
    const { id, token, streamUrl } = await begin();
    const ticket = new URL(streamUrl).searchParams.get('t') ?? '';
    expect((await call('GET', `/conversations/${id}`, ticket)).status).toBe(403);
    const url = new URL(streamUrl);
    url.searchParams.set('t', token);
    await expect(listen(url.href, 1)).rejects.toThrow('403');
  });

  it('that says more than a sign of life is closed', async () => {
    const { streamUrl } = await begin();
    const socket = new WebSocket(streamUrl);
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send('x'.repeat(5000)));
    expect(await closed).toBe(1009);
  });

  it('beyond the eighth of one conversation is refused', async () => {
    const { streamUrl } = await begin();
    const sockets = await Promise.all(
      Array.from({ length: 8 }, () => {
        const socket = new WebSocket(streamUrl);
        return new Promise<WebSocket>((resolve) => socket.on('open', () => resolve(socket)));
      }),
    );
    await expect(listen(streamUrl, 1)).rejects.toThrow('503');
    for (const socket of sockets) socket.close();
  });
});

describe('who may do what', () => {
  it('nobody without a token: 401', async () => {
    for (const [method, path] of [
      ['POST', '/conversations'],
      ['POST', '/tokens/refresh'],
      ['GET', '/conversations/x/activities'],
      ['POST', '/conversations/x/activities'],
    ] as const) {
      expect((await call(method, path, undefined, method === 'POST' ? QUESTION : undefined)).status).toBe(401);
    }
  });

  it('nobody with a forged, an expired or a foreign token: 403', async () => {
    const { id, token } = await begin();
    const grant = { conversation: id, user: 'dl_x', use: 'token' } as const;
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const bad = [
      `${token.slice(0, -2)}AA`,
      'a.b.c',
      `${none}.${token.split('.')[1]}.`,
      createTokens('another secret').sign(grant, 60),
      createTokens(SECRET, () => 0).sign(grant, 60),
      (await begin()).token,
    ];
    for (const one of bad) expect((await call('GET', `/conversations/${id}/activities`, one)).status, one).toBe(403);
    expect((await call('GET', `/conversations/${id}/activities`, createTokens(SECRET).sign(grant, 60))).status).toBe(
      200,
    );
  });

  it('a token is refreshed for its own conversation', async () => {
    const { id, token } = await begin();
    const { status, json } = await call('POST', '/tokens/refresh', token);
    expect([status, json.conversationId]).toEqual([200, id]);
    expect((await call('GET', `/conversations/${id}`, String(json.token))).status).toBe(200);
  });

  it('pages of other sites may call it', async () => {
    const { headers } = await call('POST', '/tokens/generate');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const response = await fetch(`${bot.url}/v3/directline/conversations`, { method: 'OPTIONS' });
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

describe('bad input', () => {
  it('gets a right status and a French sentence', async () => {
    const { id, token } = await begin();
    const path = `/conversations/${id}/activities`;
    expect((await call('POST', path, token, [])).status).toBe(400);
    expect((await call('POST', path, token, { text: 'no type' })).status).toBe(400);
    expect((await call('GET', `${path}?watermark=soon`, token)).status).toBe(400);
    expect((await call('POST', path, token, { type: 'message', text: 'a'.repeat(600_000) })).status).toBe(413);
    const upload = await call('POST', `/conversations/${id}/upload`, token, {});
    expect([upload.status, upload.json.detail]).toEqual([415, expect.stringContaining('fichiers')]);
  });

  it('of another type than a message is taken and asks for nothing', async () => {
    const { id, token } = await begin();
    for (const type of ['typing', 'event', 'conversationUpdate', 'trace', 'truc']) {
      expect((await call('POST', `/conversations/${id}/activities`, token, { type, name: 'x' })).status).toBe(200);
    }
    expect(await readUntil(id, token, 1)).toHaveLength(1);
  });

  it('a watermark beyond the end gets nothing, and stays', async () => {
    const { id, token } = await begin();
    const { json } = await call('GET', `/conversations/${id}/activities?watermark=99`, token);
    expect(json).toEqual({ activities: [], watermark: '99' });
  });

  it('a flood gets 429 with the seconds to wait', async () => {
    const slow = await startBot({ RATE_PER_CONVERSATION: '2' });
    const { id, token } = await begin(slow.url);
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { status, headers } = await call('POST', `/conversations/${id}/activities`, token, QUESTION, slow.url);
      statuses.push(status);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([200, 200, 429]);
    await slow.stop();
  });
});
