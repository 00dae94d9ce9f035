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

  // of every word that an example holds: its stem and the numbers of its letter groups, computed once
  const letterIds = spaces.find(({ block }) => block === 'letters')?.ids ?? new Map<string, number>();
  const lettersOf = (text: string): number[] =>
    [...rawFeatures('letters', [{ text, weight: 1 }]).keys()].flatMap((key) => letterIds.get(key) ?? []);
  const known = new Map<string, number[]>();
  for (const { text } of documents.flat()) if (!known.has(text)) known.set(text, lettersOf(text));
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
      const count = (id: number, weight: number): void => {
        const before = counted[id] ?? 0;
        if (before === 0) ids.push(id);
        if (weight > before) counted[id] = weight;
      };
      for (const { block, ids: idOf } of spaces) {
        const from = ids.length;
        if (block === 'letters') {
          for (const { text, weight } of words) for (const id of known.get(text) ?? lettersOf(text)) count(id, weight);
        } else {
          for (const [key, weight] of rawFeatures(block, words)) {
            const id = idOf.get(key);
            if (block === 'stems') {
              const value = (id === undefined ? UNKNOWN_WEIGHT * rarest : (rarity[id] ?? 0)) * weight;
              allWeight += value;
              if (id !== undefined) knownWeight += value;
            }
            if (id !== undefined) count(id, weight);
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
