/**
 * Prints how long it takes to load the dataset and to be ready to understand, in milliseconds, as JSON. A folder given
 * keeps what was worked out, as the bot's `var/cache` does.
 */
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import { createUnderstand } from '../src/understanding/understand.ts';

if (import.meta.main) {
  const cacheDir = process.argv[2];
  const started = performance.now();
  const knowledge = createKnowledge('data', cacheDir === undefined ? {} : { cacheDir });
  const loaded = performance.now();
  createUnderstand(knowledge, 2000, cacheDir);
  console.log(JSON.stringify({ knowledge: loaded - started, understand: performance.now() - loaded }));
}
