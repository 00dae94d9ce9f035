import Fuse from 'fuse.js';
import type { Dictionary } from './dictionary.ts';
import { allowedSlips, distance } from './distance.ts';
import { phonetic } from './phonetic.ts';
import { createSpellIndex } from './spell-index.ts';

/** Mends words that are neither in the vocabulary nor ordinary French. */
export interface Repair {
  /** Whether the vocabulary holds the folded word. */
  knows(word: string): boolean;
  /** The vocabulary's word that a misspelled one most likely stands for, or null; `score` is 1 for a perfect match. */
  mend(word: string): { readonly word: string; readonly score: number } | null;
}

/** Shorter keys are shared by too many words to mean anything. */
const LEAST_KEY = 3;
const LEAST_LENGTH = 4;
const LEAST_SCORE = 0.7;
/** Up to so many letters a word keeps its first letter, or its sound. */
const SHORT = 5;
/** fuse.js is a judge here, over a handful of candidates: how alike two spellings look as a whole. */
const FUSE = { includeScore: true, threshold: 0.6, distance: 12, ignoreLocation: false } as const;

/** Prepares the repair of words towards `vocabulary` (folded words, the likeliest first); the dictionary is the guard. */
export function createRepair(vocabulary: readonly string[], dictionary: Dictionary): Repair {
  const known = new Map(vocabulary.map((word, index) => [word, index]));
  const words = [...known.keys()];
  const index = createSpellIndex(words);
  const byKey = new Map<string, string[]>();
  for (const word of words) {
    const key = phonetic(word);
    if (key.length < LEAST_KEY) continue;
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [word]);
    else same.push(word);
  }

  function propose(word: string): { word: string; score: number } | null {
    const candidates = new Set(index.near(word).map((at) => words[at] ?? ''));
    for (const same of byKey.get(phonetic(word)) ?? []) {
      if (distance(word, same, allowedSlips(word.length) + 2) <= allowedSlips(word.length) + 2) candidates.add(same);
    }
    if (candidates.size === 0) return null;
    const likeness = new Map(
      new Fuse([...candidates], FUSE).search(word).map(({ item, score }) => [item, 1 - (score ?? 1)]),
    );
    let best: { word: string; score: number } | null = null;
    for (const candidate of candidates) {
      const slips = distance(word, candidate, 5);
      if (word.length <= SHORT && word[0] !== candidate[0] && phonetic(word) !== phonetic(candidate)) continue;
      const firstKept = word[0] === candidate[0] ? 0.1 : 0;
      const sounds = phonetic(word) === phonetic(candidate) ? 0.08 : 0;
      const frequency = 0.02 / (1 + Math.log1p(known.get(candidate) ?? 0));
      const closeness = 1 - slips / Math.max(word.length, candidate.length);
      const score = 0.8 * closeness + 0.1 * (likeness.get(candidate) ?? 0) + firstKept + sounds + frequency;
      if (best === null || score > best.score) best = { word: candidate, score: Math.min(1, score) };
    }
    return best !== null && best.score >= LEAST_SCORE ? best : null;
  }

  return {
    knows: (word) => known.has(word),
    mend(word) {
      if (word.length < LEAST_LENGTH || known.has(word) || dictionary.has(word) || /\d/.test(word)) return null;
      return propose(word);
    },
  };
}
