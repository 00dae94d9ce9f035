import { expect, test } from 'vitest';
import { fold } from '../../src/language/fold.ts';

test.each([
  ['L’Œuvre à Sète', 'l oeuvre a sete'],
  ['Île-de-France', 'ile de france'],
  ['ÇA ALORS !', 'ca alors'],
  ['Clus’Ter Jura', 'clus ter jura'],
  ['ﬁlière', 'filiere'],
  ['Bre\u00adtagne', 'bretagne'],
  ['Bre\u200btagne', 'bretagne'],
  ['  ', ''],
  ['👍', ''],
])('« %s » is folded to « %s »', (typed, folded) => {
  expect(fold(typed)).toBe(folded);
});
