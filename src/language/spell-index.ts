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

/** Of a hash, beside its leading bits. */
const HELD_BITS = 16;
const LOW_BITS = 2 ** HELD_BITS - 1;
/** Indices below it take two bytes. */
const MOST_SHORT = 2 ** 16;
/** So many letters are taken off a word at most. */
const DELETIONS = 2;

/** What is worked out of a list of words, as plain data. */
export interface SpellTable {
  /** The low bits of the hashes of all remainders, those together that share their leading bits. */
  readonly hashes: Uint16Array;
  /** The word that each is left of. */
  readonly owners: Uint16Array | Uint32Array;
  /** Where each run of leading bits begins. */
  readonly starts: Uint32Array;
  /** By how much a hash is shifted to leave its leading bits. */
  readonly shift: number;
  readonly lengths: Uint8Array;
  /** The letters of each word, a bit each. */
  readonly letters: Uint32Array;
}

/**
 * Indexes words by what is left of their heads after up to two letters are taken off, hashed: two words at distance d
 * share such a remainder for d deletions on each side.
 */
export function buildSpellTable(words: readonly string[]): SpellTable {
  return {
    ...sortRemainders(words),
    lengths: Uint8Array.from(words, (word) => Math.min(word.length, LONGEST)),
    letters: Uint32Array.from(words, lettersOf),
  };
}

/** Searches a table; `wordOf` gives the word at an index in the list that it was made of. */
export function createSpellIndex(
  { hashes, owners, starts, shift, lengths, letters }: SpellTable,
  wordOf: (index: number) => string,
): SpellIndex {
  return {
    near(word, slips = allowedSlips(word.length)) {
      const found = new Set<number>();
      const length = Math.min(word.length, LONGEST);
      const own = lettersOf(word);
      for (const hash of remainders(word, Math.min(DELETIONS, slips))) {
        const slot = hash >>> shift;
        const end = starts[slot + 1] ?? 0;
        for (let at = starts[slot] ?? 0; at < end; at++) {
          if (hashes[at] !== (hash & LOW_BITS)) continue;
          const index = owners[at] ?? 0;
          const others = (letters[index] ?? 0) ^ own;
          if (Math.abs((lengths[index] ?? 0) - length) <= slips && countBits(others) <= 2 * slips) found.add(index);
        }
      }
      return [...found].filter((index) => distance(word, wordOf(index), slips) <= slips);
    },
  };
}

function sortRemainders(words: readonly string[]): Omit<SpellTable, 'lengths' | 'letters'> {
  const all = words.map((word) => remainders(word, Math.min(DELETIONS, allowedSlips(word.length))));
  const count = all.reduce((sum, own) => sum + own.length, 0);
  // about two remainders a slot, and no more bits below the leading ones than are held
  const shift = Math.min(HELD_BITS, Math.clz32(count) + 1);
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (const own of all) for (const hash of own) starts[hash >>> shift] = (starts[hash >>> shift] ?? 0) + 1;
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  const hashes = new Uint16Array(count);
  const owners = words.length > MOST_SHORT ? new Uint32Array(count) : new Uint16Array(count);
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
  const head = word.slice(0, HEAD);
  const hashes = [goOn(OFFSET, head, 0)];
  let before = OFFSET;
  for (let first = 0; deletions > 0 && first < head.length; first++) {
    hashes.push(goOn(before, head, first + 1));
    let between = before;
    for (let second = first + 1; deletions > 1 && second < head.length; second++) {
      hashes.push(goOn(between, head, second + 1));
      between = take(between, head, second);
    }
    before = take(before, head, first);
  }
  return hashes;
}

/** FNV-1a, 32 bits: of no letter, of one letter more, of all letters from one on. */
const OFFSET = 0x811c9dc5;

function take(hash: number, word: string, at: number): number {
  return Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
}

function goOn(hash: number, word: string, from: number): number {
  let all = hash;
  for (let at = from; at < word.length; at++) all = take(all, word, at);
  return all >>> 0;
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
