import { allowedSlips, distance } from './distance.ts';

/** Finds the words close to a misspelled one without comparing it with all of them. */
export interface SpellIndex {
  /** The indices, in the list given, of all words within the slips allowed, unordered. */
  near(word: string, slips?: number): number[];
}

const BITS_OF_INDEX = 2 ** 20;
/** Letters at the head of a word that are enough to find it; what follows is left to the comparison. */
const HEAD = 7;
/** One whole, 7 without one letter, 21 without two. */
const MOST_REMAINDERS = 29;

/**
 * Indexes words by what is left of their heads after up to `deletions` letters are taken off, hashed: two words at
 * distance d share such a remainder for d deletions on each side. At most 1,048,576 words.
 */
export function createSpellIndex(words: readonly string[], deletions = 2): SpellIndex {
  const { hashes, owners, starts, shift } = sortRemainders(words, deletions);
  return {
    near(word, slips = allowedSlips(word.length)) {
      const found = new Set<number>();
      for (const hash of remainders(word, Math.min(deletions, slips))) {
        const slot = hash >>> shift;
        const end = starts[slot + 1] ?? 0;
        for (let at = starts[slot] ?? 0; at < end; at++) if (hashes[at] === hash) found.add(owners[at] ?? 0);
      }
      return [...found].filter((index) => {
        const other = words[index] ?? '';
        return Math.abs(other.length - word.length) <= slips && distance(word, other, slips) <= slips;
      });
    },
  };
}

/** All remainders in the order of their hashes, whose they are, and where those begin that share their leading bits. */
function sortRemainders(words: readonly string[], deletions: number) {
  const entries = new Float64Array(words.length * MOST_REMAINDERS);
  let count = 0;
  words.forEach((word, index) => {
    for (const hash of remainders(word, Math.min(deletions, allowedSlips(word.length)))) {
      entries[count++] = hash * BITS_OF_INDEX + index;
    }
  });
  const sorted = entries.subarray(0, count).sort();
  const hashes = Uint32Array.from(sorted, (entry) => Math.floor(entry / BITS_OF_INDEX));
  const owners = Uint32Array.from(sorted, (entry) => entry % BITS_OF_INDEX);
  const shift = Math.clz32(count); // about one remainder a slot
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (const hash of hashes) starts[(hash >>> shift) + 1] = (starts[(hash >>> shift) + 1] ?? 0) + 1;
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  return { hashes, owners, starts, shift };
}

/** The hashes of the head of a word, whole and with each letter, each pair of letters left out. */
function remainders(word: string, deletions: number): number[] {
  const length = Math.min(word.length, HEAD);
  const hashes = [hashWithout(word, length, -1, -1)];
  for (let first = 0; deletions > 0 && first < length; first++) {
    hashes.push(hashWithout(word, length, first, -1));
    for (let second = first + 1; deletions > 1 && second < length; second++) {
      hashes.push(hashWithout(word, length, first, second));
    }
  }
  return hashes;
}

/** FNV-1a, 32 bits. */
function hashWithout(word: string, length: number, first: number, second: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at++) {
    if (at !== first && at !== second) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
