import type { Turn } from './assistant.ts';
import { readTrace } from './bot/read-trace.ts';
import { createDictionary } from './language/dictionary.ts';
import { fold } from './language/fold.ts';
import { createTermFilter, listCandidates } from './language/unknown-terms.ts';
import { createTermNotes } from './store/note-terms.ts';
import type { Store } from './store/store.ts';

/** What was asked, and how it was read. */
export interface Heard {
  readonly text: string;
  readonly turn: Turn;
  readonly conversation: string;
}

/**
 * Notes the single words of questions that nothing explains, for `npm run inbox` (docs/interface.md says what is
 * kept and when). `least` is in how many conversations a word must be met before it is kept in clear; 0 notes nothing.
 */
export function createWordNotes({
  store,
  secret,
  least,
}: {
  store: Store;
  secret: string;
  least: number;
}): (heard: Heard) => Promise<void> {
  // Made when the first word is met often enough: most bots never need it.
  let isListed: ((word: string) => boolean) | undefined;
  const isTerm = async (word: string): Promise<boolean> => {
    isListed ??= createTermFilter(createDictionary());
    return isListed(word);
  };
  const note = createTermNotes({ store, secret, least, isTerm, now: () => new Date() });
  return async ({ text, turn, conversation }) => {
    if (least === 0 || turn.outcome === 'smalltalk') return;
    const { explained, unexplained } = readTrace(turn.trace);
    const words = listCandidates(text, explained);
    const strange = new Set(unexplained.map(fold));
    // Where there was an answer, the other words were only the way to ask for it.
    await note({ words: turn.outcome === 'answer' ? words.filter((word) => strange.has(word)) : words, conversation });
  };
}
