import { trainNlpJs } from './engines.ts';
import type { ExampleQuestion } from './example-questions.ts';

let trained: ReturnType<typeof trainNlpJs> | null = null;

/** node-nlp trained on the examples, once a process: it takes tens of seconds. */
export function trainOnce(examples: readonly ExampleQuestion[]): ReturnType<typeof trainNlpJs> {
  trained ??= trainNlpJs(examples);
  return trained;
}
