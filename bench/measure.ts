/** One figure beside its peer's, from the same run. */
export interface Row {
  readonly id: string;
  /** What is counted, in a few words. */
  readonly what: string;
  readonly ours: number;
  /** Whom it is measured beside; null where nobody else does the same. */
  readonly peer: string | null;
  readonly theirs: number | null;
  /** `ours / theirs`, whichever way is better. */
  readonly ratio: number | null;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** The least and the most of our runs; null for what does not vary. */
  readonly spread: readonly [number, number] | null;
  readonly bar: Bar | null;
  /** Whether the ratio can be trusted to hold from run to run, so that the guard looks at it. */
  readonly isGuarded: boolean;
}

/** What the project asks of a figure, or of its ratio: at least or at most so much, whichever way is better. */
export interface Bar {
  readonly of: 'ours' | 'ratio';
  readonly limit: number;
}

/** What one measure found: rows, and tables for people. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly tables?: readonly Table[];
  /** One line each: how it was measured, what was left out. */
  readonly notes?: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

export interface MeasureOptions {
  /** Lists failures too, never those of the judging half. */
  readonly verbose: boolean;
  /** How long a measure of endurance goes on. */
  readonly minutes: number;
}

/** One file under `measures/`: `ids` are those of the rows it gives, its own name first. */
export interface Measure {
  readonly ids: readonly [string, ...string[]];
  /** Runs only when it is asked for. */
  readonly isOptional?: boolean;
  run(options: MeasureOptions): Promise<Findings>;
}

/** A row from what was counted: several runs of ours and of the peer's give their medians. */
export function createRow(given: {
  id: string;
  what: string;
  unit: string;
  better: Row['better'];
  ours: readonly number[];
  peer?: { readonly name: string; readonly runs: readonly number[] };
  bar?: Bar;
  isGuarded?: boolean;
}): Row {
  const ours = median(given.ours);
  const theirs = given.peer === undefined ? null : median(given.peer.runs);
  return {
    id: given.id,
    what: given.what,
    ours,
    peer: given.peer?.name ?? null,
    theirs,
    ratio: theirs === null || theirs === 0 ? null : ours / theirs,
    unit: given.unit,
    better: given.better,
    spread: given.ours.length > 1 ? [Math.min(...given.ours), Math.max(...given.ours)] : null,
    bar: given.bar ?? null,
    isGuarded: given.isGuarded ?? given.peer !== undefined,
  };
}

/** The value in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that the share `at` (0 to 1) of all values does not exceed; NaN of nothing. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (at !== 0.5 || sorted.length % 2 === 1) return sorted[Math.floor((sorted.length - 1) * at)] ?? Number.NaN;
  const middle = sorted.length / 2;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Whether a row meets its bar; true without one. */
export function meetsBar({ bar, better, ours, ratio }: Row): boolean {
  if (bar === null) return true;
  const value = bar.of === 'ours' ? ours : (ratio ?? Number.NaN);
  return better === 'higher' ? value >= bar.limit : value <= bar.limit;
}
