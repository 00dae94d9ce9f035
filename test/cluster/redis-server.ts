import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort } from './find-port.ts';

/** A real Redis on a port and in a folder of its own. */
export interface RedisServer {
  readonly url: string;
  readonly folder: string;
  /** Stops it as its administrator would; what it was told is on disk then. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good and removes what it wrote. */
  remove(): Promise<void>;
}

/** Starts Debian's Redis; `options` are those of its command line. Says what to install when there is none. */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error('redis-server manque pour les tests de Redis : apt-get install -y redis-server (ou bash .ci/run)');
  }
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await findPort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  let child: ChildProcess | undefined;

  const start = (): Promise<void> => {
    const process = spawn('redis-server', [...args, '--appendonly', 'yes', '--save', '', ...options]);
    child = process;
    return new Promise((resolve, reject) => {
      process.on('error', reject);
      process.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve());
    });
  };
  const stop = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill();
    await ended;
  };

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    folder,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
