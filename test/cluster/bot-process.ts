import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPort } from './find-port.ts';

const ROOT = join(import.meta.dirname, '../..');
const FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=512'];

/** A bot in a process of its own, as `npm start` runs it, always on the same port. */
export interface BotProcess {
  readonly url: string;
  /** All that it has written on both outputs, over all its lives. */
  output(): string;
  /** Kills it at once (SIGKILL). */
  kill(): Promise<void>;
  /** Asks it to stop (SIGTERM); gives its exit code. */
  stop(): Promise<number | null>;
  start(): Promise<void>;
  /** Kills it, even while it starts, and starts it again; resolves once the last one started so listens. */
  restart(): Promise<void>;
}

/** Starts a bot with this environment and resolves once it listens; rejects with what it said when it stops before. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const port = await findPort();
  let child: ChildProcess | undefined;
  let output = '';

  const start = (): Promise<void> => {
    const process_ = spawn(process.execPath, [...FLAGS, 'src/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH ?? '',
        PORT: String(port),
        LOG_LEVEL: 'silent',
        RATE_PER_CONVERSATION: '0',
        DRAIN_SECONDS: '0',
        ...env,
      },
    });
    child = process_;
    return new Promise((resolve, reject) => {
      const before = output.length;
      process_.once('exit', () => reject(new Error(output.slice(before))));
      process_.stderr.on('data', (chunk) => {
        output += chunk;
      });
      process_.stdout.on('data', (chunk) => {
        output += chunk;
        if (String(chunk).includes('Le bot est prêt')) resolve();
      });
    });
  };
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return Promise.resolve(null);
    return new Promise((resolve) => {
      ending.once('exit', (code) => resolve(code));
      ending.kill(signal);
    });
  };

  let restarting: Promise<unknown> = start();
  await restarting;
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    start,
    stop: () => end('SIGTERM'),
    async restart() {
      const ending = end('SIGKILL');
      const before = restarting.catch(() => undefined);
      restarting = Promise.all([ending, before]).then(start);
      await restarting;
    },
    async kill() {
      await end('SIGKILL');
    },
  };
}
