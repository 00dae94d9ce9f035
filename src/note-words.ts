import type { Turn } from './assistant.ts';
import { readTrace } from './bot/read-trace.ts';
import { createDictionary } from './language/dictionary.ts';
import { fold } from './language/fold.ts';
import { createTermFilter, listCandidates } from './language/unknown-terms.ts';
import { createTermNotes } from './store/note-terms.ts';
import type { Store } from './store/store.ts';

const WRITE_EVERY_MS = 30_000;

/** What was asked, and how it was read. */
export interface Heard {
  readonly text: string;
  readonly turn: Turn;
  readonly conversation: string;
}

/** Notes words as they are heard. */
export interface WordNotes {
  hear(heard: Heard): void;
  /** Writes what was heard, and writes no more by itself. */
  close(): Promise<void>;
}

/**
 * Notes the single words of questions that nothing explains, for `npm run inbox` (docs/exploitation.md says what is
 * kept and when), every half minute. `least` is in how many conversations a word must be met before it is kept in clear;
 * 0 notes nothing. `forgot` is told of a store that fails.
 */
export function createWordNotes({
  store,
  secret,
  least,
  forgot,
}: {
  store: Store;
  secret: string;
  least: number;
  forgot: (error: unknown) => void;
}): WordNotes {
  // Made when the first word is met often enough: most bots never need it.
  let isListed: ((word: string) => boolean) | undefined;
  const isTerm = (word: string): boolean => {
    isListed ??= createTermFilter(createDictionary());
    return isListed(word);
  };
  const notes = createTermNotes({ store, secret, least, isTerm, now: () => new Date() });
  const writing = setInterval(() => void notes.flush().catch(forgot), WRITE_EVERY_MS).unref();
  return {
    hear({ text, turn, conversation }) {
      if (least === 0 || turn.outcome === 'smalltalk') return;
      const { explained, unexplained } = readTrace(turn.trace);
      // Where there was an answer, the other words were only the way to ask for it.
      if (turn.outcome === 'answer' && unexplained.length === 0) return;
      const words = listCandidates(text, explained);
      const strange = new Set(unexplained.map(fold));
      notes.add({ words: turn.outcome === 'answer' ? words.filter((word) => strange.has(word)) : words, conversation });
    },
    async close() {
      clearInterval(writing);
      await notes.flush().catch(forgot);
    },
  };
}
