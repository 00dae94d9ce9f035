import { INTENTS, type Intent } from './answer.ts';

/** Why an answer was of no use, as far as one tap can say. */
export const FEEDBACK_REASONS = ['misread', 'incomplete', 'wrong', 'unclear'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What a reader thinks of one answer; nothing in it leads back to the reader or to the words of the question. */
export interface Feedback {
  readonly intent: Intent;
  readonly useful: boolean;
  /** Null at the first tap; only an answer of no use has one. */
  readonly reason: FeedbackReason | null;
}

/** A feedback as a button carries it. */
export interface CompactFeedback {
  readonly intent: Intent;
  readonly useful: boolean;
  readonly reason?: FeedbackReason;
}

/** The same without an absent reason; `readFeedback` gives it back whole. */
export function compactFeedback({ intent, useful, reason }: Feedback): CompactFeedback {
  return { intent, useful, ...(reason === null ? {} : { reason }) };
}

/** Reads a feedback that comes from outside; null for anything that is not exactly one. */
export function readFeedback(value: unknown): Feedback | null {
  if (!isRecord(value)) return null;
  const { intent: name, useful, reason: why = null, ...rest } = value;
  const intent = INTENTS.find((one) => one === name);
  const reason = FEEDBACK_REASONS.find((one) => one === why) ?? null;
  if (intent === undefined || typeof useful !== 'boolean' || Object.keys(rest).length > 0) return null;
  if (why !== null && (reason === null || useful)) return null;
  return { intent, useful, reason };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
