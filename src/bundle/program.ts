import { fileURLToPath } from 'node:url';
import { createBundle } from './create-bundle.ts';

/** The bundle of the bot itself. Run as a program, this file makes it for the next start. */
export const program = createBundle(
  {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    folders: ['src', 'dialogs', 'locales'],
    entry: 'src/serve.ts',
  },
  'var/cache',
);

if (import.meta.main) await program.keep();
