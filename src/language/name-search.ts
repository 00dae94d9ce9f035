import Fuse from 'fuse.js';
import { fold } from './fold.ts';
import { INSIDE_NAMES } from './words.ts';

/** Finds names while they are being typed. */
export interface NameSearch {
  /**
   * The indices, in the list given, of the names meant by what is typed so far: those that are it, that begin with it,
   * that hold it; only when there is none, those that look like it.
   */
  find(typed: string): { readonly indices: readonly number[]; readonly isSure: boolean };
}

/** Fewer letters look like too much. */
const LEAST_NEAR = 4;
/** The longest pattern that fuse.js compares as a whole. */
const LONGEST = 32;
/** Guarded by the rankings of test/understanding/propose.test.ts: « bretange », « normen », « vieilisement ». */
const FUSE = { includeScore: true, threshold: 0.34, distance: 60, ignoreLocation: false } as const;

/** Indexes names, best first among those that fit equally well. */
export function createNameSearch(names: readonly string[]): NameSearch {
  const folded = names.map((name) => fold(name));
  const fuse = new Fuse(folded, FUSE);

  return {
    find(typed) {
      const wanted = fold(typed).slice(0, LONGEST);
      if (wanted === '') return { indices: [], isSure: true };
      const tiers: number[][] = [[], [], [], []];
      for (const [index, name] of folded.entries()) tiers[tierOf(name, wanted)]?.push(index);
      const sure = tiers.flat();
      if (sure.length > 0 || wanted.length < LEAST_NEAR) return { indices: sure, isSure: true };
      const first = ` ${wanted.charAt(0)}`;
      const alike = fuse.search(wanted).filter(({ item }) => ` ${item}`.includes(first));
      return { indices: alike.map(({ refIndex }) => refIndex), isSure: false };
    },
  };
}

/** 0 for the very name, 1 for its beginning, 2 for that of a word in it, 3 for words in any order, else 4. */
function tierOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const spaced = ` ${name}`;
  if (spaced.includes(` ${wanted}`)) return 2;
  const words = wanted.split(' ').filter((word) => !INSIDE_NAMES.has(word));
  return words.length > 1 && words.every((word) => spaced.includes(` ${word}`)) ? 3 : 4;
}
