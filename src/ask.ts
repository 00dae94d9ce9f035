import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import type { Context } from './answer.ts';

const USAGE = 'Usage : npm run ask -- "Qui contacter en Bretagne ?" ["et en Normandie ?" …] [--json] [--explain]';
const NOTHING_SAID: Context = { last: [], choices: [], listed: [], asked: false, locale: null };

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, explain: { type: 'boolean' } },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  enableCompileCache('var/cache/compiled');
  const { readConfig } = await import('./config.ts');
  const { createAssistant } = await import('./create-assistant.ts');
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const assistant = createAssistant(config);
  const explain = values.explain ? await createExplain(config.dataDir) : null;
  let context = NOTHING_SAID;
  for (const text of positionals) {
    const turn = assistant.turn({ text, frame: null, locale: 'fr' }, context);
    context = turn.context;
    if (values.json) {
      console.log(JSON.stringify({ question: text, understanding: turn.trace, answers: turn.drawn }, null, 2));
    } else {
      if (positionals.length > 1) console.log(`> ${text}\n`);
      if (explain !== null) console.log(`${explain(text, turn.reasons).join('\n')}\n`);
      console.log(`${turn.drawn.map((drawn) => drawn.text).join('\n\n')}\n`);
    }
  }
}

async function createExplain(dataDir: string) {
  const { explainReasons } = await import('./editing/explain-reasons.ts');
  const { readFolder } = await import('./editing/read-files.ts');
  const { folder } = readFolder(dataDir);
  return (question: string, reasons: readonly string[]) => explainReasons(question, reasons, folder);
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
