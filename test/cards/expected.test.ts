import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/answer.ts';
import { createCards } from '../../src/cards/index.ts';
import { emptyFrame } from '../../src/frame.ts';
import { createTranslator } from '../../src/translator.ts';
import { SAMPLE, sampleNames } from '../gallery/sample.ts';

const cards = createCards({
  translators: { fr: createTranslator('fr'), en: createTranslator('en') },
  names: sampleNames,
  publicUrl: null,
  mapAddress: ({ territories, region }) => `/media/carte.png?t=${territories.join(',')}&r=${region}`,
});

/** A question about the valley and ageing, misspelt and carried over from the one before. */
const CORRECTED: Part = {
  reading: {
    outcome: 'answer',
    frame: { ...emptyFrame('challenges'), territories: ['val'], themes: ['vieillissement'] },
  },
  confidence: 0.9,
  entities: [],
  corrected: [{ from: 'vieilissement*', to: 'vieillissement' }],
  unexplained: [],
  carried: ['territories'],
  reasons: [],
};

describe('each kind of answer is drawn as a reader judged it right', () => {
  it.each(Object.entries(SAMPLE))('%s', async (name, answer) => {
    const { card, text } = cards.draw(answer, null, 'fr', true);
    await expect(`${text}\n\n${JSON.stringify(card, null, 1)}\n`).toMatchFileSnapshot(`expected/${name}.txt`);
  });
});

describe('what was understood', () => {
  const answer = SAMPLE.challenges ?? SAMPLE.welcome;
  if (answer === undefined) throw new Error('the sample lost its challenges');

  it('is said in one line under the title when words were corrected or carried over', () => {
    const [title, line] = cards.draw(answer, CORRECTED, 'fr').text.split('\n');
    expect(title).toBe('Défis · Val d’Exemple');
    expect(line).toBe(
      'J’ai compris : défis · « vieillissement » · Val d’Exemple (« vieilissement » lu comme « vieillissement » ; repris de la question précédente)',
    );
  });

  it('is not said when the question was read as typed', () => {
    expect(cards.draw(answer, { ...CORRECTED, corrected: [], carried: [] }, 'fr').text).not.toContain('J’ai compris');
  });

  it('can be widened by a button for each part', () => {
    const { text } = cards.draw(answer, CORRECTED, 'fr');
    expect(text).toContain('• Sans le thème « vieillissement »');
    expect(text).toContain('• Partout, sans se limiter à Val d’Exemple');
  });

  it('is widened only to questions that have an answer', () => {
    const strict = createCards({
      translators: { fr: createTranslator('fr'), en: createTranslator('en') },
      names: sampleNames,
      publicUrl: null,
      isAnswered: (frame) => frame.themes.length > 0,
    });
    const { text } = strict.draw(answer, CORRECTED, 'fr');
    expect(text).not.toContain('Sans le thème');
    expect(text).toContain('Partout');
  });

  it('has no map where there is no address for it, but on a page of this server', () => {
    const places = SAMPLE.places ?? SAMPLE.welcome;
    const mapped = (onPage: boolean) => JSON.stringify(cards.draw(places ?? answer, null, 'fr', onPage).card);
    expect(mapped(false)).not.toContain('/media/');
    expect(mapped(true)).toContain('"url":"/media/carte.png?t=val&r=00"');
  });

  it('has a permanent link when the bot has a public address', () => {
    const linked = createCards({
      translators: { fr: createTranslator('fr'), en: createTranslator('en') },
      names: sampleNames,
      publicUrl: 'https://bot.example',
    });
    expect(JSON.stringify(linked.draw(answer, CORRECTED, 'fr').card)).toContain(
      'https://bot.example/q/challenges/territoire.val,theme.vieillissement',
    );
  });
});
