import { createServer, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenServer, type TokenServer } from '../channels/token-server.ts';
import { buttonsOf, message, post, startBot } from './start-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

describe('a question with expectReplies', () => {
  it('gets its card, the same in words, and one trace, in the response', async () => {
    const { status, replies } = await post(bot.url, message('Qui contacter en Bretagne ?'));
    expect(status).toBe(200);
    expect(replies.map((reply) => reply.type)).toEqual(['message', 'trace']);
    const [answer, trace] = replies;
    expect(answer?.text).toContain('CRESS Bretagne');
    expect(answer?.textFormat).toBe('plain');
    expect(answer?.inputHint).toBe('acceptingInput');
    expect(answer?.attachments?.[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(answer?.attachments?.[0]?.content).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(trace).toMatchObject({
      name: 'Understanding',
      valueType: 'https://territoires-bot/understanding',
      value: { outcome: 'answer', intent: 'contacts' },
    });
  });

  it('is understood with the one before it', async () => {
    const conversation = { id: 'follow-up' };
    await post(bot.url, message('Qui contacter en Bretagne ?', { conversation }));
    const { replies } = await post(bot.url, message('et en Normandie ?', { conversation }));
    expect(replies[0]?.text).toMatch(/^Contacts · Région Normandie/);
  });

  it('of another conversation is not', async () => {
    await post(bot.url, message('Qui contacter en Bretagne ?', { conversation: { id: 'one' } }));
    const { replies } = await post(bot.url, message('et en Normandie ?', { conversation: { id: 'two' } }));
    expect(replies[0]?.text).not.toMatch(/^Contacts/);
  });

  it('that repeats a delivery is answered once', async () => {
    const activity = message('Qui contacter en Bretagne ?', { id: 'a1', conversation: { id: 'repeated' } });
    expect((await post(bot.url, activity)).replies).toHaveLength(2);
    const again = await post(bot.url, activity);
    expect(again.status).toBe(200);
    expect(again.replies).toEqual([]);
  });

  it('is answered when another one bears the same id', async () => {
    const rest = { id: 'same', conversation: { id: 'badly numbered' } };
    await post(bot.url, message('Qui contacter en Bretagne ?', rest));
    expect((await post(bot.url, message('et en Normandie ?', rest))).replies).toHaveLength(2);
  });

  it('sent ten times at once is answered in turn, each time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        post(bot.url, message('Qui contacter en Bretagne ?', { conversation: { id: 'c' } })),
      ),
    );
    expect(answers.map((answer) => answer.replies.length)).toEqual(Array(10).fill(2));
  });

  it('needs neither an id, nor a conversation, nor an address to reply to', async () => {
    const { status, replies } = await post(bot.url, { type: 'message', text: 'Qui contacter en Bretagne ?' });
    expect(status).toBe(200);
    expect(replies[0]?.text).toContain('CRESS Bretagne');
  });
});

describe('a pressed button', () => {
  it('asks its whole question, whatever was said before', async () => {
    const first = await post(bot.url, message('Qui contacter en Bretagne ?', { conversation: { id: 'b1' } }));
    const button = buttonsOf(first.replies[0]?.attachments).find(({ value }) => value !== undefined);
    expect(button).toBeDefined();
    const pressed = await post(bot.url, message(button?.text, { value: button?.value, conversation: { id: 'b2' } }));
    expect(pressed.replies[1]?.value).toMatchObject({ outcome: 'answer' });
  });

  it('that was tampered with is read as no button at all', async () => {
    const value = { frame: { intent: '__proto__', territories: ['../../etc'] } };
    expect((await post(bot.url, message('', { value }))).status).toBe(200);
    const { replies } = await post(bot.url, message('Qui contacter en Bretagne ?', { value }));
    expect(replies[0]?.text).toContain('CRESS Bretagne');
  });
});

