import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { holdContract } from './contract.ts';

const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let port: number;
let redis: ChildProcess;
const url = (): string => `redis://127.0.0.1:${port}`;

beforeAll(async () => {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error('redis-server manque pour les tests de Redis : apt-get install -y redis-server (ou bash .ci/run)');
  }
  folder = mkdtempSync(join(tmpdir(), 'redis-'));
  port = await findPort();
  redis = await startRedis();
});
afterAll(() => {
  redis.kill();
  rmSync(folder, { recursive: true, force: true });
});

function startRedis(): Promise<ChildProcess> {
  const child = spawn('redis-server', ['--port', String(port), '--dir', folder, '--appendonly', 'yes', '--save', '']);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve(child));
  });
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

holdContract('the store in Redis', () => createRedisStore({ url: url(), keepMs: DAY }));

describe('two processes with one Redis', () => {
  it('see the same conversations, wake each other and share the secret', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => createRedisStore({ url: url(), keepMs: DAY })));
    if (a === undefined || b === undefined) throw new Error('no stores');
    await a.open('shared', []);
    const woken = new Promise<void>((resolve) => b.follow('shared', resolve));
    await a.append('shared', { text: 'question' }, { key: null, awaits: true });
    await woken;
    expect((await b.read('shared', 0, 10)).map((entry) => entry.activity.text)).toEqual(['question']);
    expect(await a.secret('token')).toBe(await b.secret('token'));
    const answer = {
      conversation: 'shared',
      version: 0,
      context: {},
      delivery: null,
      answered: 1,
      replies: [{ text: 'answer' }],
    };
    const results = await Promise.all([a.commit(answer), b.commit(answer)]);
    expect(results.sort()).toEqual(['repeated', 'saved']);
    expect(await a.read('shared', 1, 10)).toHaveLength(1);
    await Promise.all([a.close(), b.close()]);
  });

  it('fail at once while Redis is away, and go on when it is back, with what was there', async () => {
    const store = await createRedisStore({ url: url(), keepMs: DAY });
    await store.open('kept', [{ text: 'welcome' }]);
    const stopped = new Promise((resolve) => redis.on('exit', resolve));
    redis.kill();
    await stopped;
    await expect(store.readContext('kept')).rejects.toThrow();
    await expect(store.ping()).rejects.toThrow();
    redis = await startRedis();
    for (;;) {
      if (
        await store.ping().then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise(setImmediate);
    }
    expect(await store.read('kept', 0, 10)).toHaveLength(1);
    const woken = new Promise<void>((resolve) => store.follow('kept', resolve));
    const other = await createRedisStore({ url: url(), keepMs: DAY });
    await other.append('kept', { text: 'later' }, { key: null, awaits: false });
    await woken;
    await Promise.all([store.close(), other.close()]);
  });
});
