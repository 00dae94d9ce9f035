import { allowedSlips, distance } from './distance.ts';

/** Finds the words close to a misspelled one without comparing it with all of them. */
export interface SpellIndex {
  /** The indices, in the list given, of all words within the slips allowed, unordered. */
  near(word: string, slips?: number): number[];
}

const BITS_OF_INDEX = 2 ** 20;
/** Letters at the head of a word that are enough to find it; what follows is left to the comparison. */
const HEAD = 7;

/**
 * Indexes words by what is left of their heads after up to `deletions` letters are taken off, hashed: two words at
 * distance d share such a remainder for d deletions on each side. At most 1,048,576 words.
 */
export function createSpellIndex(words: readonly string[], deletions = 2): SpellIndex {
  const entries: number[] = [];
  words.forEach((word, index) => {
    for (const hash of remainders(word, Math.min(deletions, allowedSlips(word.length)))) {
      entries.push(hash * BITS_OF_INDEX + index);
    }
  });
  const table = Float64Array.from(entries).sort();
  return {
    near(word, slips = allowedSlips(word.length)) {
      const found = new Set<number>();
      for (const hash of remainders(word, Math.min(deletions, slips))) {
        for (let at = lowerBound(table, hash * BITS_OF_INDEX); at < table.length; at++) {
          const entry = table[at] ?? 0;
          if (Math.floor(entry / BITS_OF_INDEX) !== hash) break;
          found.add(entry % BITS_OF_INDEX);
        }
      }
      return [...found].filter((index) => {
        const other = words[index] ?? '';
        return Math.abs(other.length - word.length) <= slips && distance(word, other, slips) <= slips;
      });
    },
  };
}

function remainders(word: string, deletions: number): Set<number> {
  const head = word.slice(0, HEAD);
  const hashes = new Set<number>([hashOf(head)]);
  let layer = [head];
  for (let step = 0; step < deletions; step++) {
    const next = new Set<string>();
    for (const text of layer) {
      for (let i = 0; i < text.length; i++) {
        if (i > 0 && text.charCodeAt(i) === text.charCodeAt(i - 1)) continue; // one of two equal letters is enough
        next.add(text.slice(0, i) + text.slice(i + 1));
      }
    }
    for (const text of next) hashes.add(hashOf(text));
    layer = [...next];
  }
  return hashes;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function lowerBound(table: Float64Array, value: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
