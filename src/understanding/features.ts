import { stem } from '../language/stem.ts';
import { wordFields } from '../language/word-fields.ts';

/** A word of a question as the classifier reads it: folded, with its weight (a repaired word's typed form counts half). */
export interface WeightedWord {
  readonly text: string;
  readonly weight: number;
}

/** A sparse vector: feature numbers, in no order, and their values. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** A vector in arrays that the next one overwrites: the first `size` numbers count, the three values behind them are 0. */
export interface PassingVector {
  readonly ids: Int32Array;
  readonly values: Float64Array;
  readonly size: number;
  /** The share, 0 to 1, of the words' weight (stems, by rarity) that the examples know. */
  readonly known: number;
}

/** Turns words into vectors over the features seen in the examples. */
export interface FeatureSpace {
  readonly size: number;
  read(words: readonly WeightedWord[]): PassingVector;
  vector(words: readonly WeightedWord[]): SparseVector;
}

/** Weight of each block, each being normalised apart (measured on public French sets, docs/comprehension.md). */
const BLOCKS = { stems: 0.7, pairs: 0.4, letters: 1, fields: 0.4 } as const;
type Block = keyof typeof BLOCKS;
const BLOCK_NAMES: readonly Block[] = ['stems', 'pairs', 'letters', 'fields'];
/** What a word that no example holds weighs in `known`, as a multiple of the rarest known one. */
const UNKNOWN_WEIGHT = 1;

/** Which features the examples hold, and in how many of them each stands: plain data, all that a space needs. */
export interface FeatureTable {
  /** The features of each block; their numbers run on from block to block. */
  readonly keys: Readonly<Record<Block, readonly string[]>>;
  /** How many letters a group has. */
  readonly letterSizes: readonly number[];
  /** In how many examples each feature stands. */
  readonly counts: Int32Array;
  readonly examples: number;
  /** Every word of the examples, once. */
  readonly words: readonly string[];
}

/** Learns which features exist and how rare each is from the examples' words. */
export function learnFeatures(documents: readonly (readonly WeightedWord[])[]): FeatureTable {
  const letterSizes = documents.length < MANY_EXAMPLES ? LETTER_SIZES : LETTER_SIZES_OF_MANY;
  const listers = createListers(letterSizes);
  const counted = {
    stems: count(documents, 'stems', listers.stems),
    pairs: count(documents, 'pairs', listers.pairs),
    letters: count(documents, 'letters', listers.letters),
    fields: count(documents, 'fields', listers.fields),
  };
  return {
    letterSizes,
    keys: {
      stems: [...counted.stems.keys()],
      pairs: [...counted.pairs.keys()],
      letters: [...counted.letters.keys()],
      fields: [...counted.fields.keys()],
    },
    counts: Int32Array.from(BLOCK_NAMES.flatMap((block) => [...counted[block].values()])),
    examples: documents.length,
    words: [...new Set(documents.flatMap((words) => words.map(({ text }) => text)))],
  };
}

/** In how many examples a pair or a letter group stands at least; rarer ones are most of all and tell little. */
const LEAST_EXAMPLES = 3;

/** Groups of two and of four letters help a few hundred examples; of tens of thousands they are two thirds of the work. */
const LETTER_SIZES = [2, 3, 4];
const LETTER_SIZES_OF_MANY = [3];
const MANY_EXAMPLES = 5000;

