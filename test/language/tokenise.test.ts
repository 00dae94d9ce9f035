import { expect, test } from 'vitest';
import { tokenise } from '../../src/language/tokenise.ts';

const words = (text: string): string[] => tokenise(text).map(({ folded }) => folded);

test('an elision is a word of its own, with either apostrophe', () => {
  expect(words("Qu’est-ce que l'Avise ?")).toEqual(['qu', 'est', 'ce', 'que', 'l', 'avise']);
});

test('an elided word says so', () => {
  expect(tokenise('C’est quoi').map(({ elided }) => elided)).toEqual([true, false, false]);
  expect(tokenise('c koi').some(({ elided }) => elided)).toBe(false);
});

test('a word that only looks elided stays whole', () => {
  expect(words('aujourd’hui')).toEqual(['aujourdhui']);
  expect(words('les prud’hommes')).toEqual(['les', 'prudhommes']);
});

test('each word tells where it was typed, in UTF-16 offsets', () => {
  const text = '👋 Contacts à Sète';
  expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Contacts', 'à', 'Sète']);
});

test('a capital says something unless the word comes first or all is in capitals', () => {
  expect(tokenise('Regain à Figeac').map(({ capital }) => capital)).toEqual([false, false, true]);
  expect(tokenise('LA NORMANDIE').some(({ capital }) => capital)).toBe(false);
});

test('a comma is remembered by the word after it', () => {
  expect(tokenise('les vieux, quelles régions').map(({ paused }) => paused)).toEqual([false, false, true, false]);
});
