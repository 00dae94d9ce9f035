import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { emptyFrame, readFrame } from '../../src/frame.ts';
import { groupSuggestions } from '../../src/server/suggestions.ts';
import { createFindQuestions } from '../../web/find-questions.ts';
import { startBot } from './start-bot.ts';

/** Typed as it stands, this name is one of many labels; pressed, it is the organisation. */
const READ_OTHERWISE = /French Tech/;

const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
const parts = { source: assistant, emptyFrame };
const groups = groupSuggestions(parts, 'fr');
const questions = groups.flatMap((group) =>
  group.questions.map(([words, intent, more]) => ({ words, frame: readFrame({ intent, ...group.about, ...more }) })),
);
const find = createFindQuestions(groups);
const first = (typed: string, most = 1): readonly string[] =>
  find(typed, most).map(({ text }) => text.replaceAll('\u00a0', ' '));

let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

describe('every question that can be proposed', () => {
  it('is there for all territories, themes, organisations, people and terms', () => {
    const { territories, themes, organisations, people, terms } = assistant.knowledge;
    const main = [
      ...territories.map(({ id }) => ({ ...emptyFrame('overview'), territories: [id] })),
      ...themes.map(({ id }) => ({ ...emptyFrame('theme'), themes: [id] })),
      ...organisations.map(({ id }) => ({ ...emptyFrame('organisation'), organisations: [id] })),
      ...people.map(({ id }) => ({ ...emptyFrame('person'), people: [id] })),
      ...terms.map(({ id }) => ({ ...emptyFrame('term'), terms: [id] })),
    ].filter(assistant.isAnswered);
    const proposed = new Set(questions.map(({ words }) => words));
    expect(main.map((frame) => assistant.word(frame, 'fr')).filter((words) => !proposed.has(words))).toEqual([]);
  });

  it('gets facts for an answer when it is pressed, in both languages', () => {
    const pressed = (locale: 'fr' | 'en') =>
      groupSuggestions(parts, locale).flatMap(({ about, questions: own }) =>
        own.flatMap(([words, intent, more]) => {
          const frame = readFrame({ intent, ...about, ...more });
          const turn = assistant.turn({ text: words, frame, locale }, EMPTY_CONTEXT);
          return frame === null || turn.outcome !== 'answer' ? [words] : [];
        }),
      );
    expect(pressed('fr')).toEqual([]);
    expect(pressed('en')).toEqual([]);
  });

  it('is understood when its words are typed', () => {
    const lost = questions.filter(({ words }) => {
      return assistant.turn({ text: words, frame: null, locale: 'fr' }, EMPTY_CONTEXT).outcome !== 'answer';
    });
    expect(lost.map(({ words }) => words).filter((words) => !READ_OTHERWISE.test(words))).toEqual([]);
  });

  it('has words of its own', () => {
    expect(new Set(questions.map(({ words }) => words)).size).toBe(questions.length);
  });
});

describe('what is typed so far', () => {
  const situations: readonly [situation: string, typed: string, proposed: string][] = [
    ['two letters', 'br', 'Que sait-on de la Région Bretagne ?'],
    ['a name', 'bretagne', 'Que sait-on de la Région Bretagne ?'],
    ['two letters swapped', 'bretange', 'Que sait-on de la Région Bretagne ?'],
    ['a letter left out', 'narbone', 'Que sait-on du Grand Narbonne ?'],
    ['no accents', 'defis normandie', 'Quels défis en Normandie ?'],
    ['the beginning of a question', 'qui contacter en breta', 'Qui contacter en Bretagne ?'],
    ['other words for it', 'quels sont les contacts a toulouse', 'Qui contacter à Toulouse Métropole ?'],
    ['a theme with a typo', 'vieilisement', 'Qui travaille sur « vieillissement et silver économie » ?'],
    ['an everyday word for a theme', 'seniors', 'Qui travaille sur « vieillissement et silver économie » ?'],
    ['a short name', 'tag35', 'Qu’est-ce que « TAg35 » ?'],
    ['an acronym with a place', 'cress bretagne', 'Qu’est-ce que la CRESS Bretagne ?'],
    ['a whole question', 'Combien de territoires', 'Combien y a-t-il de territoires labellisés ?'],
  ];
  for (const [situation, typed, proposed] of situations) {
    it(`being ${situation} leads to the question meant: « ${typed} »`, () => {
      expect(first(typed)).toEqual([proposed]);
    });
  }

  it('being nothing leads to the questions everybody begins with', () => {
    expect(first('', 2)).toEqual(['Qu’est-ce que le label ?', 'Quels sont les territoires labellisés ?']);
  });

  it('being nothing of ours leads nowhere', () => {
    for (const typed of ['xyzzy', 'recette omelette', '!!!', '😀'])
      expect(first(typed === '!!!' || typed === '😀' ? `${typed}zz` : typed), typed).toEqual([]);
  });

  it('finds every territory, theme and organisation by its own name', () => {
    const { territories, themes, organisations } = assistant.knowledge;
    const named = [
      ...territories.map(({ id, name }) => ({ name, frame: { ...emptyFrame('overview'), territories: [id] } })),
      ...themes.map(({ id, label }) => ({ name: label, frame: { ...emptyFrame('theme'), themes: [id] } })),
      ...organisations.map(({ id, name }) => ({
        name,
        frame: { ...emptyFrame('organisation'), organisations: [id] },
      })),
    ].filter(({ frame }) => assistant.isAnswered(frame));
    const lost = named.filter(({ name, frame }) => {
      return !find(name, 6).some(({ text }) => text === assistant.word(frame, 'fr'));
    });
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('GET /suggestions', () => {
  it('is small, in the language asked for, and fetched again only when the data has changed', async () => {
    const response = await fetch(`${bot.url}/suggestions`, { headers: { 'accept-encoding': 'gzip' } });
    expect(Number(response.headers.get('content-length'))).toBeLessThan(40_000);
    const tag = response.headers.get('etag') ?? '';
    expect((await fetch(`${bot.url}/suggestions`, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const english = await (await fetch(`${bot.url}/suggestions?lang=en`)).json();
    expect(english.version).toBe(assistant.knowledge.version);
    expect(english.groups[0].questions[0][0]).toBe('What is the label?');
  });
});
