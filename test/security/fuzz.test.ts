import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Context, EMPTY_CONTEXT } from '../../src/answer.ts';
import type { Assistant } from '../../src/assistant.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { message, post, startBot } from '../server/start-bot.ts';
import { listCorpus, PAYLOADS } from './corpus.ts';
import { begin, call, openSocket } from './direct-line-client.ts';

/** Cases a run: 3,000 in all, besides the corpus. */
const RUNS = { understanding: 1500, messages: 600, directLine: 300, paths: 300, sockets: 100, bytes: 200 } as const;
/**
 * Processor time, so that it does not matter what else the machine does. No text may take so long: it would keep everybody
 * else waiting. The slowest one takes a tenth of it; what grows faster than its text takes many times more.
 */
const MOST_MS = 3000;
const STATUSES = new Set([101, 200, 201, 204, 304, 400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 431]);
const QUESTION = 'Qui contacter en Bretagne ?';
const ANSWER = /^Contacts · Région Bretagne/;
const CORPUS = listCorpus();

let bot: Awaited<ReturnType<typeof startBot>>;
let assistant: Assistant;
beforeAll(async () => {
  assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
  bot = await startBot();
});
afterAll(() => bot.stop());
afterEach(async () => {
  const { replies } = await post(bot.url, message(QUESTION, { conversation: { id: `after-${performance.now()}` } }));
  expect(replies[0]?.text).toMatch(ANSWER);
});

/** Words, names, signs and letters of every script, in any order: what is likely to be read as something. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...[
              'qui contacter',
              'en',
              'Bretagne',
              'bretange',
              'et',
              'Normandie',
              'sauf',
              'pas',
              'défis',
              'vieillissement',
            ],
            ...[
              'la première',
              'oui',
              '?',
              '!',
              '\n',
              '"',
              '«',
              '{{t}}',
              '$t(a)',
              '<b>',
              '__proto__',
              'CRESS',
              '93',
              'Figeac',
            ],
            ...['quand', 'combien', 'compare', 'entre', 'ou', 'autour de', 'à', 'merci', 'bonjour', '\u200b', '\ud800'],
          ),
          fc.string({ maxLength: 12 }),
        ),
        { maxLength: 40 },
      )
      .map((words) => words.join(' ')),
  },
);
const json = fc.jsonValue({ maxDepth: 4 });

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('whatever is typed is answered, in time, and is only ever words', () => {
  const take = (typed: string, context: Context): Context => {
    const before = processorMs();
    const turn = assistant.turn({ text: typed, frame: null, locale: 'fr' }, context);
    expect(processorMs() - before).toBeLessThan(MOST_MS);
    expect(turn.drawn.length).toBeGreaterThan(0);
    expect(turn.drawn.every((one) => one.text.trim() !== '')).toBe(true);
    const said = JSON.stringify(turn.drawn.map(({ card }) => card));
    for (const payload of PAYLOADS) expect(said).not.toMatch(payload);
    return turn.context;
  };

  for (const [what, typed] of CORPUS) {
    it(what, () => {
      take(typed, EMPTY_CONTEXT);
      take(typed, take(QUESTION, EMPTY_CONTEXT));
    });
  }

  it('and anything else, several turns long', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (turns) => {
        turns.reduce((context, typed) => take(typed, context), EMPTY_CONTEXT);
      }),
      { numRuns: RUNS.understanding },
    );
  });
});

describe('eight times the text', () => {
  const SHORT = 1250;
  const TIMES = 8;
  /** Half of what a text takes whose every part is held against every other. */
  const MOST = (TIMES * TIMES) / 2;
  /** What the collector may take meanwhile. */
  const SLACK_MS = 50;

  it('takes some eight times as long, whatever it is', () => {
    const patient = createAssistant({
      dataDir: 'data',
      localesDir: 'locales',
      maxText: SHORT * TIMES,
      publicUrl: null,
    });
    const time = (typed: string): number => {
      const times = [1, 2, 3].map(() => {
        const before = processorMs();
        patient.turn({ text: typed, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
        return processorMs() - before;
      });
      return Math.min(...times);
    };
    const long = CORPUS.filter(([, typed]) => typed.length >= SHORT * TIMES);
    expect(long.length).toBeGreaterThan(8);
    const slow = long.filter(
      ([, typed]) => time(typed.slice(0, SHORT * TIMES)) > MOST * time(typed.slice(0, SHORT)) + SLACK_MS,
    );
    expect(slow.map(([what]) => what)).toEqual([]);
  });
});

