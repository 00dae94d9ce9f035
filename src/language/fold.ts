const MARKS = /\p{M}/gu;
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
const NOT_WORD = /[^a-z0-9]+/g;
const FOLDED = /^[a-z0-9]+$/;

/** Folds French text to the one spelling that is indexed and searched: "L’Œuvre à Sète" → "l oeuvre a sete". */
export function fold(text: string): string {
  if (FOLDED.test(text)) return text;
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe') // no normal form splits these two ligatures
    .replaceAll('æ', 'ae')
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(MARKS, '')
    .replace(NOT_WORD, ' ')
    .trim();
}
