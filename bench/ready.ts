/** Prints how long it takes to load the dataset and to be ready to understand, in milliseconds, as JSON. */
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import { createUnderstand } from '../src/understanding/understand.ts';

if (import.meta.main) {
  const started = performance.now();
  const knowledge = createKnowledge('data');
  const loaded = performance.now();
  createUnderstand(knowledge, 2000);
  console.log(JSON.stringify({ knowledge: loaded - started, understand: performance.now() - loaded }));
}