function count(documents: readonly (readonly WeightedWord[])[], block: Block, list: Lister): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of documents) {
    for (const key of new Set(list(words))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (block === 'stems') return counts;
  return new Map([...counts].filter(([, examples]) => examples >= LEAST_EXAMPLES));
}

/** What is known of a word: its stem, the number of that feature, and those of its letter groups and its fields. */
interface ReadWord {
  readonly root: string;
  readonly stem: number;
  readonly letters: readonly number[];
  readonly fields: readonly number[];
}

/** The number of a stem that no example holds, and those that stand for both ends of a text. */
const UNKNOWN = -1;
const START = -2;
const END = -3;

/** Makes the space of a table; a feature is worth its inverse document frequency. */
export function createFeatureSpace({
  keys,
  letterSizes,
  counts,
  examples,
  words: knownWords,
}: FeatureTable): FeatureSpace {
  const rarity = Float32Array.from(counts, (examplesWith) => Math.log((1 + examples) / (1 + examplesWith)) + 1);
  const rarest = Math.log((1 + examples) / 2) + 1;
  const stems = new Map([['^', START], ['$', END], ...keys.stems.map((key, id) => [key, id] as const)]);
  // two stems in a row as one number
  const width = keys.stems.length - END;
  const numberPair = (left: number, right: number): number => (left - END) * width + right - END;
  const pairs = new Map(
    keys.pairs.map((key, at) => {
      const [left = '', right = ''] = key.split(' ');
      return [numberPair(stems.get(left) ?? UNKNOWN, stems.get(right) ?? UNKNOWN), keys.stems.length + at];
    }),
  );
  const beforeLetters = keys.stems.length + keys.pairs.length;
  const groups = new Map(keys.letters.map((key, at) => [key, beforeLetters + at]));
  const fieldIds = new Map(keys.fields.map((key, at) => [key, beforeLetters + keys.letters.length + at]));
  const fieldsOf = wordFields();

  const readWord = (text: string): ReadWord => {
    const root = stem(text);
    const letters = lettersOf(text, letterSizes).flatMap((key) => groups.get(key) ?? []);
    const fields = fieldsOf(root).flatMap((key) => fieldIds.get(key) ?? []);
    return { root, stem: stems.get(root) ?? UNKNOWN, letters, fields };
  };
  // only words of the examples: what people type is not kept
  const known = new Map<string, ReadWord | null>(knownWords.map((word) => [word, null]));
  const wordOf = (text: string): ReadWord => {
    const before = known.get(text);
    if (before) return before;
    const word = readWord(text);
    if (before === null) known.set(text, word);
    return word;
  };

  // the vector under way; one is made at a time
  const ids = new Int32Array(counts.length + PADDING);
  const values = new Float64Array(counts.length + PADDING);
  const weights = new Float32Array(counts.length);
  let size = 0;
  const tally = (id: number, weight: number): void => {
    const before = weights[id] ?? 0;
    if (before === 0) ids[size++] = id;
    if (weight > before) weights[id] = weight;
  };
  /** Gives the sum of the values of a block before they are made one length. */
  const close = (block: Block, from: number): number => {
    let sum = 0;
    let square = 0;
    for (let at = from; at < size; at++) {
      const id = ids[at] ?? 0;
      const value = (rarity[id] ?? 0) * (weights[id] ?? 0);
      weights[id] = 0;
      values[at] = value;
      sum += value;
      square += value * value;
    }
    const scale = square > 0 ? BLOCKS[block] / Math.sqrt(square) : 0;
    for (let at = from; at < size; at++) values[at] = (values[at] ?? 0) * scale;
    return sum;
  };

  function read(words: readonly WeightedWord[]): PassingVector {
    const all = words.map(({ text }) => wordOf(text));
    const weightOf = (at: number): number => words[at]?.weight ?? 0;
    size = 0;
    const strangers = new Map<string, number>();
    all.forEach(({ root, stem: id }, at) => {
      if (id >= 0) tally(id, weightOf(at));
      else strangers.set(root, Math.max(strangers.get(root) ?? 0, weightOf(at)));
    });
    const known = close('stems', 0);
    let strange = 0;
    for (const weight of strangers.values()) strange += UNKNOWN_WEIGHT * rarest * weight;

    const fromPairs = size;
    let last = START;
    const pair = (next: number): void => {
      const id = pairs.get(numberPair(last, next));
      if (id !== undefined) tally(id, 1);
      last = next;
    };
    all.forEach((word, at) => {
      if (weightOf(at) === 1) pair(word.stem);
    });
    pair(END);
    close('pairs', fromPairs);

    const fromLetters = size;
    all.forEach(({ letters }, at) => {
      const weight = weightOf(at);
      for (const id of letters) tally(id, weight);
    });
    close('letters', fromLetters);

    const fromFields = size;
    all.forEach(({ fields }, at) => {
      const weight = weightOf(at);
      for (const id of fields) tally(id, weight);
    });
    close('fields', fromFields);
    values.fill(0, size, size + PADDING);
    return { ids, values, size, known: known > 0 ? known / (known + strange) : 0 };
  }

  return {
    size: counts.length,
    read,
    vector(words) {
      const { size: own } = read(words);
      return { ids: ids.slice(0, own), values: new Float32Array(values.subarray(0, own)) };
    },
  };
}

/** Behind a vector, so that its features can be taken four at a time. */
const PADDING = 3;

/** The groups of letters of a word, its ends marked; a ⟨type⟩ is one. */
function lettersOf(text: string, sizes: readonly number[]): string[] {
  if (text.startsWith('⟨')) return [text];
  const padded = `_${text}_`;
  const keys: string[] = [];
  for (const size of sizes) {
    for (let at = 0; at + size <= padded.length; at++) keys.push(padded.slice(at, at + size));
  }
  return keys;
}

/** Lists the features of one block that words hold. */
type Lister = (words: readonly WeightedWord[]) => readonly string[];

/** What is worked out of a word is kept as long as these listers are. */
function createListers(letterSizes: readonly number[]): Record<Block, Lister> {
  const rootOf = remember(stem);
  const groupsOf = remember((text) => lettersOf(text, letterSizes));
  const fieldsOf = wordFields();
  return {
    stems: (words) => words.map(({ text }) => rootOf(text)),
    pairs(words) {
      const roots = ['^', ...words.filter(({ weight }) => weight === 1).map(({ text }) => rootOf(text)), '$'];
      return roots.slice(1).map((root, at) => `${roots[at]} ${root}`);
    },
    letters: (words) => words.flatMap(({ text }) => groupsOf(text)),
    fields: (words) => words.flatMap(({ text }) => fieldsOf(rootOf(text))),
  };
}

function remember<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const done = work(text);
    known.set(text, done);
    return done;
  };
}
