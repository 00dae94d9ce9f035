/*
 * How much each signal counts, fitted on test/understanding/tuning and on the examples of data/intents by
 * `node bench/fit-gate.ts --write`; the judging half guards it (docs/comprehension.md).
 */
import weights from './gate-weights.json' with { type: 'json' };

/** From this chance on the bot answers; below `ASK` it refuses; in between it asks which. */
export const ANSWER = 0.65;
export const ASK = 0.5;
/** From this chance on to be read right, a question on the subject is answered; below, the bot asks which. */
export const RIGHT = 0.3;
/** From this chance on a refused question is said to be on the subject. */
export const HELD = 0.5;

/** The chance, 0 to 1, that a question with these `SIGNALS` is on the subject. */
export function chanceOf(signals: readonly number[]): number {
  return logistic(signals, weights.subject);
}

/** The chance, 0 to 1, that a question on the subject with these `SIGNALS` is read right. */
export function chanceRight(signals: readonly number[]): number {
  return logistic(signals, weights.right);
}

/** The chance, 0 to 1, that a refused question with these `HELD_SIGNALS` is on the subject, but not held. */
export function chanceOnSubject(signals: readonly number[]): number {
  return logistic(signals, weights.held);
}

function logistic(signals: readonly number[], weighed: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < signals.length; at++) sum += (signals[at] ?? 0) * (weighed[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
