import { expect, test } from 'vitest';
import { unwrap } from '../../src/language/politeness.ts';

const core = (text: string): string => {
  const words = text.split(' ');
  const { from, to } = unwrap(words);
  return words.slice(from, to).join(' ');
};

test.each([
  ['bonjour je voudrais savoir qui contacter en bretagne s il vous plait merci', 'qui contacter en bretagne'],
  ['bonjour', 'bonjour'],
  ['merci beaucoup', 'merci beaucoup'],
  ['tu sais faire quoi', 'tu sais faire quoi'],
  ['tu sais qui contacter en bretagne', 'qui contacter en bretagne'],
  ['bof et les contacts', 'et les contacts'],
  ['qui contacter', 'qui contacter'],
  ['pouvez vous me dire quels sont les defis de roubaix bonne journee', 'quels sont les defis de roubaix'],
])('of « %s » what is asked is « %s »', (said, asked) => {
  expect(core(said)).toBe(asked);
});
