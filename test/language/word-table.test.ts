import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildWordTable, createWordFinder } from '../../src/language/word-table.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', '1'), maxLength: 6 });

test('a word has the number that it would have in a set', () => {
  fc.assert(
    fc.property(fc.array(word), word, (words, other) => {
      const order = [...new Set(words)];
      const find = createWordFinder(buildWordTable(words));
      expect(words.map(find)).toEqual(words.map((one) => order.indexOf(one)));
      expect(find(other)).toBe(order.indexOf(other));
    }),
  );
});
