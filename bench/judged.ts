import type { Outcome } from '../src/answer.ts';
import { type Graded, grade, type Half, loadFamilies, type Verdict } from '../test/understanding/judge.ts';
import type { Line } from './line.ts';

/** Every question of one half, asked and graded. */
export function gradeHalf(line: Line, half: Half): Graded[] {
  return grade(loadFamilies(half), line.knowledge, line.ask);
}

/** The outcome of a message of several questions. */
export function outcomeOfAll(verdicts: readonly Verdict[]): Outcome {
  return verdicts.some(({ outcome }) => outcome === 'answer') ? 'answer' : (verdicts[0]?.outcome ?? 'offtopic');
}

/** The outcomes that a question may have; those of its parts where it asks several things. */
export function expectedOutcomes({ family: { expect } }: Graded): string[] {
  return expect.outcome ?? [...new Set(expect.parts?.flatMap(({ outcome }) => outcome) ?? [])];
}

/** The share, 0 to 1, of those that pass; NaN of nothing. */
export function shareOf<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.filter(test).length / items.length;
}
