/** Endings taken off, the longest first, and what is put back; what stays keeps at least the given letters. */
const ENDINGS: readonly (readonly [string, string, number])[] = [
  ['issements', '', 3],
  ['issement', '', 3],
  ['atrices', 'at', 3],
  ['ateurs', 'at', 3],
  ['ations', '', 3],
  ['atrice', 'at', 3],
  ['issent', '', 3],
  ['aient', '', 3],
  ['ateur', 'at', 3],
  ['ation', '', 3],
  ['ement', '', 4],
  ['euses', '', 3],
  ['ieres', 'i', 3],
  ['antes', '', 3],
  ['ives', '', 3],
  ['iere', 'i', 3],
  ['euse', '', 3],
  ['eurs', '', 4],
  ['ante', '', 4],
  ['ants', '', 4],
  ['erai', '', 4],
  ['iers', 'i', 3],
  ['eux', '', 4],
  ['aux', 'al', 2],
  ['eur', '', 4],
  ['ive', '', 3],
  ['ait', '', 4],
  ['ant', '', 4],
  ['ent', '', 4],
  ['ons', '', 4],
  ['ees', '', 3],
  ['ier', 'i', 3],
  ['ifs', '', 3],
  ['ez', '', 3],
  ['er', '', 3],
  ['ir', '', 3],
  ['if', '', 3],
  ['ee', '', 3],
  ['es', '', 3],
  ['is', '', 3],
  ['it', '', 4],
  ['e', '', 3],
  ['s', '', 3],
  ['x', '', 3],
  ['i', '', 4],
];

/** A light French stem of one folded word: "travaillent", "travailler", "travaille" → "travaill". */
export function stem(word: string): string {
  for (const [ending, instead, least] of ENDINGS) {
    if (word.length - ending.length >= least && word.endsWith(ending)) {
      const root = word.slice(0, word.length - ending.length);
      return undouble(root) + instead;
    }
  }
  return word;
}

function undouble(root: string): string {
  const last = root.at(-1);
  return root.length > 4 && last === root.at(-2) ? root.slice(0, -1) : root;
}
