import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { createAssistant } from './create-assistant.ts';
import { makeMissingElsewhere } from './kept/keep.ts';
import { createReloadable, watchFolder } from './reload.ts';
import { createLog } from './server/log.ts';
import { describe, start } from './start.ts';

const LEARN = fileURLToPath(new URL('./learn.ts', import.meta.url));
/** How long a stop may take before what is left is dropped. */
const STOP_WITHIN_MS = 10_000;

/** Serves until it is told to stop; resolves once it listens. Rejects with what the administrator has to mend. */
export async function serve(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const data = createReloadable(
    () => createAssistant(config),
    (line, faults) => (faults === null ? log.info(line) : log.error({ faults }, line)),
  );
  makeMissingElsewhere(() => spawnSync(process.execPath, [LEARN], { stdio: 'ignore' }));
  const running = await start(config, data.load, log, data.note, console.error);
  makeMissingElsewhere(null);
  const address =
    config.publicUrl ?? `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${running.port}`;

  const stop = (drainMs: number): void => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    running.stop(drainMs).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: describe(error) }, 'stop failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop(config.drainSeconds * 1000));
  // Whoever presses Ctrl-C has nobody to send elsewhere.
  process.once('SIGINT', () => stop(0));
  const renew = (): void => learnAside(data.reload);
  process.on('SIGHUP', renew);
  if (process.env.NODE_ENV === 'development' || process.argv.includes('--watch')) {
    watchFolder(config.dataDir, renew);
  }
  void running.compress();
  console.log(`Le bot est prêt : ${address}`);
}

/** Works out new data beside the thread that answers, then calls `done`, whatever came of it. */
function learnAside(done: () => void): void {
  const learning = spawn(process.execPath, [LEARN], { stdio: 'ignore' });
  learning.on('error', done); // whoever loads the data says what is wrong with it
  learning.once('exit', done);
}
