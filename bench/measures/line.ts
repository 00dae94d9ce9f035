import { type Activity, TestAdapter } from 'botbuilder';
import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { createRow, type Measure, quantile } from '../measure.ts';
import { createEchoBot } from '../peers/echo-bot.ts';
import { someQuestions } from '../questions.ts';

const QUESTIONS = 400;
const PASSES = 5;
const WARM_PASSES = 3;

/** One question understood, answered and drawn in this process, beside one turn of the echo bot in this process. */
export const line: Measure = {
  ids: ['line', 'line-p99'],
  async run() {
    const questions = someQuestions(QUESTIONS);
    const assistant = await createAssistant(readConfig({}));
    const echo = createEchoBot();
    const adapter = new TestAdapter((context) => echo.run(context));
    const oursPass = (): number[] =>
      questions.map((text) => {
        const started = performance.now();
        assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
        return performance.now() - started;
      });
    const echoPass = async (): Promise<number[]> => {
      const times: number[] = [];
      for (const text of questions) {
        const started = performance.now();
        await adapter.receiveActivity(toActivity(text));
        times.push(performance.now() - started);
        adapter.activeQueue.length = 0;
      }
      return times;
    };
    const ours: number[][] = [];
    const theirs: number[][] = [];
    for (let pass = 0; pass < WARM_PASSES + PASSES; pass += 1) {
      const times = { ours: oursPass(), theirs: await echoPass() };
      if (pass < WARM_PASSES) continue;
      ours.push(times.ours);
      theirs.push(times.theirs);
    }
    const row = (id: string, what: string, at: number) => ({
      id,
      what,
      unit: 'ms',
      better: 'lower' as const,
      ours: ours.map((pass) => quantile(pass, at)),
      peer: { name: 'echo bot in process', runs: theirs.map((pass) => quantile(pass, at)) },
    });
    return {
      rows: [
        createRow(row('line', 'question to drawn card, median', 0.5)),
        createRow({
          ...row('line-p99', 'question to drawn card, 99th of 100', 0.99),
          bar: { of: 'ours', limit: 2 },
          isGuarded: false,
        }),
      ],
      notes: [`${questions.length} questions of the tuning half, ${PASSES} passes after ${WARM_PASSES} to warm up.`],
    };
  },
};

function toActivity(text: string): Partial<Activity> {
  return { type: 'message', text, from: { id: 'user', name: 'User' }, recipient: { id: 'bot', name: 'Bot' } };
}
