import { type Activity, TestAdapter } from 'botbuilder';
import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { type Times, timeEach, timeEachAwaited } from '../clock.ts';
import { createRow, type Measure, quantile } from '../measure.ts';
import { createEchoBot } from '../peers/echo-bot.ts';
import { someQuestions } from '../questions.ts';

const QUESTIONS = 400;
const ROUNDS = 3;

/** One question understood, answered and drawn in this process, beside one turn of the echo bot in this process. */
export const line: Measure = {
  ids: ['line', 'line-p99'],
  async run() {
    const questions = someQuestions(QUESTIONS);
    const assistant = await createAssistant(readConfig({}));
    const echo = createEchoBot();
    const adapter = new TestAdapter((context) => echo.run(context));
    const ours: Times[] = [];
    const theirs: Times[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const turns = timeEach(questions, (text) => assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT));
      const echoes = await timeEachAwaited(questions, async (text) => {
        await adapter.receiveActivity(toActivity(text));
        adapter.activeQueue.length = 0;
      });
      if (round === 0) continue; // warms both up
      ours.push(turns);
      theirs.push(echoes);
    }
    const row = (id: string, what: string, at: number) => ({
      id,
      what,
      unit: 'ms',
      better: 'lower' as const,
      ours: ours.map(({ least }) => quantile(least, at)),
      peer: { name: 'echo bot in process', runs: theirs.map(({ least }) => quantile(least, at)) },
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
      notes: [
        `${questions.length} questions of the tuning half, each the least of three times, ${ROUNDS} rounds after one to warm up.`,
      ],
    };
  },
};

function toActivity(text: string): Partial<Activity> {
  return { type: 'message', text, from: { id: 'user', name: 'User' }, recipient: { id: 'bot', name: 'Bot' } };
}
