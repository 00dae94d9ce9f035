import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { listWeeks } from '../../src/store/week.ts';
import { type BotProcess, startProcess } from '../cluster/bot-process.ts';
import { type RedisServer, startRedis } from '../cluster/redis-server.ts';
import { begin, call } from './direct-line-client.ts';

/** Of a network that nobody has (RFC 5737). */
const ADDRESS = '203.0.113.77';
const DAY = 24 * 60 * 60 * 1000;
const MESSAGES = 1000;
const CONVERSATIONS = 50;

const FIRST = [
  'Jeanne',
  'Mohamed',
  'Gwenaëlle',
  'Thibault',
  'Aïcha',
  'Zbigniew',
  'Maëlys',
  'Oumar',
  'Clémence',
  'Yannick',
];
const LAST = [
  'Dubreuil',
  'Benali',
  'Le Goff',
  'Kerguelmadec',
  'Diallo',
  'Kowalczyk',
  'Fontanella',
  'Rakotomalala',
  'Lemaitre',
  'N’Guyen',
];
const ASKED = [
  'Qui contacter en Bretagne ?',
  'et en Normandie ?',
  'je cherche une ressourcerie',
  'une recette de cuisine',
  'les défis de Figeac',
];

/** What must never be found anywhere: whatever is in it leads to somebody. */
const PERSONAL = [
  /dubreuil|benali|le goff|kerguelmadec|diallo|kowalczyk|fontanella|rakotomalala|lemaitre|guyen/i,
  /jeanne|mohamed|gwena|thibault|zbigniew|maëlys|maelys|oumar|clémence|clemence|yannick/i,
  /@exemple|exemple\.fr/i,
  /\b06 \d\d \d\d \d\d \d\d\b/,
  /FR76/,
  /recette de cuisine|je cherche une/i,
];

/** An id made at random (capitals, small letters and digits) spells five letters of a name by chance, once in a hundred runs. */
const RANDOM = /(?=[\w-]{0,19}\d)(?=[\w-]{0,19}[A-Z])(?=[\w-]{0,19}[a-z])[\w-]{20,}/g;

function tell(index: number): string {
  const [first, last] = [FIRST[index % 10], LAST[Math.floor(index / 10) % 10]];
  const digits = String(10_000_000 + index * 7919).slice(0, 8);
  const phone = `06 ${digits.match(/../g)?.join(' ')}`;
  const mail = `${first}.${last}${index}@exemple.fr`.toLowerCase().replaceAll(/\s|’/g, '');
  const iban = `FR76 3000 6000 0112 3456 7890 ${100 + (index % 900)}`;
  const detail = [
    `je m’appelle ${first} ${last}`,
    `mon mail est ${mail}`,
    `appelez-moi au ${phone}`,
    `mon IBAN : ${iban}`,
  ];
  return `Bonjour, ${detail[index % 4]}, ${detail[(index + 1) % 4]}. ${ASKED[index % ASKED.length]}`;
}

