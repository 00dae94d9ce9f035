import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { message, post, startBot } from '../server/start-bot.ts';
import { findPort } from './find-port.ts';
import { openStream, type StreamReader } from './open-stream.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

const DAY = 24 * 60 * 60 * 1000;
const FORGETFUL = /ne peux pas|pas me souvenir|souvenir/;

type Bot = Awaited<ReturnType<typeof startBot>>;

/** What a Bot Framework channel is answered: the first words of each reply. */
async function ask(bot: Bot, text: string, id = 'conversation'): Promise<string[]> {
  const rest = { id: `${text}-${performance.now()}`, conversation: { id } };
  const { status, replies } = await post(bot.url, message(text, rest));
  expect(status).toBe(200);
  return replies.filter(({ type }) => type === 'message').map(({ text: said = '' }) => said.split('\n')[0] ?? '');
}

async function expectTrouble(bot: Bot): Promise<void> {
  expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(503);
  const metrics = await (await fetch(`${bot.url}/metrics`)).text();
  expect(Number(/^bot_store_errors_total (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0);
}

/** Answers go on without memory, over both channels, and health and metrics tell. */
async function expectForgetful(bot: Bot, stream: StreamReader): Promise<void> {
  expect(await ask(bot, 'Qui contacter en Bretagne ?')).toEqual([
    'Contacts · Région Bretagne',
    expect.stringMatching(FORGETFUL),
  ]);
  const texts = await stream.ask('Qui contacter à Figeac ?', 2);
  expect(texts).toEqual([expect.stringMatching(/^Contacts · Figeac/), expect.stringMatching(FORGETFUL)]);
  await expectTrouble(bot);
}

/** Both channels remember again, and conversations that began before go on. */
async function expectMemory(bot: Bot, stream: StreamReader): Promise<void> {
  await ask(bot, 'Qui contacter en Bretagne ?');
  expect(await ask(bot, 'et en Normandie ?')).toEqual(['Contacts · Région Normandie']);
  await stream.ask('Qui contacter à Roubaix ?', 1);
  expect(await stream.ask('et à Mayotte ?', 1)).toEqual([expect.stringMatching(/^Contacts · Mayotte/)]);
}

describe('an SQLite file', () => {
  let folder: string;
  let path: string;
  let bot: Bot;
  let stream: StreamReader;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faults-'));
    path = join(folder, 'bot.sqlite');
    bot = await startBot({ STORE_URL: `sqlite:${path}` });
    stream = await openStream(bot.url);
  });
  afterEach(async () => {
    stream.close();
    await bot.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is locked: answers without memory and says so, and remembers again when it is free', async () => {
    await expectMemory(bot, stream);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expectForgetful(bot, stream);
    const begun = await openStream(bot.url);
    expect(await begun.ask('Qui contacter à Roubaix ?', 2)).toEqual([
      expect.stringMatching(/^Contacts · Roubaix/),
      expect.stringMatching(FORGETFUL),
    ]);
    other.exec('ROLLBACK');
    other.close();
    await untilReady(bot);
    await expectMemory(bot, stream);
    await expectMemory(bot, begun);
    begun.close();
  });

  it('that is full: the same', async () => {
    const small = await startBot({ STORE_URL: `sqlite:${join(folder, 'small', 'bot.sqlite')}`, STORE_MAX_MB: '1' });
    const full = await openStream(small.url);
    await fill(small.url);
    // Small things still find a place for a while.
    let [said, note] = ['', ''];
    for (let count = 0; !FORGETFUL.test(note) && count < 5000; count += 1) {
      [said = '', note = ''] = await ask(small, 'Qui contacter en Bretagne ?', `conversation-${count}`);
      expect(said).toBe('Contacts · Région Bretagne');
    }
    expect(note).toMatch(FORGETFUL);
    await expectTrouble(small);
    const of = (words: RegExp): number => full.answers().filter((text) => words.test(text)).length;
    let asked = 0;
    for (; of(FORGETFUL) === 0 && asked < 400; asked += 1) await full.ask('Qui contacter à Figeac ?', 1);
    while (of(/^Contacts · Figeac/) < asked) await new Promise(setImmediate);
    expect(of(/^Contacts · Figeac/)).toBe(asked);
    expect(of(FORGETFUL)).toBeGreaterThan(0);
    full.close();
    await small.stop();
    // Nor does a start on a full file leave anybody without an answer.
    const again = await startBot({ STORE_URL: `sqlite:${join(folder, 'small', 'bot.sqlite')}`, STORE_MAX_MB: '1' });
    expect((await ask(again, 'Qui contacter en Bretagne ?'))[0]).toBe('Contacts · Région Bretagne');
    await again.stop();
  });

  it('that breaks while it is used: the same', async () => {
    await expectMemory(bot, stream);
    const other = new DatabaseSync(path);
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    other.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(statSync(path).size, 0xaa), 0);
    closeSync(file);
    expect((await ask(bot, 'Qui contacter en Bretagne ?'))[0]).toBe('Contacts · Région Bretagne');
    await expectForgetful(bot, stream);
  });

  it('of another process is not shared: the start says that several processes need Redis', () => {
    expect(() => createSqliteStore({ path, keepMs: DAY })).toThrow(/un autre processus.*redis:\/\//);
  });

  it('that is damaged where only old conversations lie is refused at the start, with the remedy', async () => {
    const damaged = join(folder, 'damaged.sqlite');
    const store = createSqliteStore({ path: damaged, keepMs: DAY });
    for (let count = 0; count < 100; count += 1) await store.open(`c-${count}`, [{ text: 'x'.repeat(3000) }]);
    await store.close();
    const [file, { size }] = [openSync(damaged, 'r+'), statSync(damaged)];
    writeSync(file, Buffer.alloc(size / 2, 0xaa), 0, size / 2, size / 4);
    closeSync(file);
    const later = { path: damaged, keepMs: DAY, now: () => Date.now() + 2 * DAY };
    expect(() => createSqliteStore(later)).toThrow(/^STORE_URL : .*malformed.* le supprimer s’il est abîmé/);
    // The lock is given back.
    expect(() => createSqliteStore(later)).toThrow(/malformed/);
  });

  it('that another program writes to at the start is waited for, with a line that says so', async () => {
    const held = join(folder, 'held.sqlite');
    await createSqliteStore({ path: held, keepMs: DAY }).close();
    const other = new DatabaseSync(held);
    other.exec('BEGIN IMMEDIATE');
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      other.exec('ROLLBACK');
    };
    const store = await openStore({ kind: 'sqlite', path: held }, { keepMs: DAY, mostMb: 10, say });
    expect(lines).toEqual([expect.stringMatching(/^STORE_URL : .*verrouillé par un autre programme.*Nouvel essai/)]);
    other.close();
    await store.close();
  });

  it('that nobody may write is refused at the start, with the remedy', () => {
    const place = mkdtempSync(join(tmpdir(), 'readonly-'));
    const closed = join(place, 'bot.sqlite');
    createSqliteStore({ path: closed, keepMs: DAY }).close();
    for (const [name, mode] of [
      [closed, 0o444],
      [place, 0o555],
    ] as const) {
      chmodSync(name, mode);
    }
    // root may write everywhere: another user tries.
    const { stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { createSqliteStore } from '${new URL('../../src/store/sqlite-store.ts', import.meta.url)}';
         try { createSqliteStore({ path: '${closed}', keepMs: 1 }) } catch (error) { console.error(error.message) }`,
      ],
      { encoding: 'utf8', ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}) },
    );
    chmodSync(place, 0o755);
    rmSync(place, { recursive: true });
    expect(stderr).toMatch(/^STORE_URL : .*vérifier ses droits/m);
  });

  it('of the first version is brought to the present one, with all that it holds', async () => {
    const old = join(folder, 'old.sqlite');
    const db = new DatabaseSync(old);
    db.exec(FIRST_VERSION);
    db.close();
    const store = createSqliteStore({ path: old, keepMs: DAY });
    expect(await store.readContext('c')).toEqual({ version: 3, value: { last: [] } });
    expect(await store.read('c', 0, 10)).toEqual([{ number: 1, activity: { text: 'question' } }]);
    expect(await store.unanswered()).toEqual(['c']);
    expect(await store.secret('token')).toBe('drawn long ago');
    await store.tally([{ kind: 'outcome', name: 'contacts/answer', week: '2026-W48', count: 1 }]);
    await store.close();
  });
});

describe('Redis', () => {
  let redis: RedisServer;
  let bot: Bot;
  let stream: StreamReader;

  beforeAll(async () => {
    redis = await startRedis(['--enable-debug-command', 'local']);
  });
  afterAll(() => redis.remove());
  beforeEach(async () => {
    bot = await startBot({ STORE_URL: redis.url });
    stream = await openStream(bot.url);
  });
  afterEach(async () => {
    stream.close();
    await bot.stop();
  });

  const command = async (...words: string[]): Promise<void> => {
    const client = createClient({ url: redis.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.sendCommand(words);
    await client.close();
  };

  it('that is stopped: answers without memory and says so, and remembers again when it is back', async () => {
    await expectMemory(bot, stream);
    await redis.stop();
    await expectForgetful(bot, stream);
    await redis.start();
    await untilReady(bot);
    await expectMemory(bot, stream);
  });

  it('that is full: the same', async () => {
    await command('CONFIG', 'SET', 'maxmemory', '1');
    await expectForgetful(bot, stream);
    await command('CONFIG', 'SET', 'maxmemory', '0');
    await untilReady(bot);
    await expectMemory(bot, stream);
  });

  it('that does not answer any more keeps nobody waiting for long', async () => {
    await command('CLIENT', 'PAUSE', '10000');
    const started = performance.now();
    const [said, note] = await ask(bot, 'Qui contacter en Bretagne ?');
    expect(said).toBe('Contacts · Région Bretagne');
    expect(note).toMatch(FORGETFUL);
    expect(performance.now() - started).toBeLessThan(9000);
    await untilReady(bot);
    await expectMemory(bot, stream);
  });

  it('that comes while it is waited for is used', async () => {
    await redis.stop();
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      void redis.start();
    };
    const store = await createRedisStore({ url: redis.url, keepMs: DAY, say });
    expect(lines).toEqual([expect.stringMatching(/^STORE_URL : Redis ne répond pas encore/)]);
    await store.ping();
    await store.close();
    await untilReady(bot);
  });

  it('that is not there at the start is waited for, with a line that says so, and given up with another', async () => {
    const url = `redis://:motdepasse@127.0.0.1:${await findPort()}`;
    const lines: string[] = [];
    const opening = createRedisStore({ url, keepMs: DAY, say: (line) => lines.push(line), withinMs: 300 });
    await expect(opening).rejects.toThrow(/^STORE_URL : Redis ne répond pas à cette adresse \(ECONNREFUSED\)/);
    expect(lines).toEqual([expect.stringMatching(/^STORE_URL : Redis ne répond pas encore/)]);
    await expect(opening).rejects.not.toThrow(/motdepasse/);
  });
});

