import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerReading, outcomeOf } from '../../dialogs/index.ts';
import { type Context, EMPTY_CONTEXT, type Frame, type Outcome, type Understanding } from '../../src/answer.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const MAX_TEXT = 2000;
const knowledge = createKnowledge('data', { cacheDir: 'var/cache' });
const understand = createUnderstand(knowledge, MAX_TEXT, 'var/cache');

/** The kinds of territory that are neither urban nor rural. */
const NEITHER = ['région', 'département', 'outre-mer', 'territoire olympique'] as const;

const read = (text: string, context: Context = EMPTY_CONTEXT): Understanding =>
  understand({ text, frame: null, locale: 'fr' }, context);
const outcomeOfFirst = (text: string): Outcome => read(text).parts[0].reading.outcome;

/** Asks turn after turn and gives the frames of the last one. */
function converse(...turns: string[]): Frame[] {
  let context = EMPTY_CONTEXT;
  let frames: Frame[] = [];
  for (const text of turns) {
    frames = read(text, context).parts.flatMap(({ reading }) => (reading.outcome === 'answer' ? [reading.frame] : []));
    context = { ...context, last: [...context.last, ...frames].slice(-3) };
  }
  return frames;
}

describe('French as people type it', () => {
  test.each<[string, Partial<Frame>]>([
    ['Qui contacter en Bretagne ?', { intent: 'contacts', territories: ['region-bretagne'] }],
    ['ki contacter en bretange svp', { intent: 'contacts', territories: ['region-bretagne'] }],
    ['LA NORMANDIE CONTACTS', { intent: 'contacts', territories: ['region-normandie'] }],
    ['les vieux, quelles régions s’en occupent ?', { intent: 'theme', themes: ['vieillissement'], kinds: ['région'] }],
    ['jsuis boulanger bio vers bordeaux, qui peut maider', { intent: 'contacts', places: ['commune-33063'] }],
    ['Quelles régions travaillent sur le vieillissement ?', { intent: 'theme', themes: ['vieillissement'] }],
    ['qui contacter ailleurs qu’en Bretagne pour la mobilité', { intent: 'theme', themes: ['mobilite'] }],
    ['tous les territoires sauf la Bretagne', { intent: 'list' }],
    ['c koi un ptce', { intent: 'term', terms: ['terme-ptce'] }],
    ['est-ce que Rennes a le label ?', { intent: 'is-labelled', places: ['commune-35238'] }],
    ['Nîmes est-elle labellisée ?', { intent: 'is-labelled', places: ['commune-30189'] }],
    ['nime contact', { intent: 'contacts', places: ['commune-30189'] }],
    ['bordo c labelisé?', { intent: 'is-labelled', places: ['commune-33063'] }],
    ['achats responsables', { intent: 'theme', themes: ['achats-responsables'] }],
  ])('« %s »', (text, expected) => {
    const [{ reading }] = read(text).parts;
    expect(reading.outcome).toBe('answer');
    expect(reading.outcome === 'answer' ? reading.frame : null).toMatchObject(expected);
  });

  test('two questions in one message are two parts, in order', () => {
    const { parts } = read('quest ce que le label et qui la eu dans le 93');
    expect(parts.map(({ reading }) => (reading.outcome === 'answer' ? reading.frame.intent : reading.outcome))).toEqual(
      ['label', 'list'],
    );
  });
});

describe('what a question leaves out', () => {
  test.each<[string, Partial<Frame>]>([
    [
      'qui travaille sur le numérique, à part Nantes et Lyon',
      {
        themes: ['numerique'],
        territories: [],
        without: { territories: ['nantes-metropole', 'lyon-metropole'], themes: [], places: [] },
      },
    ],
    ['Roubaix à part, qui fait du réemploi ?', { intent: 'theme', themes: ['reemploi'], territories: [] }],
    ['Quels lauréats ne sont pas en Auvergne-Rhône-Alpes ?', { intent: 'list', places: [] }],
    ['Strasbourg et non Lyon : quels défis ?', { intent: 'challenges', territories: ['strasbourg-eurometropole'] }],
    ['Grand Chambéry plutôt qu’InnoVales, présentez', { intent: 'overview', territories: ['grand-chambery'] }],
    ['les territoires qui ne sont ni urbains ni ruraux', { intent: 'list', kinds: NEITHER }],
    ['hormis la Bretagne, quelles régions', { intent: 'list', kinds: ['région'], territories: [] }],
  ])('« %s »', (text, expected) => {
    expect(converse(text)[0]).toMatchObject(expected);
  });

  test.each<[string, string]>([
    ['Qui contacter à côté de Lyon ?', 'lyon-metropole'],
    ['Je ne connais pas Figeac, présentez-le', 'figeac'],
    ['au moins en Bretagne qui contacter', 'region-bretagne'],
  ])('« %s » leaves nothing out', (text, territory) => {
    expect(converse(text)[0]?.territories).toEqual([territory]);
  });
});

