import type { Dictionary } from './dictionary.ts';
import type { Mended, Repair } from './repair.ts';
import { spellOut } from './sms.ts';
import { type Token, tokenise } from './tokenise.ts';
import { LINKING } from './words.ts';

/** A word ready to be understood, with the place it was typed at (several words may share one place: "jsuis"). */
export interface Word {
  /** Folded, spelt out and mended. */
  readonly text: string;
  /** As it was typed. */
  readonly raw: string;
  /** The same, folded. */
  readonly typed: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** True when a comma, a colon, a dash or a plus stands before it. */
  readonly paused: boolean;
  /** 1 when it was typed so; less when it was mended. */
  readonly score: number;
}

/** Reads typed text into words: folded, elisions apart, hurried spellings spelt out, misspellings mended. */
export type Normalise = (text: string) => Word[];

/** A verb and its pronoun typed without a hyphen: "atelle", "puisje", "passetil", "parlemoi". */
const GLUED_PRONOUN = /^(.*?[aeiouyrstxz])(?:t(?=il|elle|on))?(ils?|elles?|on|je|tu|moi|vous|nous|ce)$/;
const BEFORE_JE = new Set(['puis', 'suis', 'dois', 'peux', 'veux', 'vais', 'fais', 'ai']);
const GLUED_ELISION = /^(qu|[ldjcnsmt])(?=[aeiouyh]|ess$)(.{2,})$/;
/** "jveux", "jdois", "jcherche" */
const SPOKEN_JE = /^j([bcdfghklmnpqrstvz].{2,})$/;
/** Two words run together are told apart only when both are at least this long. */
const LEAST_HALF = 3;
/** Behind an elision two letters are a word only when they link (« don »); else a slip (« sor », « cel »). */
const LEAST_REST = 2;
/** A mended word this close is likelier than two words run together. */
const SURE = 0.85;
/** Nor is a shorter word told apart that may be mended (« kimper »). */
const LEAST_GLUED = 7;
/** A longer run of letters is no slip and no words run together: it is left as it is, for that work grows with its square. */
const LONGEST_WORD = 60;
/** From this rank on a word may be two that were run together ("estelle"). */
const RARE = 5000;

/** Makes the reader of one vocabulary. */
export function createNormalise(repair: Repair, dictionary: Dictionary): Normalise {
  const isWord = (word: string): boolean => repair.knows(word) || dictionary.has(word);

  function read(token: Token, next: string | undefined): Word[] {
    const { raw, folded, start, end, capital, paused } = token;
    const word = (text: string, score = 1): Word => ({ text, raw, typed: folded, start, end, capital, paused, score });
    const spelt = spellOut(token, next);
    if (spelt !== undefined && !(capital && repair.knows(folded))) return spelt.map((text) => word(text));
    if (repair.knows(folded) || folded.length > LONGEST_WORD) return [word(folded)];
    let tried: Mended | null | undefined;
    const mend = (): Mended | null => {
      if (tried === undefined) tried = repair.mend(folded);
      return tried;
    };
    const glued = GLUED_ELISION.exec(folded);
    const likelier = glued !== null && !isSureRest(glued[2] ?? '') && (mend()?.score ?? 0) > SURE;
    // « sen occupe », « lon »: a small word behind the elision, where the whole is rare
    const small = glued !== null && LINKING.has(glued[2] ?? '') && dictionary.rank(folded) > RARE;
    const whole = (glued?.[2]?.length ?? 0) > LEAST_REST || LINKING.has(glued?.[2] ?? '');
    if (glued !== null && (small || (whole && !likelier && !dictionary.has(folded) && isWord(glued[2] ?? '')))) {
      return [word(glued[1] ?? ''), word(glued[2] ?? '')];
    }
    const verb = GLUED_PRONOUN.exec(folded);
    const verbSure = verb !== null && isVerb(verb[1] ?? '') && (verb[2] !== 'je' || BEFORE_JE.has(verb[1] ?? ''));
    if (verbSure && dictionary.rank(folded) > RARE && (mend()?.score ?? 0) <= SURE) {
      return [word(verb[1] ?? ''), word(verb[2] ?? '')];
    }
    const spoken = SPOKEN_JE.exec(folded);
    if (spoken !== null && !dictionary.has(folded)) {
      const verb = spoken[1] ?? '';
      const right = isWord(verb) ? verb : (repair.mend(verb)?.word ?? null);
      if (right !== null) return [word('je'), word(right, right === verb ? 1 : 0.9)];
    }
    const mended = mend();
    if (dictionary.has(folded)) return [mended === null ? word(folded) : word(mended.word, mended.score)];
    const isLikelier = mended !== null && (mended.score > SURE || folded.length < LEAST_GLUED);
    const halves = isLikelier ? null : splitIn2(folded);
    if (halves !== null) return halves.map((text) => word(text, 0.9));
    if (mended !== null) return [word(mended.word, mended.score)];
    if (glued !== null) {
      const rest = repair.mend(glued[2] ?? '');
      if (rest !== null) return [word(glued[1] ?? ''), word(rest.word, rest.score)];
    }
    return [word(folded)];
  }

  /** Whether an elision may well stand before this: no three letters that are hardly a word (« nime » is no « n’ime »). */
  const isSureRest = (text: string): boolean =>
    repair.knows(text) && (text.length > LEAST_HALF || dictionary.rank(text) < RARE);

  const isVerb = (text: string): boolean => text === 'a' || (text.length > 1 && dictionary.rank(text) < 6000);

  function splitIn2(folded: string): [string, string] | null {
    for (let at = folded.length - LEAST_HALF; at >= LEAST_HALF; at--) {
      const left = folded.slice(0, at);
      const right = folded.slice(at);
      const strong = repair.knows(left)
        ? repair.knows(right) || dictionary.rank(right) < 3000
        : dictionary.rank(left) < 3000 && repair.knows(right);
      if (strong) return [left, right];
    }
    return null;
  }

  return (text) => tokenise(text).flatMap((token, at, all) => read(token, all[at + 1]?.folded));
}
