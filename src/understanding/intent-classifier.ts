import type { Dictionary } from '../language/dictionary.ts';
import { createNormalise } from '../language/normalise.ts';
import { unwrap } from '../language/politeness.ts';
import { buildVocabulary, createRepair } from '../language/repair.ts';
import { tokenise } from '../language/tokenise.ts';
import {
  createFeatureSpace,
  type FeatureTable,
  learnFeatures,
  type SparseVector,
  type WeightedWord,
} from './features.ts';
import { scoreClasses, trainLinearSvm, type Weights } from './linear-svm.ts';
import { type Side, sideOf } from './side.ts';

export interface LabelledExample {
  readonly text: string;
  readonly intent: string;
  /** The words to learn from, when they are not simply those of the text. */
  readonly words?: readonly WeightedWord[];
}

/** What was learnt from examples: plain data, which can be kept and loaded again. */
export interface IntentModel {
  readonly intents: readonly string[];
  readonly groups: readonly string[];
  readonly features: FeatureTable;
  readonly weights: Weights;
  readonly groupWeights: Weights;
}

/** An intent, on which side of the subject it is, and how far inside or outside of it words are. */
export interface Ranked {
  readonly intent: string;
  readonly side: Side;
  readonly score: number;
}

/** What words were classified as. */
export interface Classification {
  /** All intents, best first; `score` is the signed distance to the border: above 0 is inside. */
  readonly ranked: readonly Ranked[];
  /** The score of each group of intents, from a model of its own; empty when no groups were asked for. */
  readonly groups: Readonly<Record<string, number>>;
  /** The share, 0 to 1, of the text's weight that the examples know. */
  readonly known: number;
}

/** Classifies words that are normalised already. */
export type ClassifyWords = (words: readonly WeightedWord[]) => Classification;

export interface IntentClassifier {
  /**
   * Classifies typed text: hurried spellings, misspellings and politeness are dealt with first. `confidence`, 0 to 1,
   * tells how far the text looks like an example at all (not a chance; order texts by it to refuse the strangest).
   */
  classify(text: string): Classification & { readonly confidence: number };
}

/** A repaired word keeps its typed form beside it, at this weight. */
const TYPED_WEIGHT = 0.5;
/** Scores lie within ±32; they are told apart to a millionth, among 4,096 intents at most. */
const SHIFT = 32;
const FINE = 1e6;
const WIDE = 4096;

/**
 * Learns to tell intents apart from labelled French examples; the same examples always give the same model. Names in
 * examples may stand as ⟨type⟩. `groupOf` sorts intents into groups (on the subject or off it), which are told apart
 * by a second model. Throws when there are fewer than two intents.
 */
export function trainIntentModel(given: readonly LabelledExample[], groupOf?: (intent: string) => string): IntentModel {
  // the order in which an editor wrote them changes nothing
  const examples = given.toSorted((a, b) => compare(a.intent, b.intent) || compare(a.text, b.text));
  const intents = [...new Set(examples.map(({ intent }) => intent))];
  if (intents.length < 2) throw new Error('A classifier needs examples of two intents at least.');
  const documents = examples.map(wordsOf);
  const features = learnFeatures(documents);
  const space = createFeatureSpace(features);
  const vectors = documents.map((words) => space.vector(words));
  const groups = groupOf === undefined ? [] : [...new Set(intents.map(groupOf))];
  const train = (classOf: readonly number[], classes: number): Weights =>
    trainLinearSvm(vectors, classOf, classes < 2 ? 0 : classes, space.size);
  const intentIndex = new Map(intents.map((intent, index) => [intent, index]));
  return {
    intents,
    groups: groups.length < 2 ? [] : groups,
    features,
    weights: train(
      examples.map(({ intent }) => intentIndex.get(intent) ?? 0),
      intents.length,
    ),
    groupWeights: train(
      examples.map(({ intent }) => groups.indexOf(groupOf?.(intent) ?? '')),
      groups.length,
    ),
  };
}

/** Runs a model. */
export function createWordClassifier({ intents, groups, features, weights, groupWeights }: IntentModel): ClassifyWords {
  const space = createFeatureSpace(features);
  const rank = createRank(intents);
  const scores = new Float64Array(intents.length);
  const ofGroups = new Float64Array(groups.length);
  return (words) => {
    const vector = space.read(words);
    scoreClasses(weights, vector, scores);
    scoreClasses(groupWeights, vector, ofGroups);
    return {
      ranked: rank(scores),
      known: vector.known,
      groups: Object.fromEntries(groups.map((group, at) => [group, ofGroups[at] ?? 0])),
    };
  };
}

