import type { Row } from './measure.ts';

/** How much worse a ratio may get before the guard speaks. */
export const WORSE = 1.5;

/** The ratios that a later run is compared with, by the id of their row. */
export type Baseline = Readonly<Record<string, number>>;

/** What to keep of a run. */
export function toBaseline(rows: readonly Row[]): Baseline {
  return Object.fromEntries(
    rows.flatMap(({ id, ratio, isGuarded }) =>
      isGuarded && ratio !== null && Number.isFinite(ratio) ? [[id, Number(ratio.toPrecision(4))]] : [],
    ),
  );
}

/** One line for each ratio that got 1.5 times worse than the baseline's; new rows are let pass. */
export function findWorse(rows: readonly Row[], baseline: Baseline): string[] {
  return rows.flatMap(({ id, ratio, better, isGuarded }) => {
    const before = baseline[id];
    if (before === undefined || ratio === null || !isGuarded) return [];
    const worse = better === 'higher' ? before / ratio : ratio / before;
    if (!(worse >= WORSE)) return [];
    return [`${id}: the ratio was ${before} and is ${ratio.toPrecision(3)}: ${worse.toFixed(2)} times worse`];
  });
}
