import { createRequire } from 'node:module';
import { keep, versionOf } from '../kept/keep.ts';
import { fold } from './fold.ts';
import { buildWordTable, createWordFinder, type WordTable } from './word-table.ts';

/** The tail of the encyclopaedia’s list is foreign words, names and slips: they guard nothing ("spor", "quest"). */
const ORDINARY = 38000;

/** The ordinary words of French, the most frequent first. */
export interface Dictionary {
  /** Whether it is an ordinary French word, so that it is never "repaired" into another. Takes a folded word. */
  has(word: string): boolean;
  /** 0 for the most frequent word, `Infinity` for one that is not listed. */
  rank(word: string): number;
}

/**
 * Some 28,000 common words of spoken French and 38,000 of the encyclopaedia (@zxcvbn-ts/language-fr, MIT), folded.
 * Ranks are those of the spoken list; words only in the other one come after it. Kept in `cacheDir`, if one is given.
 */
export function createDictionary(cacheDir: string | null = null): Dictionary {
  const version = cacheDir === null ? '' : versionOf(import.meta.dirname);
  const find = createWordFinder(keep(cacheDir, 'dictionary', version, readWords));
  return {
    has(word) {
      const rank = find(word);
      return rank >= 0 && rank < ORDINARY;
    },
    rank(word) {
      const rank = find(word);
      return rank < 0 ? Number.POSITIVE_INFINITY : rank;
    },
  };
}

/** The lists are loaded only when there is no table of them. */
function readWords(): WordTable {
  const { dictionary }: typeof import('@zxcvbn-ts/language-fr') = createRequire(import.meta.url)(
    '@zxcvbn-ts/language-fr',
  );
  const lists = [dictionary['commonWords-fr'], dictionary['wikipedia-fr']];
  return buildWordTable(lists.flatMap((list) => list.map((word) => fold(String(word)))));
}