describe('any text gets 200 and a polite answer', () => {
  const texts: readonly [string, string | undefined][] = [
    ['nothing', ''],
    ['no text at all', undefined],
    ['blanks', ' \n\t '],
    ['50,000 characters', 'Quels défis en Bretagne ? '.repeat(2000)],
    ['one word of 50,000 letters', 'a'.repeat(50_000)],
    ['only emoji', '👍🏽🎉👩‍👩‍👧‍👦'],
    ['a lone surrogate', 'Bretagne \ud83d'],
    ['markup', '<script>alert(1)</script> #{7*7} {{7*7}} $t(help) [x](javascript:y)'],
    ['names of objects', '__proto__ constructor toString hasOwnProperty'],
    ['Chinese', '布列塔尼有什么挑战？'],
    ['text that runs from right to left', '\u202eengaterB ne retcatnoc iuQ'],
  ];
  for (const [situation, text] of texts) {
    it(situation, async () => {
      const { status, replies } = await post(bot.url, message(text, { conversation: { id: situation } }));
      expect(status).toBe(200);
      expect(replies[0]?.text?.length).toBeGreaterThan(10);
      const next = await post(bot.url, message('Qui contacter en Bretagne ?', { conversation: { id: situation } }));
      expect(next.replies[0]?.text).toContain('CRESS Bretagne');
    });
  }

  it('attachments without text', async () => {
    const attachments = [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AA==' }];
    const { status, replies } = await post(bot.url, message(undefined, { attachments }));
    expect(status).toBe(200);
    expect(replies[0]?.text).toBeTruthy();
  });
});

describe('a broken activity', () => {
  const broken: readonly [string, string][] = [
    ['no type', '{"text":"bonjour"}'],
    ['an empty type', '{"type":""}'],
    ['a type that is no text', '{"type":{"a":1}}'],
    ['a list', '[]'],
    ['a string', '"message"'],
    ['null', 'null'],
    ['half of a text', '{"type":"mess'],
    ['nothing', ''],
    ['a text that is a number', '{"type":"message","text":5}'],
    ['a conversation that is a text', '{"type":"message","conversation":"a"}'],
    ['attachments that are no list', '{"type":"message","attachments":{}}'],
    ['100,000 open brackets', '['.repeat(100_000)],
  ];
  for (const [situation, body] of broken) {
    it(`(${situation}) gets 400 as a problem, without a word from inside`, async () => {
      const { status, type, text } = await post(bot.url, body);
      expect(status).toBe(400);
      expect(type).toContain('application/problem+json');
      expect(text).not.toMatch(/node_modules|\.ts|Error|at /);
    });
  }

  it('that is too long gets 413, one of 256 kB is read', async () => {
    expect((await post(bot.url, message('a'.repeat(600_000)))).status).toBe(413);
    expect((await post(bot.url, message('a'.repeat(256 * 1024)))).status).toBe(200);
  });
});

describe('other activities', () => {
  for (const type of ['typing', 'event', 'messageReaction', 'installationUpdate', 'endOfConversation', 'truc']) {
    it(`${type} is ignored with 200`, async () => {
      const { status, replies } = await post(bot.url, { ...message(undefined), type });
      expect(status).toBe(200);
      expect(replies).toEqual([]);
    });
  }

  it('an invoke that nobody knows gets 200', async () => {
    expect(
      (await post(bot.url, { ...message(undefined), type: 'invoke', name: 'x', deliveryMode: 'normal' })).status,
    ).toBe(200);
  });

  it('an arrival is greeted exactly once', async () => {
    const arrival = (member: string) => ({
      ...message(undefined),
      type: 'conversationUpdate',
      conversation: { id: 'arrivals' },
      membersAdded: [{ id: member }],
    });
    const greetings = [await post(bot.url, arrival('bot')), await post(bot.url, arrival('user'))];
    expect(greetings.map((greeting) => greeting.replies.length)).toEqual([1, 0]);
    expect(greetings[0]?.replies[0]?.attachments).toHaveLength(1);
  });
});

describe('without MicrosoftAppId', () => {
  const refused: readonly [string, Record<string, string>][] = [
    ['another host', { host: 'bot.exemple.fr' }],
    ['a host that only looks local', { host: 'localhost.exemple.fr' }],
    ['X-Forwarded-For', { 'x-forwarded-for': '127.0.0.1' }],
    ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }],
    ['Forwarded', { forwarded: 'for=127.0.0.1' }],
  ];
  for (const [situation, headers] of refused) {
    it(`a caller with ${situation} gets 403`, async () => {
      expect(await statusOf(bot.port, headers)).toBe(403);
    });
  }

  for (const serviceUrl of [
    'http://169.254.169.254/',
    'https://exemple.fr',
    'http://127.0.0.1@exemple.fr',
    'file:///etc/passwd',
  ]) {
    it(`a reply to ${serviceUrl} is refused with 403`, async () => {
      expect((await post(bot.url, message('bonjour', { serviceUrl, deliveryMode: 'normal' }))).status).toBe(403);
    });
  }

  it('and with PUBLIC_URL it is off altogether', async () => {
    const open = await startBot({ PUBLIC_URL: 'https://bot.exemple.fr', TOKEN_SECRET: 'x'.repeat(32) });
    expect((await post(open.url, message('bonjour'))).status).toBe(403);
    await open.stop();
  });

  it('a reply goes to the address that the caller names on this machine', async () => {
    const sent = Promise.withResolvers<{ path: string; text: unknown }>();
    const channel = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end('{"id":"1"}');
        sent.resolve({ path: request.url ?? '', text: JSON.parse(Buffer.concat(chunks).toString()).text });
      });
    });
    await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve));
    const address = channel.address();
    const serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const rest = { id: 'q1', serviceUrl, channelId: 'test', deliveryMode: 'normal', conversation: { id: 'service' } };
    expect((await post(bot.url, message('Qui contacter en Bretagne ?', rest))).status).toBe(200);
    const { path, text } = await sent.promise;
    expect(path).toBe('/v3/conversations/service/activities/q1');
    expect(text).toContain('CRESS Bretagne');
    channel.close();
  });

  it('a reply that cannot be delivered gives 503, and the next one is sent', async () => {
    const activity = message('Qui contacter en Bretagne ?', {
      id: 'd1',
      conversation: { id: 'd' },
      deliveryMode: 'normal',
    });
    expect((await post(bot.url, activity)).status).toBe(503);
    const { replies } = await post(bot.url, { ...activity, deliveryMode: 'expectReplies' });
    expect(replies[0]?.text).toContain('CRESS Bretagne');
  });
});

