import type { SparseVector } from './features.ts';

/** Cost of an example on the wrong side. */
const COST = 1;
/** Rounds over all examples; more change no prediction on the tuning set. */
const ROUNDS = 12;
const TOLERANCE = 0.1;

/**
 * Trains one L2-loss linear SVM a class by dual coordinate descent (Hsieh et al., 2008). The order of visits comes
 * from a fixed seed, so the same examples give the same model, to the last bit.
 * Gives the weights, feature by feature, those of all classes together; the last row holds the biases.
 */
export function trainLinearSvm(
  vectors: readonly SparseVector[],
  classOf: readonly number[],
  classes: number,
  features: number,
): Float32Array {
  const bias = features;
  const weights = new Float32Array((features + 1) * classes);
  const diagonal = vectors.map((vector) => 1 / (2 * COST) + 1 + sumOfSquares(vector.values));
  const order = Int32Array.from(vectors.keys());
  const own = new Float64Array(features + 1);
  const alpha = new Float64Array(vectors.length);

  for (let label = 0; label < classes; label++) {
    own.fill(0);
    alpha.fill(0);
    const random = createRandom(label + 1);
    let active = order.length;
    for (let round = 0; round < ROUNDS; round++) {
      let worst = 0;
      shuffle(order, active, random);
      for (let k = 0; k < active; k++) {
        const i = order[k] ?? 0;
        const vector = vectors[i];
        if (vector === undefined) continue;
        const sign = classOf[i] === label ? 1 : -1;
        const gradient = sign * (dot(own, vector) + (own[bias] ?? 0)) - 1 + (alpha[i] ?? 0) / (2 * COST);
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
        const after = Math.max(0, before - gradient / (diagonal[i] ?? 1));
        const step = (after - before) * sign;
        if (step === 0) continue;
        alpha[i] = after;
        const { ids, values } = vector;
        for (let f = 0; f < ids.length; f++) {
          const id = ids[f] ?? 0;
          own[id] = (own[id] ?? 0) + step * (values[f] ?? 0);
        }
        own[bias] = (own[bias] ?? 0) + step;
      }
      if (worst < TOLERANCE) break;
    }
    for (let f = 0; f <= features; f++) weights[f * classes + label] = own[f] ?? 0;
  }

  return weights;
}

/** The signed distance of a vector to each class's border, in the order of the classes. */
export function scoreClasses(weights: Float32Array, classes: number, { ids, values }: SparseVector): Float32Array {
  const sums = weights.slice(weights.length - classes);
  for (let f = 0; f < ids.length; f++) {
    const from = (ids[f] ?? 0) * classes;
    const value = values[f] ?? 0;
    for (let label = 0; label < classes; label++) {
      sums[label] = (sums[label] ?? 0) + value * (weights[from + label] ?? 0);
    }
  }
  return sums;
}

function dot(dense: Float64Array, { ids, values }: SparseVector): number {
  let sum = 0;
  for (let f = 0; f < ids.length; f++) sum += (dense[ids[f] ?? 0] ?? 0) * (values[f] ?? 0);
  return sum;
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
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
