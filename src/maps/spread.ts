import type { Box, Point } from './outlines.ts';

const ROUNDS = 300;
/** How strongly a mark is drawn back to its own place in each round. */
const PULL = 0.03;
/** Turns two marks at one place apart in a direction of their own (the golden angle, in radians). */
const TURN = 2.4;

/** Moves marks as little as needed so that none is nearer to another than `apart` and all stay inside `bounds`. */
export function spread(places: readonly Point[], apart: number, bounds: Box): readonly Point[] {
  const marks = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    // The last rounds only part what still touches.
    const pull = round < ROUNDS * 0.7 ? PULL : 0;
    for (const [index, mark] of marks.entries()) {
      const home = places[index] ?? mark;
      mark.x += (home.x - mark.x) * pull;
      mark.y += (home.y - mark.y) * pull;
    }
    for (const [index, a] of marks.entries()) {
      for (const b of marks.slice(index + 1)) {
        let dx = b.x - a.x;
        let dy = b.y - a.y;
        let far = Math.hypot(dx, dy);
        if (far >= apart) continue;
        if (far < 0.01) {
          dx = Math.cos(index * TURN);
          dy = Math.sin(index * TURN);
          far = 1;
        }
        const push = (apart - Math.min(far, apart)) / 2 / far;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
    for (const mark of marks) {
      mark.x = Math.min(Math.max(mark.x, bounds.left), bounds.right);
      mark.y = Math.min(Math.max(mark.y, bounds.top), bounds.bottom);
    }
  }
  return marks;
}
