import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const POLL_MS = 4;
const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 5_000;
const TICKS_PER_SECOND = 100;

/** A program that listens on `PORT`, and the path that says it is ready. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly ready: string;
}

/** A program that listens in a process of its own. */
export interface Server {
  readonly name: string;
  readonly port: number;
  /** From the start of the process to the first good answer. */
  readonly startMs: number;
  /** Processor time so far, in milliseconds; NaN where the system does not tell. */
  processorMs(): number;
  /** Resident memory in MB; NaN where the system does not tell. */
  memoryMb(): number;
  /** Ends it at once (SIGKILL), and leaves its files. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The bot as `npm start` runs it, with no limit of questions a minute. */
export const OURS: Program = {
  name: 'ours',
  args: [...startFlags(), 'src/main.ts'],
  env: { RATE_PER_CONVERSATION: '0', RATE_PER_ADDRESS: '0', DRAIN_SECONDS: '0' },
  ready: '/readyz',
};

/** The Bot Framework's own first example: it repeats what it is told. */
export const ECHO_BOT: Program = { name: 'echo bot', args: ['bench/peers/echo-bot.ts'], env: {}, ready: '/' };

/** restify alone: it reads the JSON and answers a JSON of the same shape. */
export const PLAIN_RESTIFY: Program = {
  name: 'plain restify',
  args: ['bench/peers/plain-restify.ts'],
  env: {},
  ready: '/',
};

/** Starts a program on a free port of this machine, its files in a folder of its own, and waits until it is ready. */
export async function startServer({ name, args, env, ready }: Program): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const port = await findFreePort();
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...cleanEnvironment(),
      HOST: '127.0.0.1',
      PORT: String(port),
      STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}`,
      ...env,
    },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitUntilReady(child, `http://127.0.0.1:${port}${ready}`, name);
  return {
    name,
    port,
    startMs: performance.now() - started,
    processorMs: () => readProcessor(child.pid),
    memoryMb: () => readMemory(child.pid),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(late);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The options of Node in the start script of package.json: measured as it is run. */
export function startFlags(): string[] {
  const manifest = z.object({ scripts: z.object({ start: z.string() }) });
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const flags = /\bnode\s+(.*?)src\/main\.ts/.exec(scripts.start)?.[1] ?? '';
  return flags.split(/\s+/).filter((flag) => flag.startsWith('-'));
}

/** The environment without what would make the bot another one: credentials, addresses, other data. */
function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG'];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function waitUntilReady(child: ChildProcess, url: string, name: string): Promise<void> {
  const until = performance.now() + START_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`${name} stopped with code ${child.exitCode} before it was ready`);
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  child.kill('SIGKILL');
  throw new Error(`${name} was not ready within ${START_WITHIN_MS} ms`);
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: START_WITHIN_MS }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
    });
    request.once('error', () => resolve(false));
  });
}

/** Linux tells in /proc; elsewhere there is no figure. */
function readProcessor(pid: number | undefined): number {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

function readMemory(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
