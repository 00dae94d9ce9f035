import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
const ROUNDS = 3;
const SIZES = [1, 1000, 100_000];
const TIMED_TURNS = 300;
const CONVERSATIONS = 300;
const TURNS = 4;
/** Who has asked something that is not answered yet when a process is killed. */
const READERS = 50;
const LOOK_EVERY_MS = 20;
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
    'store-bytes-redis',
    'store-bytes-redis-disk',
    'store-flat',
    'store-recovery',
    'store-recovery-redis',
  ],
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
    const redis = await startRedis();
    try {
      const speed = await compareSpeed(redis, folder);
      const flat = await measureFlat(redis, folder);
      const kept = await measureKept(redis, folder);
      const recovery = await measureRecovery(redis, folder);
      return {
        rows: [...speed.rows, ...flat.rows, ...kept.rows, ...recovery.rows],
        tables: [...(flat.tables ?? [])],
        notes: NOTES,
      };
    } finally {
      await redis.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const NOTES = [
  'Turns: /api/messages with expectReplies, 50 connections; « a core » divides by the processor time of the bot alone. Bytes and recovery: Direct Line, four questions a conversation. Recovery: from SIGKILL, at the moment when the last of 50 questions of as many readers was acknowledged, until the last of them is answered. A turn: reading the context and saving it with one reply of 6 kB.',
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
  const started: Server[] = [];
  try {
    const tried = [];
    for (const [id, name, urls] of stores) {
      const servers: Server[] = [];
      for (const url of urls) {
        const server = await startServer({ ...OURS, env: { ...OURS.env, STORE_URL: url } });
        servers.push(server);
        started.push(server);
      }
      const [rates, perCore]: [number[], number[]] = [[], []];
      tried.push({ id, name, servers, rates, perCore });
    }
    // In turn, so that what else the machine does meets all alike; the first round warms up.
    for (let number = 0; number <= ROUNDS; number += 1) {
      for (const { id, servers, rates, perCore } of tried) {
        const before = servers.map((one) => one.processorMs());
        const loads = await Promise.all(
          servers.map((one, at) => ask(one.port, questions, `${id}-${at}-${number}`, { duration: SECONDS })),
        );
        if (number === 0) continue;
        const turns = loads.reduce((sum, load) => sum + load.turns, 0);
        const busyMs = servers.reduce((sum, one, at) => sum + one.processorMs() - (before[at] ?? 0), 0);
        rates.push(loads.reduce((sum, load) => sum + load.turns / load.seconds, 0));
        perCore.push((turns * 1000) / busyMs);
      }
    }
    const row = (id: string, what: string, ours: readonly number[]) =>
      createRow({ id, what, unit: 'turns/s', better: 'higher', ours });
    return {
      rows: tried.flatMap(({ id, name, rates, perCore }) => [
        row(id, `turns with ${name}`, rates),
        row(`${id}-core`, `turns with ${name}, a core`, perCore),
      ]),
    };
  } finally {
    await Promise.all(started.map((one) => one.stop()));
  }
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

/** What conversations of four questions take up. */
async function measureKept(redis: RedisServer, folder: string): Promise<Findings> {
  const path = join(folder, 'kept.sqlite');
  const program = { ...OURS, env: { ...OURS.env, STORE_URL: `sqlite:${path}` } };
  const onDisk = await startServer(program);
  await talk(onDisk.port);
  await onDisk.stop();
  const bytes = sizeOf(folder, 'kept.sqlite');

  const kept = await createRedisStore({ url: redis.url, keepMs: DAY_MS });
  const [before, diskBefore] = [await memoryOf(redis.url), sizeOf(redis.folder)];
  const inRedis = await startServer({ ...OURS, env: { ...OURS.env, STORE_URL: redis.url } });
  await talk(inRedis.port);
  const [grown, written] = [(await memoryOf(redis.url)) - before, sizeOf(redis.folder) - diskBefore];
  await inRedis.stop();
  await kept.close();
  const row = (id: string, what: string, ours: number) =>
    createRow({ id, what, unit: 'kB', better: 'lower', ours: [ours / CONVERSATIONS / 1000] });
  return {
    rows: [
      row('store-bytes', 'a conversation of four questions in SQLite', bytes),
      row('store-bytes-redis', 'a conversation of four questions in Redis', grown),
      row('store-bytes-redis-disk', 'the same in its file of commands, before it is written anew', written),
    ],
  };
}

/** How long readers wait whose process was killed before it had answered them. */
async function measureRecovery(redis: RedisServer, folder: string): Promise<Findings> {
  const onDisk = { ...OURS, env: { ...OURS.env, STORE_URL: `sqlite:${join(folder, 'recovery.sqlite')}` } };
  const shared = { ...OURS, env: { ...OURS.env, STORE_URL: redis.url } };
  const inFile: number[] = [];
  const inRedis: number[] = [];
  for (let number = 0; number < ROUNDS; number += 1) {
    inFile.push(await killAndWait(await startServer(onDisk), () => startServer(onDisk)));
    const other = await startServer(shared);
    inRedis.push(await killAndWait(await startServer(shared), async () => other));
  }
  const row = (id: string, what: string, ours: readonly number[]) =>
    createRow({ id, what, unit: 'ms', better: 'lower', ours });
  return {
    rows: [
      row('store-recovery', 'SIGKILL to the last answer, SQLite: by the next start', inFile),
      row('store-recovery-redis', 'SIGKILL to the last answer, Redis: by the other process', inRedis),
    ],
  };
}

/** Milliseconds from the end of one process until `next` has answered all that was acknowledged. */
async function killAndWait(victim: Server, next: () => Promise<Server>): Promise<number> {
  const caller = createCaller(victim.port, READERS);
  const readers = await Promise.all(Array.from({ length: READERS }, () => beginTalk(caller)));
  const texts = someQuestions(READERS);
  await Promise.all(readers.map((one, own) => one.ask(texts[own] ?? '')));
  const killed = performance.now();
  await victim.kill();
  caller.close();
  const heir = await next();
  for (const { conversationId, token } of readers) {
    while (!(await isAnswered(heir.port, conversationId, token))) await pause(LOOK_EVERY_MS);
  }
  const waited = performance.now() - killed;
  await Promise.all([victim.stop(), heir.stop()]);
  return waited;
}

async function isAnswered(port: number, conversationId: string, token: string): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}${ROOT}/conversations/${conversationId}/activities`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.text()).includes('"replyToId"');
}

/** Has so many readers ask four questions each. */
async function talk(port: number): Promise<void> {
  const questions = someQuestions(CONVERSATIONS);
  const caller = createCaller(port, 20);
  await Promise.all(
    questions.map(async (_, own) => {
      const one = await beginTalk(caller);
      for (let turn = 0; turn < TURNS; turn += 1) await one.ask(questions[(own + turn * 31) % questions.length] ?? '');
    }),
  );
  caller.close();
}

/** A conversation of the chat, in which questions are sent without waiting for their answers. */
async function beginTalk({ post }: ReturnType<typeof createCaller>) {
  const { token: first } = granted.parse(await post(`${ROOT}/tokens/generate`, {}, null));
  const { conversationId, token } = granted.parse(await post(`${ROOT}/conversations`, {}, first));
  const path = `${ROOT}/conversations/${conversationId}/activities`;
  return { conversationId, token, ask: (text: string) => post(path, { type: 'message', text }, token) };
}

/** Bytes of the files in a folder whose names begin so. */
function sizeOf(folder: string, begins = ''): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.startsWith(begins))
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
}

async function memoryOf(url: string): Promise<number> {
  const { inspectRedis } = await import('../../src/store/inspect-redis.ts');
  return (await inspectRedis(url)).usedBytes;
}
