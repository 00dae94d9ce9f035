import { describe, expect, test } from 'vitest';
import { answerReading, outcomeOf } from '../../dialogs/index.ts';
import { type Context, EMPTY_CONTEXT } from '../../src/answer.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { grade, type Half, loadFamilies, score, territoriesShown, type Verdict } from './judge.ts';

const knowledge = createKnowledge('data', { cacheDir: 'var/cache' });
const understand = createUnderstand(knowledge, 2000, 'var/cache');

/** What was reached, less a little for honest changes of data: a fall below is a fault of the change. */
const REACHED: Record<Half, { right: number; refused: number; needless: number; wrongWithConfidence: number }> = {
  tuning: { right: 0.945, refused: 0.965, needless: 0.03, wrongWithConfidence: 0.02 },
  judging: { right: 0.89, refused: 0.93, needless: 0.05, wrongWithConfidence: 0.055 },
};

describe.each<Half>(['tuning', 'judging'])('the %s half of the judged questions', (half) => {
  const counts = score(grade(loadFamilies(half), knowledge, ask));

  test('is large', () => {
    expect(counts.questions).toBeGreaterThan(2000);
    expect(counts.outOfScope).toBeGreaterThan(650);
  });

  test('is answered as well as it ever was', () => {
    expect(counts.right).toBeGreaterThanOrEqual(REACHED[half].right);
    expect(counts.wrongWithConfidence).toBeLessThanOrEqual(REACHED[half].wrongWithConfidence);
  });

  test('is refused where it must be, and seldom elsewhere', () => {
    expect(counts.outOfScopeRefused).toBeGreaterThanOrEqual(REACHED[half].refused);
    expect(counts.needlesslyRefused).toBeLessThanOrEqual(REACHED[half].needless);
  });
});

/** A whole conversation, as the bot keeps it; gives what the last turn came to. */
function ask(turns: readonly string[]): Verdict[] {
  let context: Context = EMPTY_CONTEXT;
  let verdicts: Verdict[] = [];
  for (const text of turns) {
    const { parts } = understand({ text, frame: null, locale: 'fr' }, context);
    const given = parts.map(({ reading }) => answerReading(reading, knowledge, context));
    verdicts = parts.map(({ reading, confidence }, at) => ({
      outcome: reading.outcome,
      frame: reading.outcome === 'answer' ? reading.frame : null,
      choices: reading.outcome === 'clarify' ? reading.choices : [],
      confidence,
      shown: territoriesShown(given[at] ?? []),
    }));
    const answers = given.flat();
    const frames = verdicts.flatMap(({ frame }) => frame ?? []);
    context = {
      ...context,
      last: [...context.last, ...frames].slice(-3),
      choices: verdicts.flatMap(({ choices }) => choices).slice(0, 3),
      asked: answers.some((answer) => answer.kind === 'clarify' && outcomeOf(answer) === 'clarify'),
    };
  }
  return verdicts;
}
