import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

/** How long a stop may take before what is left is dropped. */
const STOP_WITHIN_MS = 10_000;

async function run(): Promise<void> {
  // Parsed files are kept, so that the next start takes a third of a second less and 20 MB less memory.
  enableCompileCache('var/cache/compiled');
  const { readConfig } = await import('./config.ts');
  const { createLog } = await import('./server/log.ts');
  const { createAssistant } = await import('./create-assistant.ts');
  const { createReloadable, watchFolder } = await import('./reload.ts');
  const { describe, start } = await import('./start.ts');

  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const data = createReloadable(
    () => createAssistant(config),
    (line, faults) => (faults === null ? log.info(line) : log.error({ faults }, line)),
  );
  const running = await start(config, data.load, log, data.note, console.error);
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
  process.on('SIGHUP', data.reload);
  if (process.env.NODE_ENV === 'development' || process.argv.includes('--watch')) {
    watchFolder(config.dataDir, data.reload);
  }
  void running.compress();
  console.log(`Le bot est prêt : ${address}`);
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
