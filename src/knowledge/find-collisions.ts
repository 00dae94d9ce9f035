import type { Dictionary } from '../language/dictionary.ts';
import { distance } from '../language/distance.ts';
import { fold } from '../language/fold.ts';
import type { Name } from './knowledge.ts';

/** How two names are too close: the same once folded, a letter or two apart, one being the other plus a word, or a word of French. */
export type Closeness = 'same' | 'near' | 'longer' | 'word';

/** Two names that are too close, the shorter first; `second` is null when the other is the ordinary word `word`. */
export interface CloseNames {
  readonly first: Name;
  readonly second: Name | null;
  readonly word: string | null;
  readonly how: Closeness;
}

/** Below this length one letter more or less makes another name. */
const NEAR_FROM = 5;
const VERY_NEAR_FROM = 9;
/** Only words that people really type are worth a decision when they are one slip from a name. */
const NEAR_WORD_RANK = 5_000;
/** The spoken list of the dictionary ends about here; beyond it come names of the encyclopaedia. */
const WORD_RANK = 25_000;
/** A name made of nothing but words as frequent as these reads as a sentence: « est ensemble ». */
const SENTENCE_WORD_RANK = 3_000;
/** Words that do not make a name longer: « la Marne » against « Vallée de la Marne » is one word more. */
const SMALL_WORDS = ['le', 'la', 'les', 'l', 'de', 'du', 'des', 'd', 'en', 'et', 'a'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

interface Entry {
  readonly name: Name;
  readonly folded: string;
  readonly words: readonly string[];
}

/**
 * Finds every pair of names of different records that are too close, and every proper name that is, or nearly is, an
 * ordinary word. Codes are left out: they are numbers. Each pair comes once, whatever the order.
 */
export function findCollisions(names: readonly Name[], dictionary: Dictionary): readonly CloseNames[] {
  const entries = names.filter((name) => name.as !== 'code').map(toEntry);
  const found = new Map<string, CloseNames>();
  for (const [index, a] of entries.entries()) {
    for (let at = index + 1; at < entries.length; at++) {
      const b = entries[at];
      if (b === undefined || a.name.id === b.name.id) continue;
      const how = compare(a, b);
      if (how === null) continue;
      const [first, second] = a.words.length <= b.words.length ? [a, b] : [b, a];
      const key = [`${first.name.id} ${first.folded}`, `${second.name.id} ${second.folded}`].toSorted().join(' | ');
      if (!found.has(key)) found.set(key, { first: first.name, second: second.name, word: null, how });
    }
    for (const { word, how } of isProper(a.name) ? closeWords(a.folded, dictionary) : []) {
      found.set(`${a.name.id} ${a.folded} = ${word}`, { first: a.name, second: null, word, how });
    }
  }
  return [...found.values()];
}

function toEntry(name: Name): Entry {
  const folded = fold(name.text);
  return { name, folded, words: folded.split(' ').filter((word) => !SMALL_WORDS.includes(word)) };
}

/** Themes and terms are ordinary words by nature. */
function isProper(name: Name): boolean {
  return name.type !== 'theme' && name.type !== 'term' && !isExactOnly(name);
}

/** Names of intercommunalités are too many and too alike to be guessed from a slip. */
function isExactOnly(name: Name): boolean {
  return name.id.startsWith('epci-');
}

function compare(a: Entry, b: Entry): Closeness | null {
  if (a.folded === b.folded) return 'same';
  if (isExactOnly(a.name) || isExactOnly(b.name)) return null;
  const least = Math.min(a.folded.length, b.folded.length);
  const most = least >= VERY_NEAR_FROM ? 2 : least >= NEAR_FROM ? 1 : 0;
  if (most > 0 && distance(a.folded, b.folded, most) <= most) return 'near';
  return isOneWordLonger(a.words, b.words) || isOneWordLonger(b.words, a.words) ? 'longer' : null;
}

function isOneWordLonger(short: readonly string[], long: readonly string[]): boolean {
  if (short.length === 0 || long.length !== short.length + 1) return false;
  return short.every((word, at) => word === long[at]) || short.every((word, at) => word === long[at + 1]);
}

function closeWords(folded: string, dictionary: Dictionary): readonly { word: string; how: Closeness }[] {
  const words = folded.split(' ');
  if (words.length > 1) {
    return words.every((word) => dictionary.rank(word) < SENTENCE_WORD_RANK) ? [{ word: folded, how: 'word' }] : [];
  }
  if (dictionary.rank(folded) < WORD_RANK) return [{ word: folded, how: 'word' }];
  if (folded.length < NEAR_FROM) return [];
  return [...slips(folded)]
    .filter((variant) => variant.length >= NEAR_FROM && dictionary.rank(variant) < NEAR_WORD_RANK)
    .map((word) => ({ word, how: 'near' }));
}

// Every spelling one slip away: a letter left out, swapped, replaced or added.
function slips(word: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    found.add(head + tail.slice(1));
    found.add(head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2));
    for (const letter of LETTERS) {
      found.add(head + letter + tail);
      found.add(head + letter + tail.slice(1));
    }
  }
  found.delete(word);
  return found;
}