describe('with MicrosoftAppId', () => {
  let microsoft: TokenServer;
  let teams: Awaited<ReturnType<typeof startBot>>;
  const serviceUrl = 'https://smba.trafficmanager.net/fr/';
  const activity = message('<at>Bot</at> qui contacter en Bretagne&nbsp;?', {
    channelId: 'msteams',
    serviceUrl,
    entities: [{ type: 'mention', text: '<at>Bot</at>', mentioned: { id: 'bot' } }],
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  beforeAll(async () => {
    microsoft = await createTokenServer();
    teams = await startBot({
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'password',
      MicrosoftAppTenantId: 'tenant',
      ToBotFromChannelOpenIdMetadataUrl: microsoft.metadataUrl,
    });
  });
  afterAll(async () => {
    await teams.stop();
    await microsoft.stop();
  });

  it('a call that Microsoft signed is answered, its mention left out', async () => {
    const { status, replies } = await post(
      teams.url,
      activity,
      bearer(microsoft.sign({ aud: 'app', serviceurl: serviceUrl })),
    );
    expect(status).toBe(200);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).toMatch(/^Contacts · Région Bretagne/);
  });

  const refused: readonly [string, () => Record<string, string>][] = [
    ['no token', () => ({})],
    ['no token but a scheme', () => ({ authorization: 'Bearer' })],
    ['nonsense', () => bearer('a.b.c')],
    ['a token for another bot', () => bearer(microsoft.sign({ aud: 'other', serviceurl: serviceUrl }))],
    ['a token for another service', () => bearer(microsoft.sign({ aud: 'app', serviceurl: 'https://exemple.fr' }))],
    ['a token of another issuer', () => bearer(microsoft.sign({ aud: 'app', iss: 'https://exemple.fr' }))],
    ['an expired token', () => bearer(microsoft.sign({ aud: 'app', serviceurl: serviceUrl, exp: 1_700_000_000 }))],
    [
      'a tampered token',
      () => bearer(`${microsoft.sign({ aud: 'app', serviceurl: serviceUrl }).slice(0, -8)}AAAAAAAA`),
    ],
  ];
  for (const [situation, headers] of refused) {
    it(`${situation} gets 401`, async () => {
      expect((await post(teams.url, activity, headers())).status).toBe(401);
    });
  }

  it('a broken activity gets 400 before anything else', async () => {
    expect((await post(teams.url, '{}')).status).toBe(400);
  });

  it('a call gets 503 while the keys of Microsoft cannot be had', async () => {
    const cut = await startBot({
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'password',
      MicrosoftAppTenantId: 'tenant',
      ToBotFromChannelOpenIdMetadataUrl: 'http://localhost:1/keys',
    });
    const { status, retryAfter } = await post(
      cut.url,
      activity,
      bearer(microsoft.sign({ aud: 'app', serviceurl: serviceUrl })),
    );
    expect([status, retryAfter]).toEqual([503, '30']);
    await cut.stop();
  });
});

describe('a flood', () => {
  it('of one conversation gets 429 with the seconds to wait, others go on', async () => {
    const slow = await startBot({ RATE_PER_CONVERSATION: '3' });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await post(slow.url, message('bonjour'))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number((await post(slow.url, message('bonjour'))).retryAfter)).toBeGreaterThan(0);
    expect((await post(slow.url, message('bonjour', { conversation: { id: 'other' } }))).status).toBe(200);
    await slow.stop();
  });
});

/** The status of a call with headers that `fetch` does not let one set. */
async function statusOf(port: number, headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify(message('bonjour'));
  return new Promise((resolve, reject) => {
    const call = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/messages',
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
