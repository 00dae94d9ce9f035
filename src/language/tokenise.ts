import { fold } from './fold.ts';

/** A word as it was typed: its folded form and where it stood, in UTF-16 offsets. */
export interface Token {
  /** As it was typed. */
  readonly raw: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** True when its capital says something: not the first word, and not in a text all in capitals. */
  readonly capital: boolean;
  /** True when a comma, a colon, a dash or a plus stands before it. */
  readonly paused: boolean;
  /** True when it lost its vowel before the next word: the "c" of "c’est". */
  readonly elided: boolean;
}

/** Words, and letters with a dot behind each (« D.L.A. »). */
const WORD = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]+/gu;
const APOSTROPHE = /^['’‘ʼ´`′]/u;
const CAPITAL = /^\p{Lu}/u;
const SMALL = /\p{Ll}/u;
const PAUSE = /[,:+–—(]/u;
/** Words that lose their vowel before another: "l’", "qu’", "jusqu’" … */
const ELIDED = new Set(['l', 'd', 'j', 'c', 'n', 's', 'm', 't', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quelqu', 'presqu']);

/** Splits text into words, elisions apart: "Qu’est-ce que l’Avise ?" → qu · est · ce · que · l · avise. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const mixed = SMALL.test(text);
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const folded = fold(raw).replaceAll(/[ .]/g, '');
    if (folded === '') continue;
    const start = match.index;
    const end = start + raw.length;
    const last = tokens.at(-1);
    const paused = PAUSE.test(text.slice(last?.end ?? 0, start));
    // "aujourd’hui", "d’abord" typed with an apostrophe inside a word that is no elision: "prud’hommes"
    const joins = last !== undefined && last.end + 1 === start && APOSTROPHE.test(text.slice(last.end, start));
    if (joins && last !== undefined && !ELIDED.has(last.folded) && folded.length <= 7 && last.folded.length > 2) {
      tokens[tokens.length - 1] = { ...last, raw: text.slice(last.start, end), folded: last.folded + folded, end };
      continue;
    }
    if (joins && last !== undefined && ELIDED.has(last.folded)) tokens[tokens.length - 1] = { ...last, elided: true };
    const capital = mixed && tokens.length > 0 && CAPITAL.test(raw);
    tokens.push({ raw, folded, start, end, capital, paused, elided: false });
  }
  return tokens;
}
