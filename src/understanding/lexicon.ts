import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Dictionary } from '../language/dictionary.ts';
import { fold } from '../language/fold.ts';
import { stem } from '../language/stem.ts';
import { LINKING } from '../language/words.ts';
import { readExample } from './intent-classifier.ts';
import { isAgain, sideOf } from './side.ts';

/** What the examples say of single words. */
export interface Lexicon {
  /** Whether small talk may hold this word. */
  isChatty(word: string): boolean;
  /** Whether the word decides what is wanted, in two kinds of question at least ("territoire", "projet"). */
  isIntentWord(word: string): boolean;
  /** The word with its accents, as the examples write it: "defis" → "défis". */
  spell(word: string): string;
  /** 0 (says nothing) to 1: how much it counts against the subject that nothing explains this word. */
  strangeness(word: string): number;
  /** The family of facts the dataset doesn't hold that these words ask for, the longest match first; or null.
   * `least`: of how many words a match must be at least; `runTogether`: only names of several words typed as one. */
  unheldFamily(words: readonly string[], least: number, runTogether?: boolean): string | null;
}

/** In how many kinds of question a word must stand to decide between them, and in what share of their examples. */
const DECIDING = 3;
const DECIDING_SHARE = 0.005;
const WRITTEN = /[\p{L}\p{M}]+/gu;

/** Ranks of the French frequency list at which a word says more and more. */
const STEPS: readonly (readonly [number, number])[] = [
  [150, 0.05],
  [500, 0.2],
  [1500, 0.4],
  [4000, 0.65],
  [12000, 0.85],
];

/** What the words of the examples tell: plain data, which can be kept and loaded again. */
export interface LexiconTable {
  /** Stems that questions on the subject hold, and how far each belongs there: 0 (as well elsewhere) to 1. */
  readonly expected: readonly (readonly [string, number])[];
  /** Stems that small talk may hold. */
  readonly chatty: readonly string[];
  /** Folded words, and the same with their accents. */
  readonly written: readonly (readonly [string, string])[];
  /** Words that decide what is wanted. */
  readonly deciding: readonly string[];
}

/** Reads the dataset's examples word by word. */
export function learnLexicon({ intents }: Pick<Knowledge, 'intents'>): LexiconTable {
  const inside = new Map<string, number>();
  const outside = new Map<string, number>();
  const chatty = new Set<string>();
  const written = new Map<string, string>();
  const deciding = new Map<string, number>();
  const totals = { inside: 0, outside: 0 };
  for (const { id, examples } of intents) {
    for (const word of examples.flatMap((example) => example.toLowerCase().match(WRITTEN) ?? [])) {
      const folded = fold(word);
      if (folded !== word) written.set(folded, word);
    }
    const side = sideOf(id);
    const stands = new Map<string, number>();
    for (const example of examples) {
      const words = new Set(readExample(example).flatMap(({ text }) => (text.startsWith('⟨') ? [] : [text])));
      for (const word of words) stands.set(word, (stands.get(word) ?? 0) + 1);
    }
    if (side === 'smalltalk') for (const word of stands.keys()) chatty.add(stem(word));
    else {
      totals[side === 'in' ? 'inside' : 'outside'] += examples.length;
      const counts = side === 'in' ? inside : outside;
      for (const [word, times] of stands) counts.set(stem(word), (counts.get(stem(word)) ?? 0) + times);
    }
    if (side !== 'in' || isAgain(id) || id === 'theme' || id.startsWith('label/')) continue;
    for (const [word, times] of stands)
      if (!LINKING.has(word) && times >= examples.length * DECIDING_SHARE)
        deciding.set(word, (deciding.get(word) ?? 0) + 1);
  }
  return {
    expected: [...inside].map(([root, times]) => {
      const within = times / Math.max(1, totals.inside);
      const without = (outside.get(root) ?? 0) / Math.max(1, totals.outside);
      return [root, Math.min(1, (2 * within) / (within + without))];
    }),
    chatty: [...chatty],
    written: [...written],
    deciding: [...deciding].flatMap(([word, classes]) => (classes >= DECIDING ? [word] : [])),
  };
}

/** The words of something that the dataset doesn't hold, and its family. */
interface Unheld {
  readonly words: readonly string[];
  readonly id: string;
}

const NONE: readonly Unheld[] = [];

/** Makes the lexicon of a table, with the families of what is not held. */
export function createLexicon(
  table: LexiconTable,
  { unheld }: Pick<Knowledge, 'unheld'>,
  dictionary: Dictionary,
): Lexicon {
  const expected = new Map(table.expected);
  const chatty = new Set(table.chatty);
  const written = new Map(table.written);
  const deciding = new Set(table.deciding);
  const byFirst = new Map<string, readonly Unheld[]>();
  const together = new Map<string, string>();
  for (const { id, words } of unheld) {
    for (const word of words) {
      const parts = readExample(word).map(({ text }) => text);
      const same = byFirst.get(parts[0] ?? '') ?? [];
      byFirst.set(parts[0] ?? '', [...same, { words: parts, id }]);
      if (parts.length > 1) together.set(parts.join(''), id);
    }
  }
  return {
    spell: (word) => written.get(word) ?? word,
    isChatty: (word) => LINKING.has(word) || chatty.has(stem(word)),
    isIntentWord: (word) => deciding.has(word),
    strangeness(word) {
      const foreign = LINKING.has(word) ? 0 : 1 - (expected.get(stem(word)) ?? 0);
      if (foreign === 0) return 0;
      const rank = dictionary.rank(word);
      return foreign * (STEPS.find(([most]) => rank < most)?.[1] ?? 1);
    },
    unheldFamily(words, least, runTogether = false) {
      if (runTogether) return together.get(words.find((word) => together.has(word)) ?? '') ?? null;
      let longest = 0;
      let family: string | null = null;
      for (let at = 0; at < words.length; at++) {
        for (const { words: parts, id } of byFirst.get(words[at] ?? '') ?? NONE) {
          if (parts.length < least || parts.length <= longest) continue;
          if (!parts.every((part, index) => words[at + index] === part)) continue;
          longest = parts.length;
          family = id;
        }
      }
      return family;
    },
  };
}
