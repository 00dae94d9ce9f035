import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { program } from './bundle/program.ts';

async function run(): Promise<void> {
  const kept = await program.open();
  const { serve }: typeof import('./serve.ts') = isProgram(kept) ? kept : await import('./serve.ts');
  await serve();
  if (kept === null) keepProgram();
}

/** In a process of its own, which goes on when this one is stopped. */
function keepProgram(): void {
  const file = fileURLToPath(new URL('./bundle/program.ts', import.meta.url));
  const keeping = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
  keeping.stderr.pipe(process.stderr);
}

function isProgram(kept: object | null): kept is typeof import('./serve.ts') {
  return kept !== null && 'serve' in kept;
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
