import { describe, expect, test } from 'vitest';
import { theLine } from '../../bench/line.ts';
import { type Family, grade, type Half, loadFamilies, type Score, score } from './judge.ts';

const line = theLine();

/**
 * The fourth and the fifth sitting are harder than the three before: longer stories, needs told in words of their own.
 * The sixth has the most damage; the seventh is of follow-ups only, the hardest questions of all; the eighth was written
 * by four other hands, the ninth by four more, the tenth by one, of plain questions about territories.
 */
const SITTINGS = ['earlier', 'later', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;
type Sitting = (typeof SITTINGS)[number];

const sittingOf = ({ family }: Family): Sitting => {
  if (/^ta-/.test(family)) return 'tenth';
  if (/^[pqrs]-/.test(family)) return 'ninth';
  if (/^[ijkl]-/.test(family)) return 'eighth';
  if (/^g4-/.test(family)) return 'seventh';
  if (/^f\d-/.test(family)) return 'sixth';
  return /^[ce]\d-/.test(family) ? 'later' : 'earlier';
};

interface Bounds {
  readonly right: number;
  readonly refused: number;
  readonly needless: number;
  readonly wrongWithConfidence: number;
}

/** What was reached, less a little for honest changes of data: a fall below is a fault of the change. */
const REACHED: Record<Half, Readonly<Record<Sitting, Bounds>>> = {
  tuning: {
    earlier: { right: 0.965, refused: 0.975, needless: 0.025, wrongWithConfidence: 0.015 },
    later: { right: 0.94, refused: 0.975, needless: 0.03, wrongWithConfidence: 0.03 },
    sixth: { right: 0.9, refused: 0.955, needless: 0.05, wrongWithConfidence: 0.05 },
    seventh: { right: 0.88, refused: 0.95, needless: 0.035, wrongWithConfidence: 0.07 },
    eighth: { right: 0.895, refused: 0.955, needless: 0.06, wrongWithConfidence: 0.05 },
    ninth: { right: 0.88, refused: 0.96, needless: 0.05, wrongWithConfidence: 0.06 },
    tenth: { right: 0.92, refused: 0.92, needless: 0.04, wrongWithConfidence: 0.03 },
  },
  judging: {
    earlier: { right: 0.935, refused: 0.955, needless: 0.04, wrongWithConfidence: 0.025 },
    later: { right: 0.855, refused: 0.91, needless: 0.065, wrongWithConfidence: 0.07 },
    sixth: { right: 0.905, refused: 0.955, needless: 0.05, wrongWithConfidence: 0.025 },
    seventh: { right: 0.78, refused: 0.915, needless: 0.06, wrongWithConfidence: 0.09 },
    eighth: { right: 0.835, refused: 0.945, needless: 0.08, wrongWithConfidence: 0.07 },
    ninth: { right: 0.845, refused: 0.95, needless: 0.065, wrongWithConfidence: 0.08 },
    tenth: { right: 0.92, refused: 0.95, needless: 0.03, wrongWithConfidence: 0.02 },
  },
};

describe.each<Half>(['tuning', 'judging'])('the %s half of the judged questions', (half) => {
  const families = loadFamilies(half);

  test('is large', () => {
    const { questions, outOfScope } = count(families);
    expect(questions).toBeGreaterThan(2000);
    expect(outOfScope).toBeGreaterThan(650);
  });

  describe.each(SITTINGS)('of the %s sitting(s)', (sitting) => {
    const counts = count(families.filter((family) => sittingOf(family) === sitting));
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
