import type { Word } from '../language/normalise.ts';

const END_OF_SENTENCE = /[?!;\n…]|\.(?=\s|$)/u;

/** Groups words by the sentences they were typed in; a text with no stop is one sentence. */
export function splitSentences(text: string, words: readonly Word[]): Word[][] {
  const sentences: Word[][] = [];
  let current: Word[] = [];
  let last = 0;
  for (const word of words) {
    if (current.length > 0 && END_OF_SENTENCE.test(text.slice(last, word.start))) {
      sentences.push(current);
      current = [];
    }
    current.push(word);
    last = word.end;
  }
  if (current.length > 0) sentences.push(current);
  return sentences;
}
