import { allowedSlips, distance } from './distance.ts';

/** Finds the words close to a misspelled one without comparing it with all of them. */
export interface SpellIndex {
  /** The indices, in the list given, of all words within the slips allowed, unordered. */
  near(word: string, slips?: number): number[];
}

/** Letters at the head of a word that are enough to find it; what follows is left to the comparison. */
const HEAD = 7;
/** Lengths are compared up to so many letters. */
const LONGEST = 255;

/**
 * Indexes words by what is left of their heads after up to `deletions` letters are taken off, hashed: two words at
 * distance d share such a remainder for d deletions on each side.
 */
export function createSpellIndex(words: readonly string[], deletions = 2): SpellIndex {
  const { hashes, owners, starts, shift } = sortRemainders(words, deletions);
  const lengths = Uint8Array.from(words, (word) => Math.min(word.length, LONGEST));
  const letters = Uint32Array.from(words, lettersOf);
  return {
    near(word, slips = allowedSlips(word.length)) {
      const found = new Set<number>();
      const length = Math.min(word.length, LONGEST);
      const own = lettersOf(word);
      for (const hash of remainders(word, Math.min(deletions, slips))) {
        const slot = hash >>> shift;
        const end = starts[slot + 1] ?? 0;
        for (let at = starts[slot] ?? 0; at < end; at++) {
          if (hashes[at] !== hash) continue;
          const index = owners[at] ?? 0;
          const others = (letters[index] ?? 0) ^ own;
          if (Math.abs((lengths[index] ?? 0) - length) <= slips && countBits(others) <= 2 * slips) found.add(index);
        }
      }
      return [...found].filter((index) => distance(word, words[index] ?? '', slips) <= slips);
    },
  };
}

/** All remainders, those together that share their leading bits, whose they are, and where each such slot begins. */
function sortRemainders(words: readonly string[], deletions: number) {
  const all = words.map((word) => remainders(word, Math.min(deletions, allowedSlips(word.length))));
  const count = all.reduce((sum, own) => sum + own.length, 0);
  const shift = Math.clz32(count); // about one remainder a slot
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (const own of all) for (const hash of own) starts[hash >>> shift] = (starts[hash >>> shift] ?? 0) + 1;
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  const hashes = new Uint32Array(count);
  const owners = new Uint32Array(count);
  // from the last word to the first, each slot filled from its end
  for (let index = all.length - 1; index >= 0; index--) {
    for (const hash of all[index] ?? []) {
      const at = (starts[hash >>> shift] ?? 0) - 1;
      starts[hash >>> shift] = at;
      hashes[at] = hash;
      owners[at] = index;
    }
  }
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

/** A bit for each letter that a word holds: a slip changes two of them at most. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