describe('what is not known is refused', () => {
  test.each<[string, readonly Outcome[]]>([
    ['recette de crêpe bretonne', ['offtopic']],
    ['population de la Bretagne', ['nodata']],
    ['météo à Grasse', ['offtopic', 'nodata']],
    ['TVA d’une SCIC', ['offtopic', 'nodata']],
    ['la French Tech c’est quoi', ['offtopic', 'nodata']],
    ['azertyuiop qsdfghjklm', ['offtopic']],
    ['%%%&&&@@@###', ['offtopic']],
    ['🙂', ['smalltalk']],
    ['???', ['smalltalk']],
    ['How do I extend my student visa in France?', ['offtopic']],
    ['Which territories work on health?', ['smalltalk']],
  ])('« %s »', (text, outcomes) => {
    expect(outcomes).toContain(outcomeOfFirst(text));
  });

  test('« adresse de la CRESS » is never the agency ADRESS, nor the Pays de Grasse', () => {
    const frames = converse('adresse de la CRESS Bretagne');
    expect(frames.flatMap(({ organisations, territories }) => [...organisations, ...territories])).not.toContain(
      'adress',
    );
    expect(frames.flatMap(({ territories }) => territories)).not.toContain('pays-de-grasse');
  });
});

describe('a follow-up takes what it lacks from the turn before, and nothing else', () => {
  test.each<[string, string[], Partial<Frame>]>([
    [
      'the same question of another place',
      ['Qui contacter en Bretagne ?', 'et en Normandie ?'],
      { intent: 'contacts', territories: ['region-normandie'] },
    ],
    [
      'another question of the same place',
      ['Parle-moi de Figeac', 'et leurs projets ?'],
      { intent: 'projects', territories: ['figeac'] },
    ],
    [
      'a correction',
      ['Qui contacter en Bretagne ?', 'non, la Normandie'],
      { intent: 'contacts', territories: ['region-normandie'] },
    ],
    [
      'the theme goes with the question',
      ['Que fait Lyon sur les déchets ?', 'et à Toulouse ?'],
      { themes: ['dechets'], territories: ['toulouse-metropole'] },
    ],
    [
      'the second of two',
      ['Compare Lyon et Toulouse', 'les défis de la seconde'],
      { intent: 'challenges', territories: ['toulouse-metropole'] },
    ],
    [
      'the same question of another, in words of its own',
      ['Quels projets à Roubaix ?', 'Poitiers maintenant'],
      { intent: 'projects', territories: ['grand-poitiers'] },
    ],
    [
      'the same theme everywhere else',
      ['Que fait Lyon sur les déchets ?', 'Qui d’autre s’y est mis ?'],
      { intent: 'theme', themes: ['dechets'], territories: [] },
    ],
    [
      'a new subject leaves the old one',
      ['Qui contacter en Bretagne ?', 'C’est quoi un PTCE ?'],
      { intent: 'term', territories: [] },
    ],
  ])('%s', (_, turns, expected) => {
    expect(converse(...turns)[0]).toMatchObject(expected);
  });
});

describe('whatever is typed', () => {
  const nasty = [
    '',
    ' ',
    '?',
    '👍',
    '😀😀😀',
    '__proto__',
    'constructor',
    '{{name}}',
    '$t(help.title)',
    '<script>alert(1)</script>',
    '(a+)+$',
    '\u202Eengatérb',
    'B\u200br\u200be\u200bt\u200bagne',
    '\uD800',
    'a'.repeat(10000),
    'et '.repeat(900),
    'qui contacter et '.repeat(120),
    ', '.repeat(1500),
    'Ｂｒｅｔａｇｎｅ',
    'Вretagne',
    'مرحبا',
    'DROP TABLE territoires;',
  ];

  test.each(nasty)('%j gets an answer of a known kind', (text) => {
    for (const { reading } of read(text).parts)
      expect(outcomeOf(answerReading(reading, knowledge, EMPTY_CONTEXT)[0])).toBeTypeOf('string');
  });

  test('any text gives one to three parts, and entities that lie within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { parts } = read(text);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.length).toBeLessThanOrEqual(3);
        for (const { start, end } of parts.flatMap(({ entities }) => entities)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('all names at once, ten times over, are read without harm', () => {
    const all = knowledge.territories.map(({ name }) => name).join(' et ');
    expect(read(all.repeat(10)).parts.length).toBeGreaterThan(0);
  });

  test('what lies beyond the limit is not read, and that is said', () => {
    const understanding = read(`${'bla '.repeat(MAX_TEXT)} Qui contacter en Bretagne ?`);
    expect(understanding.truncated).toBe(true);
    expect(understanding.parts.flatMap(({ entities }) => entities)).toEqual([]);
  });

  test('the same question is understood the same way every time', () => {
    const again = createUnderstand(knowledge, MAX_TEXT);
    for (const text of ['ki contacter en bretange svp', 'les défis de Lyon et les contacts de Grenoble']) {
      expect(again({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT)).toEqual(read(text));
    }
  }, 120_000);
});