/** A thousand messages over both channels, each conversation with people of its own. */
async function tellAll(bot: BotProcess): Promise<void> {
  await Promise.all(
    Array.from({ length: CONVERSATIONS }, async (_, conversation) => {
      const { id, token } = await begin(bot.url);
      for (let count = 0; count < MESSAGES / CONVERSATIONS; count += 1) {
        const text = tell(conversation * (MESSAGES / CONVERSATIONS) + count);
        if (count % 2 === 0) {
          const posted = await call(bot.url, 'POST', `/conversations/${id}/activities`, token, {
            type: 'message',
            text,
          });
          expect(posted.status).toBe(200);
          continue;
        }
        const response = await fetch(`${bot.url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            type: 'message',
            text,
            id: `${conversation}-${count}`,
            channelId: 'msteams',
            from: { id: `29:${conversation}`, name: `${FIRST[conversation % 10]} ${LAST[conversation % 10]}` },
            conversation: { id: `teams-${conversation}` },
            recipient: { id: 'bot' },
            deliveryMode: 'expectReplies',
          }),
        });
        expect(response.status).toBe(200);
        await response.body?.cancel();
      }
    }),
  );
}

/** The files in which something personal is found. */
function search(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return (['utf8', 'utf16le'] as const).some((encoding) => {
        const text = bytes.toString(encoding).replaceAll(RANDOM, ' ');
        return PERSONAL.some((one) => one.test(text));
      });
    });
}

async function expectSilence(bot: BotProcess): Promise<void> {
  const metrics = await (await fetch(`${bot.url}/metrics`)).text();
  expect(metrics).toMatch(/^bot_turns_total/m);
  for (const one of PERSONAL) expect(metrics).not.toMatch(one);
  // Everything is logged here, at the level that says most.
  expect(bot.output()).toContain('"outcome"');
  for (const one of PERSONAL) expect(bot.output()).not.toMatch(one);
}

describe('of a thousand messages with names, mails, telephone numbers and an IBAN', () => {
  it('nothing stays in the log, the metrics or the SQLite file once they have expired', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-'));
    const path = join(folder, 'bot.sqlite');
    const bot = await startProcess({ STORE_URL: `sqlite:${path}`, LOG_LEVEL: 'trace' });
    await tellAll(bot);
    await expectSilence(bot);
    expect(search(folder)).not.toEqual([]);
    expect(await bot.stop()).toBe(0);
    await expectSilenceOf(bot);

    const later = createSqliteStore({ path, keepMs: DAY, now: () => Date.now() + DAY + 1 });
    // While it is open: the file, its write-ahead log and its shared memory.
    expect(search(folder)).toEqual([]);
    // What editors see is there: words of things asked for in vain, counts of outcomes.
    const weeks = listWeeks(new Date(), 2);
    const terms = (await later.tallies('term', weeks)).map(({ name }) => name);
    expect(terms).toContain('recette');
    expect((await later.tallies('outcome', weeks)).length).toBeGreaterThan(1);
    await later.close();
    expect(search(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  }, 60_000);

  describe('with Redis', () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.remove());

    it('nothing stays in the log, the metrics, the dump or the file of commands once they have expired', async () => {
      const bot = await startProcess({ STORE_URL: redis.url, LOG_LEVEL: 'trace' });
      await tellAll(bot);
      await expectSilence(bot);
      await bot.stop();
      expect(search(redis.folder)).not.toEqual([]);

      const client = await createClient({ url: redis.url }).connect();
      const kept = await client.keys('*');
      // Time passes: whatever is to expire at all has expired.
      const lasting: string[] = [];
      for (const key of kept) {
        if ((await client.pTTL(key)) === -1) lasting.push(key);
        else await client.pExpire(key, 1);
      }
      expect(lasting.filter((key) => !/:(?:secret:token|secret:terms|unanswered|outbox)$/.test(key))).toEqual([]);
      while ((await client.dbSize()) > lasting.length) await client.keys('*');

      const store = await createRedisStore({ url: redis.url, keepMs: DAY });
      await store.tidy();
      while (/aof_rewrite_(?:in_progress|scheduled):1/.test(await client.info('persistence'))) await client.ping();
      await client.sendCommand(['SAVE']);
      expect(readdirSync(redis.folder)).toContain('dump.rdb');
      expect(search(redis.folder)).toEqual([]);
      await store.close();
      await client.close();
    }, 60_000);
  });

  it('no address of a reader stays, nor a hash that would tell it, nor a word of what was refused', async () => {
    const redis = await startRedis();
    const bot = await startProcess({
      STORE_URL: redis.url,
      LOG_LEVEL: 'trace',
      PUBLIC_URL: 'https://bot.exemple.org',
      TOKEN_SECRET: 'x'.repeat(40),
      CONVERSATIONS_PER_ADDRESS: '2',
      RATE_PER_CONVERSATION: '1',
    });
    const headers = { 'x-forwarded-for': ADDRESS };
    const tokens = await Promise.all(
      [1, 2, 3].map(async () =>
        String((await call(bot.url, 'POST', '/tokens/generate', null, undefined, headers)).json.token),
      ),
    );
    const begun = [];
    for (const token of tokens) begun.push(await call(bot.url, 'POST', '/conversations', token, {}, headers));
    expect(begun.map(({ status }) => status)).toEqual([201, 201, 429]);
    const json = begun[0]?.json ?? {};
    const path = `/conversations/${json.conversationId}/activities`;
    const text = tell(3);
    for (const status of [200, 429]) {
      expect(
        (await call(bot.url, 'POST', path, String(json.token), { type: 'message', text: 'bonjour' }, headers)).status,
      ).toBe(status);
    }
    const refused = await Promise.all([
      call(bot.url, 'POST', path, String(json.token), { text }, headers),
      call(bot.url, 'POST', path, encodeURIComponent(text), { type: 'message', text }, headers),
      call(
        bot.url,
        'GET',
        `/conversations/${encodeURIComponent(text)}/activities?watermark=${encodeURIComponent(text)}`,
        null,
      ),
      ...[`{"type":"message","text":"${text}`, JSON.stringify(text)].map((body) =>
        fetch(`${bot.url}/v3/directline${path}`, {
          method: 'POST',
          headers: { ...headers, authorization: `Bearer ${json.token}`, 'content-type': 'application/json' },
          body,
        }),
      ),
      fetch(`${bot.url}/${encodeURIComponent(text)}`, { headers }),
      fetch(`${bot.url}/suggestions?q=${encodeURIComponent(text)}`, { headers }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 403, 401, 400, 400, 404, 200]);
    await expectSilenceOf(bot);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).not.toContain(ADDRESS);
    expect(bot.output()).not.toContain(ADDRESS);
    await bot.stop();
    const written = readdirSync(redis.folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
      .join('');
    expect(written).toContain('territoires:n:');
    const hashes = ['', 'address\n', 'opening\n'].map((name) => createHash('sha256').update(name + ADDRESS));
    for (const told of [ADDRESS, ...hashes.map((one) => one.digest('base64url'))]) expect(written).not.toContain(told);
    await redis.remove();
  });

  it('a reader who erases the conversation leaves nothing of it, at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'erase-'));
    const bot = await startProcess({ STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}` });
    const { id, token } = await begin(bot.url);
    for (let index = 0; index < 8; index += 1) {
      await call(bot.url, 'POST', `/conversations/${id}/activities`, token, { type: 'message', text: tell(index) });
    }
    expect(search(folder)).not.toEqual([]);
    expect((await call(bot.url, 'DELETE', `/conversations/${id}`, token)).status).toBe(204);
    // The bot still runs: the write-ahead log is looked into, too.
    expect(search(folder)).toEqual([]);
    expect((await call(bot.url, 'GET', `/conversations/${id}`, token)).status).toBe(404);
    await bot.stop();
    rmSync(folder, { recursive: true });
  });
});

async function expectSilenceOf(bot: BotProcess): Promise<void> {
  for (const one of PERSONAL) expect(bot.output()).not.toMatch(one);
}
