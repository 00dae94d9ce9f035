import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../src/maps/spread.ts';

const BOUNDS = { left: 0, top: 0, right: 600, bottom: 600 };

describe('marks on a map', () => {
  it('stay where they belong when nothing is near', () => {
    const places = [
      { x: 100, y: 100 },
      { x: 400, y: 300 },
    ];
    expect(spread(places, 36, BOUNDS)).toEqual(places);
  });

  it('part when several stand for the same département', () => {
    const marks = spread(
      Array.from({ length: 4 }, () => ({ x: 300, y: 300 })),
      36,
      BOUNDS,
    );
    expect(nearest(marks)).toBeGreaterThan(35);
    for (const mark of marks) expect(Math.hypot(mark.x - 300, mark.y - 300)).toBeLessThan(60);
  });

  it('never cover each other nor leave the picture, wherever thirty of them belong', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 600 }) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (places) => {
        const marks = spread(places, 36, BOUNDS);
        const inside = marks.every(({ x, y }) => x >= 0 && y >= 0 && x <= 600 && y <= 600);
        return inside && nearest(marks) > 33;
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

function nearest(marks: readonly { x: number; y: number }[]): number {
  return Math.min(...marks.flatMap((a, index) => marks.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
}