describe('/api/messages', () => {
  for (const [what, typed] of CORPUS) {
    it(`takes ${what}`, async () => {
      const answer = await post(bot.url, message(typed, { conversation: { id: what } }));
      expect(answer.status).toBe(200);
      expect(answer.replies[0]?.text?.trim()).toBeTruthy();
      expect(answer.replies.every(({ type, textFormat }) => type === 'trace' || textFormat === 'plain')).toBe(true);
    });
  }

  it('takes any activity, and anything that is none', async () => {
    const odd = fc.record(
      {
        type: fc.oneof(
          fc.constantFrom(
            'message',
            'conversationUpdate',
            'installationUpdate',
            'invoke',
            'event',
            'typing',
            'endOfConversation',
          ),
          json,
        ),
        text: fc.oneof(text, json),
        value: fc.oneof(json, fc.record({ frame: json, locale: json, feedback: json })),
        channelId: fc.oneof(fc.constantFrom('msteams', 'emulator', 'directline', 'webchat'), json),
        conversation: fc.oneof(fc.record({ id: fc.oneof(fc.string(), json), isGroup: json }), json),
        from: fc.oneof(fc.record({ id: fc.string(), name: json }), json),
        recipient: fc.oneof(fc.record({ id: fc.string() }), json),
        entities: fc.oneof(
          fc.array(fc.record({ type: fc.constantFrom('mention', 'clientInfo'), text: json, mentioned: json }), {
            maxLength: 3,
          }),
          json,
        ),
        membersAdded: fc.oneof(fc.array(fc.record({ id: json }), { maxLength: 3 }), json),
        attachments: json,
        channelData: json,
        locale: fc.oneof(fc.constantFrom('fr-FR', 'en-GB'), json),
        id: fc.oneof(fc.string(), json),
        name: json,
        deliveryMode: fc.constantFrom('expectReplies', 'normal'),
        serviceUrl: fc.oneof(
          fc.constantFrom('http://localhost:1', 'http://169.254.169.254/latest', 'file:///etc/passwd'),
          json,
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: odd }, { weight: 1, arbitrary: json }), async (body) => {
        // Nobody listens there: what is no fault of the bot is 503.
        const isSent =
          typeof body === 'object' && body !== null && 'deliveryMode' in body && body.deliveryMode === 'normal';
        const answer = await post(bot.url, isSent ? { ...body, deliveryMode: 'expectReplies' } : body);
        expect(STATUSES).toContain(answer.status);
        if (answer.status >= 400) expect(answer.type).toContain('application/problem+json');
      }),
      { numRuns: RUNS.messages },
    );
  });
});

describe('Direct Line', () => {
  it('keeps the corpus as it was typed, and answers all of it in plain words', async () => {
    const { id, token } = await begin(bot.url);
    for (const [, typed] of CORPUS) {
      const { status } = await call(bot.url, 'POST', `/conversations/${id}/activities`, token, {
        type: 'message',
        text: typed,
      });
      expect(status).toBe(200);
    }
    const answers: Record<string, unknown>[] = [];
    for (let watermark = ''; answers.filter(({ replyToId }) => replyToId).length < CORPUS.length; ) {
      const { json: page } = await call(
        bot.url,
        'GET',
        `/conversations/${id}/activities?watermark=${watermark}`,
        token,
      );
      watermark = String(page.watermark);
      if (Array.isArray(page.activities)) answers.push(...page.activities);
    }
    const questions = answers.filter(
      ({ replyToId, from }) => replyToId === undefined && JSON.stringify(from).includes('"user"'),
    );
    // A yes or no: the difference would fill the screen.
    const isKept = CORPUS.every(([, typed], at) => questions[at]?.text === typed.slice(0, 2001));
    expect([questions.length, isKept]).toEqual([CORPUS.length, true]);
    expect(answers.every(({ textFormat }) => textFormat === 'plain')).toBe(true);
    for (const payload of PAYLOADS) {
      const bots = answers.filter(({ replyToId }) => replyToId !== undefined);
      expect(JSON.stringify(bots.map(({ attachments }) => attachments))).not.toMatch(payload);
    }
  });

  it('takes any activity, watermark and token', async () => {
    const { id, token } = await begin(bot.url);
    const tokens = fc.oneof(
      { weight: 3, arbitrary: fc.constant(token) },
      {
        weight: 1,
        arbitrary: fc.string({ unit: 'grapheme-ascii' }).map((tail) => `${token}${tail.replace(/[^\w.-]/g, '')}`),
      },
      { weight: 1, arbitrary: fc.base64String() },
    );
    const activity = fc.record(
      {
        type: fc.oneof(fc.constant('message'), json),
        text: fc.oneof(text, json),
        value: json,
        channelData: json,
        from: json,
        locale: json,
      },
      { requiredKeys: ['type'] },
    );
    await fc.assert(
      fc.asyncProperty(tokens, fc.oneof(activity, json), fc.string(), async (bearer, body, watermark) => {
        const posted = await call(bot.url, 'POST', `/conversations/${id}/activities`, bearer, body ?? {});
        expect(STATUSES).toContain(posted.status);
        const path = `/conversations/${id}/activities?watermark=${encodeURIComponent(watermark.toWellFormed())}`;
        expect(STATUSES).toContain((await call(bot.url, 'GET', path, bearer)).status);
      }),
      { numRuns: RUNS.directLine },
    );
  });
});

