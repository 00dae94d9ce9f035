/** Takes so many turns, then so many, in this process; prints the resident memory after each, in MB, as JSON. */
import { EMPTY_CONTEXT } from '../src/answer.ts';
import { readConfig } from '../src/config.ts';
import { createAssistant } from '../src/create-assistant.ts';
import { someQuestions } from './questions.ts';

/** Turns stop after so long, however many are left. */
const WITHIN_MS = 45_000;
const QUESTIONS = 200;
const TURNS_A_CONVERSATION = 4;

async function run(few: number, many: number): Promise<void> {
  const questions = someQuestions(QUESTIONS);
  const assistant = await createAssistant(readConfig({}));
  const started = performance.now();
  let context = EMPTY_CONTEXT;
  let turns = 0;
  const take = (until: number): number => {
    for (; turns < until && performance.now() - started < WITHIN_MS; turns += 1) {
      if (turns % TURNS_A_CONVERSATION === 0) context = EMPTY_CONTEXT;
      const text = questions[turns % questions.length] ?? '';
      const turn = assistant.turn({ text, frame: null, locale: 'fr' }, context);
      JSON.stringify(turn.drawn);
      context = turn.context;
    }
    return process.memoryUsage.rss() / 2 ** 20;
  };
  const after = { few: take(few), many: take(many), turns };
  console.log(JSON.stringify(after));
}

if (import.meta.main) await run(Number(process.argv[2]), Number(process.argv[3]));
