import { describe, expect, test } from 'vitest';
import { theLine } from '../../bench/line.ts';
import { type Family, grade, type Half, loadFamilies, type Score, score } from './judge.ts';

const line = theLine();

/** The fourth and the fifth sitting are harder: longer stories, needs told in words of their own. */
const isLater = ({ family }: Family): boolean => /^[ce]\d-/.test(family);

interface Bounds {
  readonly right: number;
  readonly refused: number;
  readonly needless: number;
  readonly wrongWithConfidence: number;
}

/** What was reached, less a little for honest changes of data: a fall below is a fault of the change. */
const REACHED: Record<Half, { readonly earlier: Bounds; readonly later: Bounds }> = {
  tuning: {
    earlier: { right: 0.96, refused: 0.975, needless: 0.025, wrongWithConfidence: 0.015 },
    later: { right: 0.925, refused: 0.965, needless: 0.035, wrongWithConfidence: 0.03 },
  },
  judging: {
    earlier: { right: 0.92, refused: 0.945, needless: 0.045, wrongWithConfidence: 0.035 },
    later: { right: 0.825, refused: 0.91, needless: 0.065, wrongWithConfidence: 0.085 },
  },
};

describe.each<Half>(['tuning', 'judging'])('the %s half of the judged questions', (half) => {
  const families = loadFamilies(half);

  test('is large', () => {
    const { questions, outOfScope } = count(families);
    expect(questions).toBeGreaterThan(2000);
    expect(outOfScope).toBeGreaterThan(650);
  });

  describe.each(['earlier', 'later'] as const)('of the %s sittings', (sitting) => {
    const counts = count(families.filter((family) => isLater(family) === (sitting === 'later')));
    const bounds = REACHED[half][sitting];

    test('is answered as well as it ever was', () => {
      expect(counts.right).toBeGreaterThanOrEqual(bounds.right);
      expect(counts.wrongWithConfidence).toBeLessThanOrEqual(bounds.wrongWithConfidence);
    });

    test('is refused where it must be, and seldom elsewhere', () => {
      expect(counts.outOfScopeRefused).toBeGreaterThanOrEqual(bounds.refused);
      expect(counts.needlesslyRefused).toBeLessThanOrEqual(bounds.needless);
    });
  });
});

function count(families: readonly Family[]): Score {
  return score(grade(families, line.knowledge, line.ask));
}
