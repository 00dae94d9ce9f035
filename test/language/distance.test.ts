import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance } from '../../src/language/distance.ts';

test.each([
  ['bretange', 'bretagne', 1, 'two neighbours swapped are one slip'],
  ['normendie', 'normandie', 1, 'one letter for another'],
  ['narbone', 'narbonne', 1, 'one letter left out'],
  ['roubaixx', 'roubaix', 1, 'one letter twice'],
  ['kimper', 'quimper', 2, 'two'],
])('%s and %s are %i apart: %s', (a, b, slips) => {
  expect(distance(a, b, 3)).toBe(slips);
});

test('words further apart than asked count as one more than asked', () => {
  expect(distance('lyon', 'strasbourg', 2)).toBe(3);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12 });

test('it is the same both ways, and nought only for the same word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b, 20)).toBe(distance(b, a, 20));
      expect(distance(a, b, 20) === 0).toBe(a === b);
    }),
  );
});

test('a bound changes no distance within it', () => {
  fc.assert(
    fc.property(word, word, fc.nat(6), (a, b, most) => {
      expect(distance(a, b, most)).toBe(Math.min(distance(a, b, 30), most + 1));
    }),
  );
});
