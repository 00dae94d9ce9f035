/** One observation: what was measured, and whether the answer is yes. */
export interface FitRow {
  readonly signals: readonly number[];
  readonly yes: boolean;
  readonly weight: number;
}

/** Strength of the pull towards 0; the cross-validated area under the curve is flat from 1 to 10. */
const RIDGE = 3;
/** A wrong answer costs more than a needless refusal. */
const OUT_WEIGHT = 1.3;

/** The chance, 0 to 1, that these weights give to these signals. */
export function chanceFrom(weights: readonly number[], signals: readonly number[]): number {
  const sum = signals.reduce((total, signal, at) => total + signal * (weights[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The weights of a logistic regression with a ridge, by Newton's method; a wrong yes costs more than a wrong no. */
export function fitWeights(size: number, rows: readonly FitRow[]): number[] {
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round++) {
    const system = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size + 1 }, (_, k) => (k === i ? RIDGE : k === size ? RIDGE * (weights[i] ?? 0) : 0)),
    );
    for (const { signals, yes, weight } of rows) {
      const expected = chanceFrom(weights, signals);
      const cost = weight * (yes ? 1 : OUT_WEIGHT);
      const error = cost * (expected - (yes ? 1 : 0));
      const slope = cost * expected * (1 - expected);
      for (let i = 0; i < size; i++) {
        const row = system[i];
        const own = signals[i] ?? 0;
        if (row === undefined || own === 0) continue;
        for (let k = 0; k < size; k++) row[k] = (row[k] ?? 0) + slope * own * (signals[k] ?? 0);
        row[size] = (row[size] ?? 0) + error * own;
      }
    }
    const steps = solve(system);
    for (let i = 0; i < size; i++) weights[i] = (weights[i] ?? 0) - (steps[i] ?? 0);
    if (Math.max(...steps.map(Math.abs)) < 1e-6) break;
  }
  return weights;
}

/** Gauss–Jordan with pivots; the last column is the right side. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let i = 0; i < size; i++) {
    const pivot = system
      .slice(i)
      .reduce((best, row, at) => (Math.abs(row[i] ?? 0) > Math.abs(system[best]?.[i] ?? 0) ? at + i : best), i);
    const held = system[i] ?? [];
    const chosen = system[pivot] ?? held;
    system[pivot] = held;
    system[i] = chosen;
    for (let r = 0; r < size; r++) {
      const row = system[r];
      if (r === i || row === undefined) continue;
      const factor = (row[i] ?? 0) / (chosen[i] ?? 1);
      for (let k = i; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (chosen[k] ?? 0);
    }
  }
  return system.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}
