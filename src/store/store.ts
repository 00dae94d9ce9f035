/** The context of a conversation as it was last saved; version 0 and a null value for one never seen. */
export interface Saved {
  readonly version: number;
  readonly value: unknown;
}

/** One activity of a conversation's log. Numbers start at 1, grow by one and are never used twice. */
export interface Entry {
  readonly number: number;
  readonly activity: Readonly<Record<string, unknown>>;
}

/** What one turn leaves behind, saved as a whole or not at all. */
export interface Commit {
  readonly conversation: string;
  /** The version of the context that the turn was computed from. */
  readonly version: number;
  readonly context: unknown;
  /** The delivery that this turn answers, so that a repeated one is known; null when the channel names none. */
  readonly delivery: string | null;
  /** The number of the logged activity that this turn answers; null in conversations without a log. */
  readonly answered: number | null;
  /** Added to the log, in order; empty in conversations without a log. */
  readonly replies: readonly Readonly<Record<string, unknown>>[];
  /** What is still to be sent for the delivery, kept until `sent`; nothing without a delivery. */
  readonly outbox?: unknown;
}

/** What a turn left to be sent, by the delivery that it answers. */
export interface Unsent {
  readonly delivery: string;
  readonly outbox: unknown;
}

/** How often something happened in one week; nothing in it leads back to a person. */
export interface Tally {
  /** What is counted: `outcome`, `feedback`, `term`. */
  readonly kind: string;
  readonly name: string;
  /** ISO week, `2026-W48`. */
  readonly week: string;
  readonly count: number;
}

/**
 * `conflict`: another turn was saved since the context was read: read again. `repeated`: the delivery or the activity
 * is answered already, and nothing was saved.
 */
export type Committed = 'saved' | 'conflict' | 'repeated';

/** A member of a set that was met. */
export interface Meeting {
  readonly set: string;
  readonly member: string;
}

/** How often a key was counted in the current window, this time included, and the seconds until the next one. */
export interface Count {
  readonly count: number;
  readonly resetIn: number;
}

/**
 * All that outlives a turn, in one small port with several implementations (test/store/contract.ts holds what they
 * share). Conversations are keyed by opaque strings. Everything is forgotten after the age given when it was opened.
 * Every function rejects when the store cannot be reached.
 */
export interface Store {
  readContext(conversation: string): Promise<Saved>;
  commit(commit: Commit): Promise<Committed>;

  /** Takes a key once: true the first time, false from then on (a welcome, a delivery). */
  claim(key: string): Promise<boolean>;
  /** Gives a claimed key back, so that the delivery may be tried again. */
  release(key: string): Promise<void>;

  /**
   * What was committed to be sent at least so many milliseconds ago and is not `sent`: what a crash left. Each is given
   * to one caller, and again only as much later.
   */
  takeUnsent(olderThanMs: number): Promise<readonly Unsent[]>;
  /** Nothing of a delivery is left to be sent; true the first time. */
  sent(delivery: string): Promise<boolean>;

  /** Opens a conversation with a log and its first activities; false when it is open already. */
  open(conversation: string, first: Commit['replies']): Promise<boolean>;
  isOpen(conversation: string): Promise<boolean>;
  /**
   * Adds what a person sent; `key` is the client's own name for it, and the same key twice is one activity.
   * With `awaits` it stays unanswered until a commit answers it. Null when the conversation is not open.
   */
  append(
    conversation: string,
    activity: Entry['activity'],
    options: { readonly key: string | null; readonly awaits: boolean },
  ): Promise<{ readonly number: number; readonly isNew: boolean } | null>;
  /** The entries after a number, oldest first, at most `limit`; the log keeps only its latest part. */
  read(conversation: string, after: number, limit: number): Promise<readonly Entry[]>;
  /** Calls `wake` after each change of the log, by whatever process, until the returned function is called. */
  follow(conversation: string, wake: () => void): () => void;
  /** The oldest activity that awaits an answer. */
  nextUnanswered(conversation: string): Promise<Entry | null>;
  /** The conversations in which something awaits an answer: what a crash may have left. */
  unanswered(): Promise<readonly string[]>;
  /** Forgets a conversation, its log and its context at once. */
  forget(conversation: string): Promise<void>;

  /** Adds to the counts of a week. Counts are kept for half a year. */
  tally(counts: readonly Tally[]): Promise<void>;
  /** The counts of a kind in these weeks, in any order. */
  tallies(kind: string, weeks: readonly string[]): Promise<readonly Tally[]>;
  /** Forgets all counts of one name. */
  untally(kind: string, name: string): Promise<void>;
  /** Notes members of sets, for four weeks: for each, how many its set has then, and whether it is new. */
  meet(meetings: readonly Meeting[]): Promise<readonly { readonly count: number; readonly isNew: boolean }[]>;

  /** The secret of that name, drawn once and kept. */
  secret(name: string): Promise<string>;
  /** Counts a key in a fixed window of so many seconds; never written to disk. */
  count(key: string, windowSeconds: number): Promise<Count>;
  /** Leaves nothing on the disk of what has expired; done now and then by itself. */
  tidy(): Promise<void>;
  /** Resolves when the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long counts, and who was met, are kept. */
export const TALLY_WEEKS = 26;
export const MEET_MS = 28 * 24 * 60 * 60 * 1000;

/** How many activities the log of one conversation keeps. */
export const LONGEST_LOG = 400;
