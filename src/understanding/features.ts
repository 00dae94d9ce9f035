import { stem } from '../language/stem.ts';

/** A word of a question as the classifier reads it: folded, with its weight (a repaired word's typed form counts half). */
export interface WeightedWord {
  readonly text: string;
  readonly weight: number;
}

/** A sparse vector: feature numbers, ascending in no order, and their values. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** The share, 0 to 1, of the words' weight (stems, by rarity) that the examples know. */
  readonly known: number;
}

/** Turns words into vectors over the features seen in the examples. */
export interface FeatureSpace {
  readonly size: number;
  vector(words: readonly WeightedWord[]): SparseVector;
}

/** Weight of each block, each being normalised apart (measured on public French sets, docs/comprehension.md). */
const BLOCKS = { stems: 0.7, pairs: 0.4, letters: 1 } as const;
type Block = keyof typeof BLOCKS;
const BLOCK_NAMES: readonly Block[] = ['stems', 'pairs', 'letters'];
/** What a word that no example holds weighs in `known`, as a multiple of the rarest known one. */
const UNKNOWN_WEIGHT = 1;

/** Which features the examples hold, and in how many of them each stands: plain data, all that a space needs. */
export interface FeatureTable {
  /** The features of each block; their numbers run on from block to block. */
  readonly keys: Readonly<Record<Block, readonly string[]>>;
  /** In how many examples each feature stands. */
  readonly counts: Int32Array;
  readonly examples: number;
  /** Every word of the examples, once. */
  readonly words: readonly string[];
}

/** Learns which features exist and how rare each is from the examples' words. */
export function learnFeatures(documents: readonly (readonly WeightedWord[])[]): FeatureTable {
  const counted = {
    stems: count(documents, 'stems'),
    pairs: count(documents, 'pairs'),
    letters: count(documents, 'letters'),
  };
  return {
    keys: {
      stems: [...counted.stems.keys()],
      pairs: [...counted.pairs.keys()],
      letters: [...counted.letters.keys()],
    },
    counts: Int32Array.from(BLOCK_NAMES.flatMap((block) => [...counted[block].values()])),
    examples: documents.length,
    words: [...new Set(documents.flatMap((words) => words.map(({ text }) => text)))],
  };
}

/** In how many examples a pair or a letter group stands at least; those seen once are two thirds of all and tell little. */
const LEAST_EXAMPLES = 2;

function count(documents: readonly (readonly WeightedWord[])[], block: Block): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of documents) {
    for (const key of rawFeatures(block, words).keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (block === 'stems') return counts;
  return new Map([...counts].filter(([, examples]) => examples >= LEAST_EXAMPLES));
}

/** Makes the space of a table; a feature is worth its inverse document frequency. */
export function createFeatureSpace({ keys, counts, examples, words: knownWords }: FeatureTable): FeatureSpace {
  let next = 0;
  const spaces = BLOCK_NAMES.map((block) => ({
    block,
    ids: new Map(keys[block].map((key) => [key, next++] as const)),
  }));
  const rarity = Float32Array.from(counts, (examplesWith) => Math.log((1 + examples) / (1 + examplesWith)) + 1);
  const rarest = Math.log((1 + examples) / 2) + 1;

  // of every word that an example holds: its stem and the numbers of its letter groups, computed once
  const letterIds = spaces.find(({ block }) => block === 'letters')?.ids ?? new Map<string, number>();
  const lettersOf = (text: string): number[] =>
    [...rawFeatures('letters', [{ text, weight: 1 }]).keys()].flatMap((key) => letterIds.get(key) ?? []);
  const known = new Map<string, number[]>();
  const isKnown = new Set(knownWords);
  const letters = (text: string): number[] => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = lettersOf(text);
    if (isKnown.has(text)) known.set(text, found); // only words of the examples: what people type is not kept
    return found;
  };
  const counted = new Float32Array(counts.length);

  return {
    size: counts.length,
    vector(words) {
      const ids: number[] = [];
      const values: number[] = [];
      let knownWeight = 0;
      let allWeight = 0;
      const close = (block: Block, from: number): void => {
        let square = 0;
        for (let i = from; i < ids.length; i++) {
          const id = ids[i] ?? 0;
          const value = (rarity[id] ?? 0) * (counted[id] ?? 0);
          counted[id] = 0;
          values.push(value);
          square += value * value;
        }
        const scale = square > 0 ? BLOCKS[block] / Math.sqrt(square) : 0;
        for (let i = from; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
      };
      const tally = (id: number, weight: number): void => {
        const before = counted[id] ?? 0;
        if (before === 0) ids.push(id);
        if (weight > before) counted[id] = weight;
      };
      for (const { block, ids: idOf } of spaces) {
        const from = ids.length;
        if (block === 'letters') {
          for (const { text, weight } of words) for (const id of letters(text)) tally(id, weight);
        } else {
          for (const [key, weight] of rawFeatures(block, words)) {
            const id = idOf.get(key);
            if (block === 'stems') {
              const value = (id === undefined ? UNKNOWN_WEIGHT * rarest : (rarity[id] ?? 0)) * weight;
              allWeight += value;
              if (id !== undefined) knownWeight += value;
            }
            if (id !== undefined) tally(id, weight);
          }
        }
        close(block, from);
      }
      return {
        ids: Int32Array.from(ids),
        values: Float32Array.from(values),
        known: allWeight > 0 ? knownWeight / allWeight : 0,
      };
    },
  };
}

function rawFeatures(block: Block, words: readonly WeightedWord[]): Map<string, number> {
  const found = new Map<string, number>();
  const add = (key: string, weight: number): void => {
    const before = found.get(key);
    found.set(key, before === undefined ? weight : Math.max(before, weight));
  };
  if (block === 'letters') {
    for (const { text, weight } of words) {
      if (text.startsWith('⟨')) {
        add(text, weight);
        continue;
      }
      const padded = `_${text}_`;
      for (let size = 2; size <= 4; size++) {
        for (let at = 0; at + size <= padded.length; at++) add(padded.slice(at, at + size), weight);
      }
    }
    return found;
  }
  let last = '^';
  for (const { text, weight } of words) {
    const root = stem(text);
    if (block === 'stems') add(root, weight);
    else if (weight === 1) {
      add(`${last} ${root}`, 1);
      last = root;
    }
  }
  if (block === 'pairs') add(`${last} $`, 1);
  return found;
}
