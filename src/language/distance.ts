const LIMIT = 64;
let before = new Uint8Array(LIMIT + 1);
let previous = new Uint8Array(LIMIT + 1);
let current = new Uint8Array(LIMIT + 1);

/**
 * Optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours), or `most + 1`
 * as soon as it is sure to be more than `most`. Words beyond 64 letters count as too far.
 */
export function distance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || a.length > LIMIT || b.length > LIMIT) return most + 1;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      const same = letter === other ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other;
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[b.length] ?? 0, most + 1);
}

/** How many slips a word of that length may hold: 1 up to 7 letters, 2 up to 10, then 3 (docs/comprehension.md). */
export function allowedSlips(length: number): number {
  if (length < 4) return 0;
  if (length <= 7) return 1;
  return length <= 10 ? 2 : 3;
}
