const LIMIT = 64;
let before = new Uint8Array(LIMIT + 2);
let previous = new Uint8Array(LIMIT + 2);
let current = new Uint8Array(LIMIT + 2);

/**
 * Optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours), or `most + 1`
 * as soon as it is sure to be more than `most`. Words beyond 64 letters count as too far.
 */
export function distance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || a.length > LIMIT || b.length > LIMIT) return most + 1;
  const far = most + 1;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // a cell further from the diagonal than `most` is too far whatever the letters
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    current[from - 1] = from === 1 ? i : far;
    let least = from === 1 ? i : far;
    const letter = a.charCodeAt(i - 1);
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (previous[j - 1] ?? 0) + (letter === other ? 0 : 1);
      const step = Math.min(previous[j] ?? 0, current[j - 1] ?? 0) + 1;
      if (step < cost) cost = step;
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return far;
    current[to + 1] = far;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[b.length] ?? 0, far);
}

/** How many slips a word of that length may hold: 1 up to 7 letters, 2 up to 10, then 3 (docs/comprehension.md). */
export function allowedSlips(length: number): number {
  if (length < 4) return 0;
  if (length <= 7) return 1;
  return length <= 10 ? 2 : 3;
}
