import Fuse from 'fuse.js';
import type { Dictionary } from './dictionary.ts';
import { allowedSlips, distance } from './distance.ts';
import { phonetic } from './phonetic.ts';
import { buildSpellTable, createSpellIndex, type SpellTable } from './spell-index.ts';
import {
  buildWordTable,
  createGroupFinder,
  createWordFinder,
  createWordReader,
  groupWords,
  type WordGroups,
  type WordTable,
} from './word-table.ts';

/** A word of the vocabulary for a misspelled one; `score` is 1 for a perfect match. */
export interface Mended {
  readonly word: string;
  readonly score: number;
}

/** Mends words that are neither in the vocabulary nor ordinary French. */
export interface Repair {
  /** Whether the vocabulary holds the folded word. */
  knows(word: string): boolean;
  /** The vocabulary's word that a misspelled one most likely stands for, or null. */
  mend(word: string): Mended | null;
}

/** What speaks for a candidate; the robustness score of the bench guards these. */
const WEIGHTS = {
  closeness: 0.8,
  likeness: 0.1,
  firstLetter: 0.1,
  sound: 0.13,
  frequency: 0.08,
  tooShort: 0.15,
} as const;
/** Shorter keys are shared by too many words to mean anything, but those of words at least so long (« kimper »). */
const LEAST_KEY = 3;
const LONG_WORD = 6;
/** A word that sounds like another, with a key at least so long, is as close to it as this however it is spelt. */
const LONG_KEY = 4;
const CLOSE_BY_EAR = 0.85;
/** How many letters more than a slip may be wrong in a word spelt by ear. */
const BY_EAR = 3;
const LEAST_LENGTH = 4;
const LEAST_SCORE = 0.7;
const LEAST_SCORE_SAME_SOUND = 0.62;
const LEAST_SCORE_RARE = 0.88;
/** Words more frequent than this are never taken for a slip. */
const ORDINARY = 15000;
/** Up to so many letters a word keeps its first letter, or its sound. */
const SHORT = 5;
/** fuse.js is a judge here, over a handful of candidates: how alike two spellings look as a whole. */
const FUSE = { includeScore: true, threshold: 0.6, distance: 12, ignoreLocation: false } as const;

/** A vocabulary (folded words, the likeliest first) as it is searched: plain data, which can be kept and loaded again. */
export interface Vocabulary {
  readonly words: WordTable;
  readonly spelling: SpellTable;
  /** The words, by number, that sound alike. */
  readonly sounds: WordGroups;
  /** The sound of each word, by its number. */
  readonly soundOf: Uint32Array;
}

/** Indexes words by their spelling and by their sound. */
export function buildVocabulary(words: readonly string[]): Vocabulary {
  const keys = words.map(phonetic);
  const sounds = groupWords(Map.groupBy(words.keys(), (number) => keys[number] ?? ''));
  const soundNumber = createWordFinder(sounds.words);
  return {
    words: buildWordTable(words),
    spelling: buildSpellTable(words),
    sounds,
    soundOf: Uint32Array.from(keys, soundNumber),
  };
}

/** Prepares the repair of words towards a vocabulary; the dictionary is the guard. */
export function createRepair(vocabulary: Vocabulary, dictionary: Dictionary): Repair {
  const numberOf = createWordFinder(vocabulary.words);
  const wordOf = createWordReader(vocabulary.words);
  const soundNumber = createWordFinder(vocabulary.sounds.words);
  const size = vocabulary.soundOf.length;
  const index = createSpellIndex(vocabulary.spelling, wordOf);
  const soundAlike = createGroupFinder(vocabulary.sounds);

  function propose(word: string): Mended | null {
    const candidates = new Set(index.near(word).map(wordOf));
    const sound = phonetic(word);
    const soundIs = soundNumber(sound);
    const sounds = (candidate: string): boolean => vocabulary.soundOf[numberOf(candidate)] === soundIs;
    const tells = sound.length >= LEAST_KEY || word.length >= LONG_WORD;
    for (const same of tells ? Array.from(soundAlike(sound), wordOf) : []) {
      const most = allowedSlips(word.length) + BY_EAR;
      if (distance(word, same, most) <= most) candidates.add(same);
    }
    if (candidates.size === 0) return null;
    const likeness = new Map(
      new Fuse([...candidates], FUSE).search(word).map(({ item, score }) => [item, 1 - (score ?? 1)]),
    );
    let best: Mended | null = null;
    for (const candidate of candidates) {
      const slips = distance(word, candidate, 5);
      const same = sounds(candidate);
      if (word.length <= SHORT && word[0] !== candidate[0] && !same) continue;
      const alike = 1 - slips / Math.max(word.length, candidate.length);
      const closeness = same && sound.length >= LONG_KEY ? Math.max(alike, CLOSE_BY_EAR) : alike;
      const frequency = 1 - Math.log1p(numberOf(candidate)) / Math.log1p(size);
      const score =
        WEIGHTS.closeness * closeness +
        WEIGHTS.likeness * (likeness.get(candidate) ?? 0) +
        (word[0] === candidate[0] ? WEIGHTS.firstLetter : 0) +
        (same ? WEIGHTS.sound : 0) +
        WEIGHTS.frequency * frequency -
        (candidate.length < LEAST_LENGTH ? WEIGHTS.tooShort : 0);
      if (best === null || score > best.score) best = { word: candidate, score };
    }
    const least = best !== null && sounds(best.word) ? LEAST_SCORE_SAME_SOUND : LEAST_SCORE;
    return best !== null && best.score >= least ? { ...best, score: Math.min(0.99, best.score) } : null;
  }

  return {
    knows: (word) => numberOf(word) >= 0,
    mend(word) {
      if (word.length < LEAST_LENGTH || numberOf(word) >= 0 || /\d/.test(word)) return null;
      if (dictionary.rank(word) < ORDINARY) return null;
      const mended = propose(word);
      // a rare French word gives way only to a word that is next to it
      return mended !== null && (!dictionary.has(word) || mended.score >= LEAST_SCORE_RARE) ? mended : null;
    },
  };
}