async function untilReady(bot: Bot): Promise<void> {
  while ((await fetch(`${bot.url}/readyz`)).status !== 200) await new Promise(setImmediate);
}

/** Has a bot keep long messages until it can keep no more. */
async function fill(url: string): Promise<void> {
  for (;;) {
    const generated = await (await fetch(`${url}/v3/directline/tokens/generate`, { method: 'POST' })).json();
    const headers = { authorization: `Bearer ${generated.token}`, 'content-type': 'application/json' };
    await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers, body: '{}' });
    const path = `${url}/v3/directline/conversations/${generated.conversationId}/activities`;
    for (let count = 0; count < 20; count += 1) {
      const body = JSON.stringify({ type: 'message', text: 'é'.repeat(2000), value: 'v'.repeat(7000) });
      const { status } = await fetch(path, { method: 'POST', headers, body });
      if (status === 503) return;
    }
  }
}

/** What a bot of the first release wrote. */
const FIRST_VERSION = `
CREATE TABLE conversations (id TEXT PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0, context TEXT NOT NULL,
  last INTEGER NOT NULL DEFAULT 0, touched INTEGER NOT NULL, opened INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_touched ON conversations (touched);
CREATE TABLE entries (conversation TEXT NOT NULL, number INTEGER NOT NULL, key TEXT, activity TEXT NOT NULL,
  PRIMARY KEY (conversation, number)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entries_key ON entries (conversation, key) WHERE key IS NOT NULL;
CREATE TABLE unanswered (conversation TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (conversation, number))
  STRICT, WITHOUT ROWID;
CREATE TABLE claims (key TEXT PRIMARY KEY, taken INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX claims_taken ON claims (taken);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO conversations VALUES ('c', 3, '{"last":[]}', 1, ${Date.now()}, 1);
INSERT INTO entries VALUES ('c', 1, NULL, '{"text":"question"}');
INSERT INTO unanswered VALUES ('c', 1);
INSERT INTO secrets VALUES ('token', 'drawn long ago');
PRAGMA user_version = 1;
`;