/** Best first. The scores are sorted as numbers that end in their index: far faster than sorting objects. */
function createRank(intents: readonly string[]): (scores: Float64Array) => Ranked[] {
  const sides = intents.map(sideOf);
  const keys = new Float64Array(intents.length);
  return (scores) => {
    for (let at = 0; at < keys.length; at++) keys[at] = Math.round(((scores[at] ?? 0) + SHIFT) * FINE) * WIDE + at;
    keys.sort();
    return intents.map((_, place) => {
      const at = (keys[keys.length - 1 - place] ?? 0) % WIDE;
      return { intent: intents[at] ?? '', side: sides[at] ?? 'in', score: scores[at] ?? 0 };
    });
  };
}

/** Learns from any set of labelled French examples and classifies any French text. Throws as `trainIntentModel` does. */
export function createIntentClassifier(examples: readonly LabelledExample[], dictionary: Dictionary): IntentClassifier {
  const documents = examples.map(wordsOf);
  const normalise = createNormalise(createRepair(buildVocabulary(countWords(documents)), dictionary), dictionary);
  const model = trainIntentModel(examples);
  const classifyWords = createWordClassifier(model);
  const space = createFeatureSpace(model.features);
  const nearest = createNeighbours(
    documents.map((words) => space.vector(words)),
    space.size,
  );
  return {
    classify(text) {
      const words = normalise(text);
      const { from, to } = unwrap(words.map((word) => word.text));
      const weighted = words.slice(from, to).flatMap(({ text: mended, typed, score }) =>
        score === 1
          ? [{ text: mended, weight: 1 }]
          : [
              { text: mended, weight: 1 },
              { text: typed, weight: TYPED_WEIGHT },
            ],
      );
      const classification = classifyWords(weighted);
      const score = Math.max(-1, Math.min(1, classification.ranked[0]?.score ?? -1));
      const likeness = nearest(space.vector(weighted)) * classification.known;
      return { ...classification, confidence: Math.max(0, Math.min(1, (likeness + 0.5 * score + 0.25) / 1.75)) };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function wordsOf({ text, words }: LabelledExample): readonly WeightedWord[] {
  return words ?? readExample(text);
}

/** The words of an example; ⟨type⟩ stays one word that no typed text can hold. */
export function readExample(text: string): WeightedWord[] {
  return text
    .split(/(⟨[a-z-]+⟩)/u)
    .flatMap((piece) => (piece.startsWith('⟨') ? [piece] : tokenise(piece).map((token) => token.folded)))
    .map((word) => ({ text: word, weight: 1 }));
}

/** The words of all examples, the most frequent first. */
function countWords(documents: readonly (readonly WeightedWord[])[]): string[] {
  const counts = new Map<string, number>();
  for (const words of documents) for (const { text } of words) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** Cosine to the nearest of many vectors, through an inverted index. */
function createNeighbours(vectors: readonly SparseVector[], features: number): (vector: SparseVector) => number {
  const lengths = vectors.map(({ values }) => Math.hypot(...values) || 1);
  const starts = new Int32Array(features + 2);
  for (const { ids } of vectors) for (const id of ids) starts[id + 2] = (starts[id + 2] ?? 0) + 1;
  for (let id = 2; id < starts.length; id++) starts[id] = (starts[id] ?? 0) + (starts[id - 1] ?? 0);
  const owners = new Int32Array(starts[features + 1] ?? 0);
  const weights = new Float32Array(owners.length);
  vectors.forEach(({ ids, values }, owner) => {
    ids.forEach((id, f) => {
      const at = starts[id + 1] ?? 0;
      owners[at] = owner;
      weights[at] = (values[f] ?? 0) / (lengths[owner] ?? 1);
      starts[id + 1] = at + 1;
    });
  });
  return ({ ids, values }) => {
    const sums = new Float32Array(vectors.length);
    for (let f = 0; f < ids.length; f++) {
      const id = ids[f] ?? 0;
      const value = values[f] ?? 0;
      const to = starts[id + 1] ?? 0;
      for (let at = starts[id] ?? 0; at < to; at++) {
        const owner = owners[at] ?? 0;
        sums[owner] = (sums[owner] ?? 0) + value * (weights[at] ?? 0);
      }
    }
    let best = 0;
    for (const sum of sums) if (sum > best) best = sum;
    return best / (Math.hypot(...values) || 1);
  };
}
