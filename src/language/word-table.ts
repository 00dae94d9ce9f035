/**
 * Words by number, as plain data: a map of tens of thousands of words takes a tenth of a second to make and four times the
 * memory.
 */
export interface WordTable {
  /** All words, one behind the other. */
  readonly letters: string;
  /** Where each begins, and where the last one ends. */
  readonly starts: Uint32Array;
  /** By hash, the number of a word and one more; 0 for none. Its length is a power of two. */
  readonly slots: Uint32Array;
}

const NONE = new Uint32Array();
/** Of a hash before the first letter. */
const OFFSET = 0x811c9dc5;

/** Numbers words in the order in which they first come. */
export function buildWordTable(words: Iterable<string>): WordTable {
  const each = [...new Set(words)];
  const starts = new Uint32Array(each.length + 1);
  // a third to two thirds of the slots are taken
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(each.length * 1.5 + 1)));
  each.forEach((word, number) => {
    starts[number + 1] = (starts[number] ?? 0) + word.length;
    let slot = hash(word) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  });
  return { letters: each.join(''), starts, slots };
}

/** Words, each with the numbers of what it leads to, as plain data. */
export interface WordGroups {
  readonly words: WordTable;
  /** Where the numbers of each word begin in `numbers`, and where the last ones end. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
}

/** Numbers words in the order of the map. */
export function groupWords(groups: ReadonlyMap<string, readonly number[]>): WordGroups {
  const starts = new Uint32Array(groups.size + 1);
  [...groups.values()].forEach(({ length }, word) => {
    starts[word + 1] = (starts[word] ?? 0) + length;
  });
  return { words: buildWordTable(groups.keys()), starts, numbers: Uint32Array.from([...groups.values()].flat()) };
}

/** Gives the numbers that a word leads to; none for a word that is not there. */
export function createGroupFinder({ words, starts, numbers }: WordGroups): (word: string) => Uint32Array {
  const find = createWordFinder(words);
  return (word) => {
    const number = find(word);
    return number < 0 ? NONE : numbers.subarray(starts[number], starts[number + 1]);
  };
}

/** Gives the word of a number. */
export function createWordReader({ letters, starts }: WordTable): (number: number) => string {
  return (number) => letters.slice(starts[number], starts[number + 1]);
}

/** Gives the number of a word, or -1. */
export function createWordFinder({ letters, starts, slots }: WordTable): (word: string) => number {
  const last = slots.length - 1;
  return (word) => {
    for (let slot = hash(word) & last; ; slot = (slot + 1) & last) {
      const next = slots[slot] ?? 0;
      if (next === 0) return -1;
      const start = starts[next - 1] ?? 0;
      if ((starts[next] ?? 0) - start === word.length && letters.startsWith(word, start)) return next - 1;
    }
  };
}

/** A text that grows, for a sieve: what its letters so far make, and how many they are. */
export interface Growing {
  mark: number;
  length: number;
}

/** A text without letters yet. */
export function beginText(): Growing {
  return { mark: OFFSET, length: 0 };
}

/** Lengthens a text, without joining any letters. */
export function lengthen(growing: Growing, text: string): void {
  growing.mark = take(growing.mark, text);
  growing.length += text.length;
}

/** Tells of most texts that are no word of a table that they are none, from what their letters make alone. */
export function createSieve({ starts, slots }: WordTable): (text: Growing) => boolean {
  const last = slots.length - 1;
  return ({ mark, length }) => {
    for (let slot = spread(mark) & last; ; slot = (slot + 1) & last) {
      const next = slots[slot] ?? 0;
      if (next === 0) return false;
      if ((starts[next] ?? 0) - (starts[next - 1] ?? 0) === length) return true;
    }
  };
}

function hash(word: string): number {
  return spread(take(OFFSET, word));
}

/** FNV-1a, which goes on from where it stopped. */
function take(mark: number, text: string): number {
  let value = mark;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

function spread(mark: number): number {
  return mark ^ (mark >>> 15);
}
