/** Which side of the subject a class of examples is on. */
export type Side = 'in' | 'smalltalk' | 'unheld' | 'offtopic';

/** "contacts", "label/criteres" → in; "unheld/aides" → unheld … */
export function sideOf(label: string): Side {
  const head = label.split('/', 1)[0];
  return head === 'smalltalk' || head === 'unheld' || head === 'offtopic' ? head : 'in';
}

/** « et à Lyon ? », « qui d’autre ? »: the last question asked again, of something else or of all others. */
export function isAgain(label: string): boolean {
  return label === 'again' || label === 'again/others';
}
