import { createHmac } from 'node:crypto';
import type { Store } from './store.ts';
import { nameWeek } from './week.ts';

/** What is kept of a hash: enough to tell words apart, too little to be sure of one. */
const HASH_BYTES = 12;

/** One message, as far as its words may be noted. */
export interface Noted {
  /** Single folded words that nothing explains. */
  readonly words: readonly string[];
  /** Names the conversation; it is only kept hashed together with each word. */
  readonly conversation: string;
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
  isTerm: (word: string) => Promise<boolean>;
  now: () => Date;
}): (noted: Noted) => Promise<void> {
  const hash = (...parts: readonly string[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest().subarray(0, HASH_BYTES).toString('base64url');
  return async ({ words, conversation }) => {
    for (const word of words) {
      const { count, isNew } = await store.meet(hash(word), hash(word, conversation));
      if (!isNew || count < least || !(await isTerm(word))) continue;
      // Those before the first time in clear are counted with it.
      await store.tally([{ kind: 'term', name: word, week: nameWeek(now()), count: count === least ? least : 1 }]);
    }
  };
}
