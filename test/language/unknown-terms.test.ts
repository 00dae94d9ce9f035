import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../src/language/dictionary.ts';
import { createTermFilter, listCandidates } from '../../src/language/unknown-terms.ts';

describe('the words of a message that may be terms', () => {
  it('are single words of letters, folded, without what is explained or only links', () => {
    expect(listCandidates('Qui fait de l’agroforesterie et des éco-lieux en Bretagne ?', ['Bretagne'])).toEqual([
      'agroforesterie',
      'eco-lieux',
    ]);
  });

  const hidden: readonly (readonly [string, string])[] = [
    ['an address of mail', 'jeanne.dubreuil@exemple.fr'],
    ['a telephone number', '06 12 34 56 78 +33612345678'],
    ['an IBAN', 'FR7630006000011234567890189 FR76 3000 6000'],
    ['an address on the web', 'https://exemple.fr/jeanne www.exemple.fr'],
    ['a word with a digit', 'jeanne75 m4tricule'],
    ['an account', '@jeannedubreuil #jeannedubreuil'],
    ['a very long word', 'a'.repeat(25)],
    ['linking words', 'est-ce que vous avez pour nous'],
    ['words that only ask', 'Bonjour, je cherche, merci, je voudrais trouver'],
  ];
  for (const [what, text] of hidden) {
    it(`leave out ${what}`, () => {
      expect(listCandidates(text, []).filter((word) => word !== 'est-ce')).toEqual([]);
    });
  }

  it('are eight at most', () => {
    expect(listCandidates('cantine friperie potager cabane forge verger lavoir grange ferme', [])).toHaveLength(8);
  });
});

describe('the words that editors may see', () => {
  const isTerm = createTermFilter(createDictionary());

  it('are ordinary French words, and new ones made as French makes them', () => {
    const words = [
      'cantine',
      'recette',
      'potager',
      'forge',
      'ressourcerie',
      'methanisation',
      'bibliotheque',
      'tiers-lieux',
    ];
    expect(words.filter((word) => !isTerm(word))).toEqual([]);
  });

  it('are never names of people, even where they are words too', () => {
    const names = [
      'jeanne',
      'dubreuil',
      'dupont',
      'martin',
      'moulin',
      'kevin',
      'nathalie',
      'lemaitre',
      'jean-pierre',
      'fontaine',
    ];
    expect(names.filter(isTerm)).toEqual([]);
  });

  it('are nothing that is only letters', () => {
    const letters = ['azertyuiop', 'kerguelmadec', 'xqzt', 'dubreuilj', 'habinclu'];
    expect(letters.filter(isTerm)).toEqual([]);
  });
});
