import type { Context, Drawn, Locale, Outcome, Question } from './answer.ts';

/** What one message gives: what to send, what to remember, what to trace. */
export interface Turn {
  /** What to send, in order: at most three cards, each with its words. */
  readonly drawn: readonly Drawn[];
  /** What to remember for the next turn. */
  readonly context: Context;
  /** The `value` of the trace activity (docs/interface.md). */
  readonly trace: Record<string, unknown>;
  readonly outcome: Outcome;
  readonly intent: string | null;
  readonly confidence: number;
  readonly locale: Locale;
}

/** The straight line of a message: understand, decide, draw. Pure and synchronous; no text makes it throw. */
export interface Assistant {
  turn(question: Question, context: Context): Turn;
  welcome(locale: Locale): Drawn;
}