describe('addresses', () => {
  const SAFE = /^(?:application\/(?:problem\+json|json|geo\+json)|text\/(?:csv|javascript|css|plain)|image\/png)/;

  /** What a page holds of itself proves nothing: a lone quotation mark is in each. */
  let ownMarkup = '';
  beforeAll(async () => {
    for (const path of ['/', '/nowhere']) ownMarkup += await (await fetch(`${bot.url}${path}`)).text();
  });

  /** A page never holds what was in the address as markup. */
  const expectHarmless = async (path: string, payload: string): Promise<void> => {
    const response = await fetch(`${bot.url}${path}`, { redirect: 'manual' });
    expect(STATUSES).toContain(response.status);
    const body = await response.text();
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/html')) {
      if (/[<>"]/.test(payload) && !ownMarkup.includes(payload)) expect(body).not.toContain(payload);
      for (const one of PAYLOADS) expect(body).not.toMatch(one);
    } else if (body !== '') expect(type).toMatch(SAFE);
  };

  const PLACES: readonly ((part: string) => string)[] = [
    (part) => `/${part}`,
    (part) => `/q/contacts/${part}`,
    (part) => `/q/${part}/region-bretagne`,
    (part) => `/api/territoires/${part}`,
    (part) => `/api/territoires?theme=${part}`,
    (part) => `/api/themes/${part}?format=${part}`,
    (part) => `/suggestions?q=${part}`,
    (part) => `/?q=${part}`,
    (part) => `/media/${part}/carte.png?territoires=${part}`,
    (part) => `/assets/${part}/${part}`,
    (part) => `/v3/directline/conversations/${part}/activities`,
  ];

  it('of every kind take the corpus', async () => {
    for (const [, typed] of CORPUS) {
      const part = encodeURIComponent(typed.slice(0, 300).toWellFormed());
      for (const place of PLACES) await expectHarmless(place(part), typed);
    }
  });

  it('of every kind take anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PLACES), fc.oneof(text, fc.webPath()), async (place, part) => {
        await expectHarmless(place(encodeURIComponent(part.toWellFormed())), part);
      }),
      { numRuns: RUNS.paths },
    );
  });
});

describe('bare connections', () => {
  it('take any bytes and end', async () => {
    const heads = fc.constantFrom(
      '',
      'GET / HTTP/1.1\r\nHost: localhost\r\n',
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ minLength: 1, maxLength: 300 }), async (head, bytes) => {
        const status = await new Promise<number | null>((resolve) => {
          const socket = connect(bot.port, '127.0.0.1');
          socket.on('error', () => resolve(null));
          socket.on('data', (data) => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1])));
          socket.on('close', () => resolve(null));
          // What is not said to its end is over when the client says so.
          socket.end(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')]));
        });
        if (status !== null) expect(STATUSES).toContain(status);
      }),
      { numRuns: RUNS.bytes },
    );
  });
});

describe('WebSockets', () => {
  it('take any frames, and the conversation goes on over the next one', async () => {
    const { id, token } = await begin(bot.url);
    const again = async (): Promise<string> =>
      String((await call(bot.url, 'GET', `/conversations/${id}?watermark=1`, token)).json.streamUrl);
    const frame = fc.oneof(fc.string({ maxLength: 1500 }), fc.uint8Array({ maxLength: 1500 }), fc.json());
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 4 }), async (frames) => {
        const socket = await openSocket(await again());
        const closed = new Promise((resolve) => socket.once('close', resolve));
        for (const one of frames) socket.send(one);
        socket.close();
        await closed;
      }),
      { numRuns: RUNS.sockets },
    );
    const socket = await openSocket(await again());
    const heard = new Promise<string>((resolve) => {
      let all = '';
      socket.on('message', (data) => {
        all += String(data);
        if (all.includes('replyToId')) resolve(all);
      });
    });
    await call(bot.url, 'POST', `/conversations/${id}/activities`, token, { type: 'message', text: QUESTION });
    expect(await heard).toContain('Contacts · Région Bretagne');
    socket.close();
  });
});
