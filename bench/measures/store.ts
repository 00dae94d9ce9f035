import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type RedisServer, startRedis } from '../../test/cluster/redis-server.ts';
import { ask } from '../load.ts';
import { createRow, type Findings, type Measure, median } from '../measure.ts';
import { createCaller } from '../post.ts';
import { round } from '../print.ts';
import { someQuestions } from '../questions.ts';
import { OURS, type Server, startServer } from '../server.ts';

const DAY_MS = 86_400_000;
const SECONDS = 3;
const ROUNDS = 2;
const SIZES = [1, 1000, 100_000];
const TIMED_TURNS = 300;
const CONVERSATIONS = 300;
const TURNS = 4;
/** As long as the card of an ordinary answer. */
const REPLY = { type: 'message', text: 'x'.repeat(600), attachments: [{ content: 'x'.repeat(5000) }] };
const ROOT = '/v3/directline';
const granted = z.object({ conversationId: z.string(), token: z.string() });

/** What keeping conversations costs: turns by store, bytes a conversation, a turn among many stored ones, recovery. */
export const store: Measure = {
  ids: [
    'store',
    'store-memory',
    'store-sqlite',
    'store-redis',
    'store-redis-two',
    'store-bytes',
    'store-flat',
    'store-recovery',
  ],
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
    const redis = await startRedis();
    try {
      const speed = await compareSpeed(redis, folder);
      const flat = await measureFlat(redis, folder);
      const kept = await measureKept(redis, folder);
      return { rows: [...speed.rows, ...flat.rows, ...kept.rows], tables: [...(flat.tables ?? [])], notes: NOTES };
    } finally {
      await redis.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const NOTES = [
  'Turns: /api/messages with expectReplies, 50 connections; « a core » divides by the processor time of the bot alone. Bytes and recovery: Direct Line, four questions a conversation. A turn: reading the context and saving it with one reply of 6 kB.',
];

/** Turns a second and turns a second of processor time, with each store. */
async function compareSpeed(redis: RedisServer, folder: string): Promise<Findings> {
  const questions = someQuestions(200);
  const stores = [
    ['store-memory', 'memory', ['memory:']],
    ['store-sqlite', 'SQLite', [`sqlite:${join(folder, 'speed.sqlite')}`]],
    ['store-redis', 'Redis', [redis.url]],
    ['store-redis-two', 'Redis, two processes', [redis.url, redis.url]],
  ] as const;
  const rows = [];
  for (const [id, name, urls] of stores) {
    const servers: Server[] = [];
    const [rates, perCore]: [number[], number[]] = [[], []];
    try {
      for (const url of urls) servers.push(await startServer({ ...OURS, env: { ...OURS.env, STORE_URL: url } }));
      for (let number = 0; number <= ROUNDS; number += 1) {
        const before = servers.map((one) => one.processorMs());
        const loads = await Promise.all(
          servers.map((one, at) => ask(one.port, questions, `${id}-${at}-${number}`, { duration: SECONDS })),
        );
        const turns = loads.reduce((sum, load) => sum + load.turns, 0);
        const busyMs = servers.reduce((sum, one, at) => sum + one.processorMs() - (before[at] ?? 0), 0);
        // The first round warms up.
        if (number === 0) continue;
        rates.push(loads.reduce((sum, load) => sum + load.turns / load.seconds, 0));
        perCore.push((turns * 1000) / busyMs);
      }
    } finally {
      await Promise.all(servers.map((one) => one.stop()));
    }
    rows.push(createRow({ id, what: `turns with ${name}`, unit: 'turns/s', better: 'higher', ours: rates }));
    rows.push(
      createRow({
        id: `${id}-core`,
        what: `turns with ${name}, a core`,
        unit: 'turns/s',
        better: 'higher',
        ours: perCore,
      }),
    );
  }
  return { rows };
}

/** The time of one turn's reading and saving with so many conversations stored. */
async function measureFlat(redis: RedisServer, folder: string): Promise<Findings> {
  const lines: string[][] = [];
  const ratios: number[] = [];
  for (const [name, open] of [
    ['SQLite', async () => createSqliteStore({ path: join(folder, 'flat.sqlite'), keepMs: DAY_MS, mostMb: 4096 })],
    ['Redis', () => createRedisStore({ url: redis.url, keepMs: DAY_MS })],
  ] as const) {
    const kept = await open();
    const times: number[] = [];
    let stored = 0;
    for (const size of SIZES) {
      for (; stored < size; stored += 100) {
        const some = Array.from({ length: Math.min(100, size - stored) }, (_, at) => `${name}-${stored + at}`);
        await Promise.all(some.map((id) => kept.open(id, [REPLY])));
      }
      stored = size;
      times.push(await timeTurns(kept, `${name}-at-${size}`));
    }
    await kept.close();
    ratios.push((times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN));
    lines.push([name, ...times.map((time) => round(time))]);
  }
  return {
    rows: [
      {
        ...createRow({
          id: 'store-flat',
          what: 'a turn among 100,000 conversations / among one',
          unit: '×',
          better: 'lower',
          ours: [Math.max(...ratios)],
        }),
        bar: { of: 'ours', limit: 1.5 },
      },
    ],
    tables: [
      {
        title: 'One turn read and saved, ms, by conversations stored',
        head: ['store', ...SIZES.map((size) => size.toLocaleString('en'))],
        lines,
      },
    ],
  };
}

async function timeTurns(kept: Store, id: string): Promise<number> {
  await kept.open(id, []);
  const times: number[] = [];
  for (let turn = 0; turn < TIMED_TURNS; turn += 1) {
    const added = await kept.append(id, { text: 'question' }, { key: null, awaits: true });
    const started = performance.now();
    const { version } = await kept.readContext(id);
    await kept.commit({
      conversation: id,
      version,
      context: { last: [] },
      delivery: null,
      answered: added?.number ?? 0,
      replies: [REPLY],
    });
    times.push(performance.now() - started);
  }
  return median(times);
}

/** What conversations of four questions take up, and how long a killed process needs to answer what it left. */
async function measureKept(redis: RedisServer, folder: string): Promise<Findings> {
  const path = join(folder, 'kept.sqlite');
  const program = { ...OURS, env: { ...OURS.env, STORE_URL: `sqlite:${path}` } };
  const onDisk = await startServer(program);
  await talk(onDisk.port);
  await onDisk.stop();
  const bytes = readdirSync(folder)
    .filter((name) => name.startsWith('kept.sqlite'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const again = await startServer(program);
  await again.stop();

  const kept = await createRedisStore({ url: redis.url, keepMs: DAY_MS });
  const before = await memoryOf(redis.url);
  const inRedis = await startServer({ ...OURS, env: { ...OURS.env, STORE_URL: redis.url } });
  await talk(inRedis.port);
  const grown = (await memoryOf(redis.url)) - before;
  await inRedis.stop();
  await kept.close();
  const row = (id: string, what: string, unit: string, ours: number) =>
    createRow({ id, what, unit, better: 'lower', ours: [ours] });
  return {
    rows: [
      row('store-bytes', 'a conversation of four questions in SQLite', 'kB', bytes / CONVERSATIONS / 1000),
      row('store-bytes-redis', 'a conversation of four questions in Redis', 'kB', grown / CONVERSATIONS / 1000),
      row('store-recovery', 'start to ready after a stop, with 300 conversations kept', 'ms', again.startMs),
    ],
  };
}

/** Has so many readers ask four questions each. */
async function talk(port: number): Promise<void> {
  const questions = someQuestions(CONVERSATIONS);
  const caller = createCaller(port, 20);
  await Promise.all(
    questions.map(async (_, own) => {
      const { token } = granted.parse(await caller.post(`${ROOT}/tokens/generate`, {}, null));
      const { conversationId, token: mine } = granted.parse(await caller.post(`${ROOT}/conversations`, {}, token));
      for (let turn = 0; turn < TURNS; turn += 1) {
        const text = questions[(own + turn * 31) % questions.length] ?? '';
        await caller.post(`${ROOT}/conversations/${conversationId}/activities`, { type: 'message', text }, mine);
      }
    }),
  );
  caller.close();
}

async function memoryOf(url: string): Promise<number> {
  const { inspectRedis } = await import('../../src/store/inspect-redis.ts');
  return (await inspectRedis(url)).usedBytes;
}
