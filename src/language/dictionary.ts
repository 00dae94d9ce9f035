import { dictionary } from '@zxcvbn-ts/language-fr';
import { fold } from './fold.ts';

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
 * Ranks are those of the spoken list; words only in the other one come after it.
 */
export function createDictionary(): Dictionary {
  const ranks = new Map<string, number>();
  for (const list of [dictionary['commonWords-fr'], dictionary['wikipedia-fr']]) {
    for (const word of list) {
      const folded = fold(String(word));
      if (!ranks.has(folded)) ranks.set(folded, ranks.size);
    }
  }
  return {
    has: (word) => (ranks.get(word) ?? Number.POSITIVE_INFINITY) < ORDINARY,
    rank: (word) => ranks.get(word) ?? Number.POSITIVE_INFINITY,
  };
}
