import { expect, test } from 'vitest';
import { stem } from '../../src/language/stem.ts';
import { wordFields } from '../../src/language/word-fields.ts';

const fieldsOf = wordFields();

test.each([
  ['omelette', 'nourriture'],
  ['vaches', 'agriculture'],
  ['imposable', 'impots-aides'],
])('« %s » belongs to the field %s', (word, field) => {
  expect(fieldsOf(stem(word))).toContain(field);
});

test.each(['le', 'chose', 'xyzzy'])('« %s » belongs to no field', (word) => {
  expect(fieldsOf(stem(word))).toEqual([]);
});
