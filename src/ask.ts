import { parseArgs } from 'node:util';
import type { Context } from './answer.ts';
import { readConfig } from './config.ts';

const USAGE = 'Usage : npm run ask -- "Qui contacter en Bretagne ?" ["et en Normandie ?" …] [--json]';
const NOTHING_SAID: Context = { last: [], choices: [], asked: false, locale: null };

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  if (positionals.length === 0) throw new Error(USAGE);
  const { createAssistant } = await import('./create-assistant.ts');
  const assistant = await createAssistant(readConfig({ ...process.env, STORE_URL: 'memory:' }));
  let context = NOTHING_SAID;
  for (const text of positionals) {
    const turn = assistant.turn({ text, frame: null, locale: 'fr' }, context);
    context = turn.context;
    if (values.json) {
      console.log(JSON.stringify({ question: text, understanding: turn.trace, answers: turn.drawn }, null, 2));
    } else {
      if (positionals.length > 1) console.log(`> ${text}\n`);
      console.log(`${turn.drawn.map((drawn) => drawn.text).join('\n\n')}\n`);
    }
  }
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
