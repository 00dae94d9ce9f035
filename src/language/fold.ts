const MARKS = /\p{M}/gu;
const NOT_WORD = /[^a-z0-9]+/g;

/** Folds French text to the one spelling that is indexed and searched: "L’Œuvre à Sète" → "l oeuvre a sete". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe') // NFD leaves ligatures whole
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(NOT_WORD, ' ')
    .trim();
}
