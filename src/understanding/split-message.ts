import type { Word } from '../language/normalise.ts';

const END_OF_SENTENCE = /[?!;\n…]|\.(?=\s|$)/u;
/** Longer sentences are taken as one question; nor are more places to cut looked at. */
const LONGEST_CUT = 60;
const MOST_CUTS = 6;

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

const FIRST_PERSON = new Set(['je', 'j', 'on', 'nous', 'mon', 'ma', 'mes', 'notre', 'nos', 'me', 'm', 'moi']);
const REQUEST =
  /^(?:qui|quel\w*|lesquel\w*|combien|quand|comment|pourquoi|quid|donne\w*|montre\w*|dis|dites|parle\w*|presente\w*|explique\w*|raconte\w*|liste\w*|cite\w*|compare\w*|resume\w*|cherch\w*|recherch\w*|voudr\w*|aimer\w*|veu\w*|souhait\w*|besoin|faut|faudrait|pouvez|savoir|connaitre|contact\w*)$/;

/** Whether a sentence only tells of who writes (« J’habite Pantin. »), and asks nothing. */
export function isTelling(text: string, words: readonly Word[]): boolean {
  return (
    !isAsked(text, words) &&
    words.some((word) => FIRST_PERSON.has(word.text)) &&
    !words.some((word) => REQUEST.test(word.text))
  );
}

/** « dites-moi », before what is asked. */
const LEADS_ON = /^(?:dis|dites|moi|donc|alors)$/;

/** Whether the first half of a sentence only tells of who writes: « j’ai ma sœur à Roubaix, dites-moi … ». */
export function tellsFirst(half: readonly Word[]): boolean {
  const told = half.slice(0, half.findLastIndex(({ text }) => !LEADS_ON.test(text)) + 1).map(({ text }) => text);
  return OF_SELF.test(told.join(' ')) && !told.some((text) => REQUEST.test(text));
}

const OF_SELF = /^(?:moi )?(?:j|je|nous) (?!peu[xt]|pourr|pouvons|dois|devr|devons)/;

/** Whether a sentence ends in a question mark. */
export function isAsked(text: string, words: readonly Word[]): boolean {
  return /^[^\p{L}\p{N}]*\?/u.test(text.slice(words.at(-1)?.end ?? 0));
}

/** Whether words begin as a question does: « quel temps fera-t-il ? » */
export function opensQuestion(words: readonly Word[]): boolean {
  return words.length > 2 && ASKING.has(words[0]?.text ?? '');
}

/** Two halves of a sentence, cut at a word that joins them, or only at a comma or before an interrogative. */
export interface Halves {
  readonly left: readonly Word[];
  readonly right: readonly Word[];
  readonly joined: boolean;
}

const JOINTS = new Set(['et', 'puis', 'ensuite', 'aussi', 'plus']);

/** The first few ways to cut a sentence in two. */
export function cutSentence(words: readonly Word[]): Halves[] {
  const cuts: Halves[] = [];
  if (words.length > LONGEST_CUT) return cuts;
  for (let at = 1; at < words.length && cuts.length < MOST_CUTS; at++) {
    const joined = JOINTS.has(words[at]?.text ?? '') && !isComparative(words, at);
    if (!joined && words[at]?.paused !== true && !isOpening(words, at)) continue;
    let end = at;
    while (end < words.length - 1 && JOINTS.has(words[end]?.text ?? '')) end++;
    cuts.push({ left: words.slice(0, at), right: words.slice(end), joined });
    at = end;
  }
  return cuts;
}

const ASKING = new Set(['qui', 'quel', 'quelle', 'quels', 'quelles', 'combien', 'quand', 'comment', 'pourquoi']);
/** What stands before an interrogative that opens no question of its own: "à qui", "sur quels territoires". */
const BEFORE_ASKING = new Set([
  'a',
  'de',
  'd',
  'sur',
  'pour',
  'par',
  'dans',
  'en',
  'vers',
  'avec',
  'chez',
  'est',
  'savoir',
  'et',
  'dire',
  'ceux',
  'celui',
  'celle',
  'celles',
  'ce',
]);

const DATED = /^(?:labell?is\w*|laureate?|obtenue?|eue?|label|distinguee?|retenue?|choisie?|signee?|lancee?)$/;

/** « les plus gros », « de plus »: no joint. */
function isComparative(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'plus' && /^(?:le|la|les|de|d|au|en|ne|n|des)$/.test(words[at - 1]?.text ?? '');
}

/** Whether a question may begin here though nothing was typed to say so: "… labellisées c’est quoi un DLA". */
function isOpening(words: readonly Word[], at: number): boolean {
  const text = words[at]?.text ?? '';
  // « Nantes labellisée quand ? »
  if (text === 'quand' && DATED.test(words[at - 1]?.text ?? '')) return false;
  if (text === 'c') return words[at + 1]?.text === 'est' && /^(?:quoi|qui|quand|ou)$/.test(words[at + 2]?.text ?? '');
  return ASKING.has(text) && !BEFORE_ASKING.has(words[at - 1]?.text ?? '');
}
