import type { Locale } from '../answer.ts';

/** What the bot itself says when something fails beside the answer. */
export interface Sentences {
  /** Nothing could be answered. */
  readonly apology: string;
  /** The answer holds, but the next question must name everything again. */
  readonly forgetful: string;
  /** How to be heard in a group: by naming the bot. */
  mention(name: string): string;
}

/** These sentences in each language. */
export type SentencesByLocale = Readonly<Record<Locale, Sentences>>;
