/**
 * How much each signal of `SIGNALS` counts for "this question is on the subject, and read right". Fitted on
 * test/understanding/tuning by `node bench/fit-gate.ts`; the judging half guards it (docs/comprehension.md).
 */
import weights from './gate-weights.json' with { type: 'json' };

/** The chance, 0 to 1, that a question with these signals is on the subject and read right. */
export function chanceOf(signals: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < signals.length; i++) sum += (signals[i] ?? 0) * (weights[i] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
