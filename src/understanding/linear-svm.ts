import type { PassingVector, SparseVector } from './features.ts';

/** Cost of an example on the wrong side. */
const COST = 1;
/** Rounds over all examples; more change no prediction on the tuning set. */
const ROUNDS = 12;
const TOLERANCE = 0.1;
/** A log odds ratio beyond this tells no more: it rests on a few examples. */
const MOST_TELLING = 3;

/** What a classifier weighs its features by, in steps of one size: half the memory of fractions, the same ranking. */
export interface Weights {
  /** Feature by feature, those of all classes together; the last row holds the biases. */
  readonly steps: Int16Array;
  /** What one step is worth. */
  readonly step: number;
}

const MOST_STEPS = 32767;

/**
 * Trains one L2-loss linear SVM a class by dual coordinate descent (Hsieh et al., 2008), over features stretched by how
 * well each tells the class from the rest (Wang and Manning, 2012). The order of visits comes from a fixed seed, so the
 * same examples give the same model, to the last bit.
 */
export function trainLinearSvm(
  vectors: readonly SparseVector[],
  classOf: readonly number[],
  classes: number,
  features: number,
): Weights {
  const bias = features;
  const weights = new Float32Array((features + 1) * classes);
  const rows = flatten(vectors);
  const order = Int32Array.from(vectors.keys());
  const own = new Float64Array(features + 1);
  const alpha = new Float64Array(vectors.length);
  const counts = countFeatures(rows, features, () => true);

  for (let label = 0; label < classes; label++) {
    own.fill(0);
    alpha.fill(0);
    // a feature stretched by t: `own` holds its weight times t, so that vectors stay as they are and a step goes t² far
    const stretch = squaredTelling(rows, counts, features, (row) => classOf[row] === label);
    const random = createRandom(label + 1);
    let active = order.length;
    for (let round = 0; round < ROUNDS; round++) {
      let worst = 0;
      shuffle(order, active, random);
      for (let k = 0; k < active; k++) {
        const i = order[k] ?? 0;
        const sign = classOf[i] === label ? 1 : -1;
        const gradient = sign * (dot(own, rows, i) + (own[bias] ?? 0)) - 1 + (alpha[i] ?? 0) / (2 * COST);
        const before = alpha[i] ?? 0;
        if (before === 0 && gradient > 0) {
          // far on the right side: left out of this class's next rounds
          if (round > 0 && gradient > 0.1) {
            active--;
            order[k] = order[active] ?? 0;
            order[active] = i;
            k--;
          }
          continue;
        }
        worst = Math.max(worst, Math.abs(gradient));
        const after = Math.max(0, before - gradient / (1 / (2 * COST) + 1 + sumOfSquares(stretch, rows, i)));
        const step = (after - before) * sign;
        if (step === 0) continue;
        alpha[i] = after;
        add(own, step, stretch, rows, i);
        own[bias] = (own[bias] ?? 0) + step;
      }
      if (worst < TOLERANCE) break;
    }
    for (let f = 0; f <= features; f++) weights[f * classes + label] = own[f] ?? 0;
  }

  return inSteps(weights);
}

/** A weight is off by half a step at most: a 65,000th of the largest. */
function inSteps(weights: Float32Array): Weights {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MOST_STEPS || 1;
  return { steps: Int16Array.from(weights, (weight) => Math.round(weight / step)), step };
}

/** Many sparse vectors, one after the other: those of row `i` stand from `starts[i]` up to `starts[i + 1]`. */
interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

function flatten(vectors: readonly SparseVector[]): Rows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ ids }, i) => {
    starts[i + 1] = (starts[i] ?? 0) + ids.length;
  });
  const size = starts[vectors.length] ?? 0;
  const rows = { starts, ids: new Int32Array(size), values: new Float32Array(size) };
  vectors.forEach(({ ids, values }, i) => {
    rows.ids.set(ids, starts[i]);
    rows.values.set(values, starts[i]);
  });
  return rows;
}

/** In how many of the wanted rows each feature stands; the last number is that of the rows. */
function countFeatures({ starts, ids }: Rows, features: number, isWanted: (row: number) => boolean): Float64Array {
  const counts = new Float64Array(features + 1);
  for (let row = 0; row + 1 < starts.length; row++) {
    if (!isWanted(row)) continue;
    counts[features] = (counts[features] ?? 0) + 1;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const id = ids[at] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  return counts;
}

/** How much each feature tells of a class, squared: the log of its odds in the class against the rest. */
function squaredTelling(
  rows: Rows,
  counts: Float64Array,
  features: number,
  isInside: (row: number) => boolean,
): Float64Array {
  const inside = countFeatures(rows, features, isInside);
  const own = 1 + (inside[features] ?? 0);
  const rest = 2 + (counts[features] ?? 0) - own;
  const squares = new Float64Array(features + 1).fill(1); // the bias stays as it is
  for (let f = 0; f < features; f++) {
    const within = 1 + (inside[f] ?? 0);
    const without = 2 + (counts[f] ?? 0) - within;
    squares[f] = Math.min(MOST_TELLING, Math.abs(Math.log(within / own / (without / rest)))) ** 2;
  }
  return squares;
}

/**
 * Fills `sums` with the signed distance of a vector to each class's border, in the order of the classes. Features are
 * taken four at a time: each sum is then read and written once for four of them.
 */
export function scoreClasses({ steps, step }: Weights, { ids, values, size }: PassingVector, sums: Float64Array): void {
  const classes = sums.length;
  const biases = steps.length - classes;
  for (let label = 0; label < classes; label++) sums[label] = steps[biases + label] ?? 0;
  for (let f = 0; f < size; f += 4) {
    const a = (ids[f] ?? 0) * classes;
    const b = (ids[f + 1] ?? 0) * classes;
    const c = (ids[f + 2] ?? 0) * classes;
    const d = (ids[f + 3] ?? 0) * classes;
    const ofA = values[f] ?? 0;
    const ofB = values[f + 1] ?? 0;
    const ofC = values[f + 2] ?? 0;
    const ofD = values[f + 3] ?? 0;
    for (let label = 0; label < classes; label++) {
      sums[label] =
        (sums[label] ?? 0) +
        ofA * (steps[a + label] ?? 0) +
        ofB * (steps[b + label] ?? 0) +
        ofC * (steps[c + label] ?? 0) +
        ofD * (steps[d + label] ?? 0);
    }
  }
  for (let label = 0; label < classes; label++) sums[label] = (sums[label] ?? 0) * step;
}

function dot(dense: Float64Array, { starts, ids, values }: Rows, row: number): number {
  let sum = 0;
  const to = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < to; at++) sum += (dense[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

function add(
  dense: Float64Array,
  step: number,
  stretch: Float64Array,
  { starts, ids, values }: Rows,
  row: number,
): void {
  const to = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < to; at++) {
    const id = ids[at] ?? 0;
    dense[id] = (dense[id] ?? 0) + step * (stretch[id] ?? 1) * (values[at] ?? 0);
  }
}

function sumOfSquares(stretch: Float64Array, { starts, ids, values }: Rows, row: number): number {
  let sum = 0;
  const to = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < to; at++) sum += (stretch[ids[at] ?? 0] ?? 1) * (values[at] ?? 0) ** 2;
  return sum;
}

/** Mulberry32: a small seeded generator, 0 to 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle(order: Int32Array, length: number, random: () => number): void {
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}
