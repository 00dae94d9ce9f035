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

/** Learns which features exist and how rare each is (inverse document frequency) from the examples' words. */
export function createFeatureSpace(documents: readonly (readonly WeightedWord[])[]): FeatureSpace {
  const spaces = BLOCK_NAMES.map((block) => ({ block, ids: new Map<string, number>() }));
  const counts: number[] = [];
  for (const words of documents) {
    for (const { block, ids } of spaces) {
      for (const key of rawFeatures(block, words).keys()) {
        const known = ids.get(key);
        if (known === undefined) {
          ids.set(key, counts.length);
          counts.push(1);
        } else counts[known] = (counts[known] ?? 0) + 1;
      }
    }
  }
  const total = documents.length;
  const rarity = Float32Array.from(counts, (count) => Math.log((1 + total) / (1 + count)) + 1);
  const rarest = Math.log((1 + total) / 2) + 1;

  return {
    size: counts.length,
    vector(words) {
      const ids: number[] = [];
      const values: number[] = [];
      let knownWeight = 0;
      let allWeight = 0;
      for (const { block, ids: idOf } of spaces) {
        const from = values.length;
        let square = 0;
        for (const [key, count] of rawFeatures(block, words)) {
          const id = idOf.get(key);
          if (id === undefined) {
            if (block === 'stems') allWeight += UNKNOWN_WEIGHT * rarest * count;
            continue;
          }
          const value = (rarity[id] ?? 0) * count;
          if (block === 'stems') {
            knownWeight += value;
            allWeight += value;
          }
          ids.push(id);
          values.push(value);
          square += value * value;
        }
        const scale = square > 0 ? BLOCKS[block] / Math.sqrt(square) : 0;
        for (let i = from; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
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
