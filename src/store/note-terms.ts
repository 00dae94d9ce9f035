import { createHmac } from 'node:crypto';
import type { Store } from './store.ts';
import { nameWeek } from './week.ts';

/** What is kept of a hash: enough to tell words apart, too little to be sure of one. */
const HASH_BYTES = 12;
/** Between two writings; beyond that words are not noted: they come again. */
const MOST_WAITING = 5000;

/** One message, as far as its words may be noted. */
export interface Noted {
  /** Single folded words that nothing explains. */
  readonly words: readonly string[];
  /** Names the conversation; it is only kept hashed together with each word. */
  readonly conversation: string;
}

/** Notes words, some at a time. */
export interface TermNotes {
  /** Remembers the words of a message for the next writing; costs nothing. */
  add(noted: Noted): void;
  /** Writes what was remembered; rejects when the store fails, and what it had not written is lost. */
  flush(): Promise<void>;
}

/**
 * Notes what people asked for and did not get, without keeping what anyone wrote. Until a word was met in `least`
 * conversations the store holds only keyed hashes, of the word and of each conversation together with it: neither the
 * word nor which words one conversation held can be read from them. From then on it is counted in clear by week, if
 * `isTerm` lets it be shown.
 */
export function createTermNotes({
  store,
  secret,
  least,
  isTerm,
  now,
}: {
  store: Store;
  secret: string;
  least: number;
  isTerm: (word: string) => boolean;
  now: () => Date;
}): TermNotes {
  const hash = (...parts: readonly string[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest().subarray(0, HASH_BYTES).toString('base64url');
  let waiting = new Map<string, readonly [string, string]>();
  return {
    add({ words, conversation }) {
      for (const word of words) {
        if (waiting.size < MOST_WAITING) waiting.set(`${conversation} ${word}`, [word, conversation]);
      }
    },
    async flush() {
      const taken = [...waiting.values()];
      waiting = new Map();
      if (taken.length === 0) return;
      const met = await store.meet(taken.map(([word, who]) => ({ set: hash(word), member: hash(word, who) })));
      const week = nameWeek(now());
      const counts = taken.flatMap(([word], at) => {
        const { count, isNew } = met[at] ?? { count: 0, isNew: false };
        // Those before the first time in clear are counted with it.
        return isNew && count >= least && isTerm(word)
          ? [{ kind: 'term', name: word, week, count: count === least ? least : 1 }]
          : [];
      });
      if (counts.length > 0) await store.tally(counts);
    },
  };
}
