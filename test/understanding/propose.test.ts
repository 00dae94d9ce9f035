import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { frameToPath } from '../../src/frame.ts';

let assistant: Assistant;
beforeAll(() => {
  assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
});
const propose = (typed: string): readonly string[] => assistant.propose(typed).map(frameToPath);

describe('what is proposed while one types', () => {
  const first: readonly [typed: string, path: string, why: string][] = [
    ['bre', '/q/overview/territoire.region-bretagne', 'three letters begin a name'],
    ['BRETAGNE', '/q/overview/territoire.region-bretagne', 'capitals are the same letters'],
    ['bretange', '/q/overview/territoire.region-bretagne', 'two letters swapped'],
    ['normen', '/q/overview/territoire.region-normandie', 'unfinished and misspelt'],
    ['grand narb', '/q/overview/territoire.grand-narbonne', 'the second word is unfinished'],
    ['narbonne', '/q/overview/territoire.grand-narbonne', 'a word inside a name'],
    ['vieilisement', '/q/theme/theme.vieillissement', 'two slips in a theme'],
    ['économie circ', '/q/theme/theme.economie-circulaire', 'accents, and unfinished'],
    ['cress br', '/q/organisation/organisation.cress-bretagne', 'an acronym and the beginning of a region'],
    ['ptce', '/q/term/terme.terme-ptce', 'a word of the glossary'],
    ['qui contacter en bretange', '/q/contacts/territoire.region-bretagne', 'a whole question, as the bot reads it'],
  ];
  for (const [typed, path, why] of first) {
    it(`« ${typed} »: ${why}`, () => expect(propose(typed)[0]).toBe(path));
  }

  it('is every territory, in the order of the alphabet, when nothing is typed', () => {
    expect(propose(' ')).toHaveLength(27);
    expect(propose('')[0]).toBe('/q/overview/territoire.aix-marseille-provence');
  });

  it('is what a question names, when the question itself has no answer', () => {
    expect(propose('numerique normandie')).toContain('/q/overview/territoire.region-normandie');
  });

  it('is nothing for what is not the subject, or is no word', () => {
    for (const typed of ['zzzzqq', '🎉', '?!', 'recette de crêpes'])
      expect([typed, propose(typed)]).toEqual([typed, []]);
  });

  it('holds nothing twice, and only questions that get an answer', () => {
    const typed = [
      'a',
      'e',
      'cress',
      'territoire',
      'ess',
      'région',
      'l’insertion',
      'a'.repeat(5000),
      '__proto__',
      '(((',
    ];
    for (const text of typed) {
      const paths = propose(text);
      expect(new Set(paths).size).toBe(paths.length);
      for (const frame of assistant.propose(text)) expect(assistant.answer(frame, 'fr').outcome).toBe('answer');
    }
  });
});
