import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance } from '../../src/language/distance.ts';
import { buildSpellTable, createSpellIndex } from '../../src/language/spell-index.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'e', 'n', 'r', 's', 't'), minLength: 4, maxLength: 14 });

test('it finds every word that a comparison with all of them would find', () => {
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 60 }), letters, fc.nat(1), (words, typed, least) => {
      const slips = least + 1;
      const all = words.flatMap((word, index) => (distance(typed, word, slips) <= slips ? [index] : []));
      // a word so short that no slip is allowed in it is indexed by its own letters alone
      const reachable = all.filter((index) => slips === 1 || (words[index] ?? '').length > 7 || words[index] === typed);
      const found = createSpellIndex(buildSpellTable(words), (index) => words[index] ?? '').near(typed, slips);
      expect(found).toEqual(expect.arrayContaining(reachable));
      expect(all).toEqual(expect.arrayContaining(found));
    }),
  );
});
