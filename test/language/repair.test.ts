import { expect, test } from 'vitest';
import { createDictionary } from '../../src/language/dictionary.ts';
import { buildVocabulary, createRepair } from '../../src/language/repair.ts';

const repair = createRepair(
  buildVocabulary([
    'contacter',
    'contact',
    'bretagne',
    'normandie',
    'roubaix',
    'montreuillois',
    'adress',
    'avise',
    'territoire',
    'bord',
    'bordeaux',
  ]),
  createDictionary(),
);

test.each([
  ['bretange', 'bretagne', 'swapped letters'],
  ['normendie', 'normandie', 'spelt as it sounds'],
  ['roubay', 'roubaix', 'a silent letter left out'],
  ['teritoir', 'territoire', 'two letters left out, same sound'],
  ['contacer', 'contacter', 'a letter left out'],
  ['bordo', 'bordeaux', 'far in letters, the same by ear'],
])('%s is mended to %s: %s', (typed, mended) => {
  expect(repair.mend(typed)?.word).toBe(mended);
});

test.each(['adresse', 'avis', 'bonjour', 'population'])('« %s » is French and never becomes a name', (word) => {
  expect(repair.mend(word)).toBeNull();
});

test.each(['abc', '2024', 'qwxzvv'])('« %s » stays what it is', (word) => {
  expect(repair.mend(word)).toBeNull();
});
