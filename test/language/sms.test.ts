import { expect, test } from 'vitest';
import { spellOut } from '../../src/language/sms.ts';
import { tokenise } from '../../src/language/tokenise.ts';

/** The words that a text is spelt out to, those that are no hurried spellings as they are. */
const spelt = (text: string): string =>
  tokenise(text)
    .flatMap((token, at, all) => spellOut(token, all[at + 1]?.folded) ?? [token.folded])
    .join(' ');

test.each([
  ['ki contacter svp', 'qui contacter s il vous plait'],
  ['c koi', 'c est quoi'],
  ['c est quoi', 'c est quoi'],
  ['C’est quoi', 'c est quoi'],
  ['cé koi lé défi', 'c est quoi les defi'],
  ['ce qui est prévu', 'ce qui est prevu'],
  ['ses koi', 'c est quoi'],
  ['ses projets', 'ses projets'],
  ['sa sert a koi', 'ca sert a quoi'],
  ['sa priorité', 'sa priorite'],
  ['mdr merci', 'merci'],
  ['constructor', 'constructor'],
])('« %s » is « %s »', (typed, words) => {
  expect(spelt(typed)).toBe(words);
});
