import { createRequire } from 'node:module';
import type { Dictionary } from './dictionary.ts';
import { fold } from './fold.ts';
import { LINKING } from './words.ts';

const BETWEEN = /[\s«»“”"()[\]{}|•]+/u;
const PUNCTUATION = /[,;:!?….]+$/u;
/** Letters, with a hyphen inside at most: no digit, no @, no dot, nothing that an address or a number is made of. */
const WORD = /^\p{L}+(?:-\p{L}+)?$/u;
const ELIDED = /^(?:l|d|j|m|t|s|n|c|qu|lorsqu|puisqu)[’']/iu;
const SHORTEST = 4;
const LONGEST = 24;
/** Of a long message only the first ones. */
const MOST = 8;
/** Words so frequent say nothing of a subject ("cherche", "voudrais"). */
const FREQUENT = 500;
/** Words that only ask. */
const ASKING: ReadonlySet<string> = new Set(
  'cherche chercher cherchons recherche voudrais voudrait aimerais aimerait souhaite souhaiterais besoin trouver trouve connaitre connaissez savoir demande demander aide aider donner donnez expliquer dire dites parler parlez merci bonjour bonsoir salut'.split(
    ' ',
  ),
);
/** Endings that make nouns of things and ideas, and hardly any name of a person. */
const COINED = /(?:tions?|eries?|ismes?|theques?|logies?|iques?|ments?|euses?|itudes?|ites?|cultures?)$/;
const LEAST_COINED = 7;

/**
 * The single words of a message that may be terms: folded, without what is `explained` already, at most eight. Linking
 * words are left out, and so is whatever looks like a number or an address.
 */
export function listCandidates(text: string, explained: readonly string[]): readonly string[] {
  const known = new Set(explained.flatMap((one) => fold(one).split(' ')));
  const words = text
    .split(BETWEEN)
    .map((word) => word.replace(PUNCTUATION, '').replace(ELIDED, ''))
    .filter((word) => WORD.test(word))
    .map((word) => fold(word).replaceAll(' ', '-'))
    .filter(
      (word) =>
        word.length >= SHORTEST &&
        word.length <= LONGEST &&
        !LINKING.has(word) &&
        !ASKING.has(word) &&
        !known.has(word),
    );
  return [...new Set(words)].slice(0, MOST);
}

/** The lists of names are loaded only when a filter is made. */
function readNames(): readonly string[] {
  const { dictionary }: typeof import('@zxcvbn-ts/language-fr') = createRequire(import.meta.url)(
    '@zxcvbn-ts/language-fr',
  );
  return [...dictionary['firstnames-fr'], ...dictionary['lastnames-fr']].map(String);
}

/**
 * Tells the words that may be shown to editors: those of French dictionaries, or made as French makes them. First names
 * and family names never are, even where they are ordinary words too.
 */
export function createTermFilter({ has, rank }: Dictionary): (word: string) => boolean {
  const people = new Set(readNames().map(fold));
  return (word) =>
    word
      .split('-')
      .every(
        (part) =>
          !people.has(part) &&
          rank(part) >= FREQUENT &&
          (has(part) || (part.length >= LEAST_COINED && COINED.test(part))),
      );
}
