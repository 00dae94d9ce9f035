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
    ['kimper qui contacter', { intent: 'contacts', places: ['commune-29232'] }],
    ['C’est quoi l’ESS ?', { intent: 'term', terms: ['terme-ess'] }],
    ['GRAP, c’est quoi ?', { intent: 'organisation', organisations: ['grap'] }],
    ['Quels territoires ruraux ?', { intent: 'list', kinds: ['territoire rural'] }],
    ['Le 39, labellisé ?', { intent: 'is-labelled', places: ['departement-39'] }],
    ['le teritoir des jo ses koi', { intent: 'overview', territories: ['territoire-olympique-2024'] }],
    ['stras les membres du collectif stp', { intent: 'contacts', territories: ['strasbourg-eurometropole'] }],
    ['quels projets dans la ville rose', { intent: 'projects', territories: ['toulouse-metropole'] }],
    // a commune by the first word of its name
    ['Cherbourg profite-t-elle du label ?', { intent: 'is-labelled', places: ['commune-50129'] }],
    ['le touquet est labellisé ?', { intent: 'is-labelled', places: ['commune-62826'] }],
    // « projets du territoire » and « troisième âge » are themes, « communes » belongs to names
    [
      'Projets du Territoire Lédonien',
      { intent: 'projects', territories: ['territoire-ledonien-cluster-jura'], themes: [] },
    ],
    ['Y aura-t-il une troisième vague ?', { intent: 'apply', themes: [] }],
    ['Communes du Pays de Grasse', { intent: 'places', territories: ['pays-de-grasse'] }],
    // two words, as into a search engine
    ['lauréats Bretagne', { intent: 'list', places: ['region-53'] }],
    ['les territoires d’Île-de-France', { intent: 'list', places: ['region-11'] }],
    ['territoires mobilité', { intent: 'theme', themes: ['mobilite'] }],
    ['département de Figeac', { intent: 'places', territories: ['figeac'] }],
    ['French Impact définition', { intent: 'label', topics: ['definition'] }],
    ['site web Lyon', { intent: 'contacts', territories: ['lyon-metropole'] }],
    ['j’habite à Quimper', { intent: 'is-labelled', places: ['commune-29232'] }],
    ['JO 2024', { intent: 'overview', territories: ['territoire-olympique-2024'] }],
    [
      'aide pour créer une association à Lyon',
      { intent: 'theme', territories: ['lyon-metropole'], themes: ['creation-accompagnement'] },
    ],
    // real French words that only sound like a territory
    [
      'lion ou grenoble lequel fait le plus',
      { intent: 'compare', territories: ['lyon-metropole', 'grenoble-alpes-metropole'] },
    ],
    ['le man contact ki', { intent: 'contacts', territories: ['le-mans-sarthe'] }],
    ['roi si pays de france ces dans quel département', { intent: 'places', territories: ['roissy-pays-de-france'] }],
    ['Quels sont les projets menés à Nantes ?', { intent: 'projects', territories: ['nantes-metropole'] }],
    // an everyday word of a theme on which that territory does nothing
    ['j’ai de la famille à Mayotte, racontez-moi ce que vous avez sur Mayotte', { intent: 'overview', themes: [] }],
    // who lacks something does not leave it out
    [
      'À Lyon, quelque chose est prévu pour ceux qui n’arrivent pas à se loger ?',
      { intent: 'theme', themes: ['logement'], without: { territories: [], themes: [], places: [] } },
    ],
    [
      'En région parisienne, je connais déjà Est Ensemble ; cite-moi le reste',
      { intent: 'list', places: ['region-11'] },
    ],
    // a word described without its name
    ['une boîte où ce sont les salariés qui votent, ça porte un nom ?', { intent: 'term', terms: ['terme-scop'] }],
    ['Région Sud : territoires labellisés French Impact', { intent: 'list', places: ['region-93'] }],
  ])('« %s »', (text, expected) => {
    const [{ reading }] = read(text).parts;
    expect(reading.outcome).toBe('answer');
    expect(reading.outcome === 'answer' ? reading.frame : null).toMatchObject(expected);
  });

  test.each([
    ['Les projets de ma métropole ?', 'projects'],
    ['mon departement il en a un ?', 'is-labelled'],
    ['qui contacté chez nous', 'contacts'],
    ['À qui dois-je m’adresser ?', 'contacts'],
    ['C’est dans quelle région ?', 'places'],
  ])('« %s » is asked back: it does not say where', (text, intent) => {
    const [{ reading }] = read(text).parts;
    const frame = reading.outcome === 'answer' ? reading.frame : null;
    expect(frame).toMatchObject({ intent, territories: [], places: [] });
    expect(outcomeOf(answerReading(reading, knowledge, EMPTY_CONTEXT)[0])).toBe('clarify');
  });

  test.each([
    'Fais-moi un topo sur Mayotte. Et comment on cuit des crêpes ?',
    'J’ai ma sœur à Roubaix, dites-moi qui contacter là-bas. Et c’est quoi la capitale du Pérou ?',
  ])('« %s »: what is about something else is refused beside the answer', (text) => {
    const outcomes = read(text).parts;
    expect(outcomes.map(({ reading }) => reading.outcome)).toEqual(['answer', 'offtopic']);
  });

  test('a half that only tells of who writes is no question', () => {
    const frames = converse(
      'Une recyclerie à Ligugé, ça existe ?',
      'J’ai ma sœur à Roubaix, dites-moi qui contacter là-bas',
    );
    expect(frames).toMatchObject([{ intent: 'contacts', territories: ['roubaix'] }]);
  });

  test('two that are answered, and one about something else', () => {
    const { parts } = read('Qui contacter à Roubaix ? Quels projets à Figeac ? Comment on cuit des crêpes ?');
    expect(parts.map(({ reading }) => reading.outcome)).toEqual(['answer', 'answer', 'offtopic']);
  });

  test('a name for two départements means both', () => {
    expect(converse('Qui travaille sur l’emploi en Alsace ?')[0]?.places).toEqual(['departement-67', 'departement-68']);
  });

  test('a word told without its name is no misspelling of it', () => {
    const [{ corrected }] = read('une boîte où les salariés votent, ça s’appelle comment ?').parts;
    expect(corrected).toEqual([]);
  });

  test('what an answer listed is taken off it', () => {
    const [frame] = converse('Qui travaille sur l’alimentation durable ?', 'enlève Toulouse de la liste');
    expect(frame).toMatchObject({ intent: 'theme', themes: ['alimentation-durable'] });
    expect(frame?.without.territories).toEqual(['toulouse-metropole']);
  });

  test('two questions in one message are two parts, in order', () => {
    const { parts } = read('quest ce que le label et qui la eu dans le 93');
    expect(parts.map(({ reading }) => (reading.outcome === 'answer' ? reading.frame.intent : reading.outcome))).toEqual(
      ['label', 'list'],
    );
  });
});

describe('several questions in one message', () => {
  test('kinds of fact told with commas alone', () => {
    const { parts } = read('défis, actions, projets de Figeac');
    expect(parts.map(({ reading }) => (reading.outcome === 'answer' ? reading.frame.intent : null))).toEqual([
      'challenges',
      'actions',
      'projects',
    ]);
  });

  test.each<[string, readonly string[]]>([
    ['toulous kan, kel defi, ki contacté', ['date', 'challenges', 'contacts']],
    ['roubaix date + impact atendu', ['date', 'impacts']],
    ['Défis, actions et projets de Nantes', ['challenges', 'actions', 'projects']],
    ['Les contacts et les projets de Figeac', ['contacts', 'projects']],
    ['Qui sont les membres à Strasbourg et quel est le budget de la métropole ?', ['contacts', 'nodata']],
    ['défis de la Bretagne et de la Normandie', ['challenges']],
  ])('« %s »', (text, expected) => {
    const asked = read(text).parts.map(({ reading }) =>
      reading.outcome === 'answer' ? reading.frame.intent : reading.outcome,
    );
    expect(asked).toEqual(expected);
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
    ['lyon mais pas les contact, les defi plutot', { intent: 'challenges', territories: ['lyon-metropole'] }],
    ['Citez les lauréats d’Auvergne-Rhône-Alpes en laissant Lyon de côté', { intent: 'list', territories: [] }],
  ])('« %s »', (text, expected) => {
    expect(converse(text)[0]).toMatchObject(expected);
  });

  test.each<[string, string]>([
    ['Qui contacter à côté de Lyon ?', 'lyon-metropole'],
    ['Je ne connais pas Figeac, présentez-le', 'figeac'],
    ['au moins en Bretagne qui contacter', 'region-bretagne'],
    ['vous n’avez pas les contacts de Lyon ?', 'lyon-metropole'],
    ['Sans être déclarée à Mayotte, qui contacter ?', 'mayotte'],
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
    ['Tu sais faire quoi ?', ['smalltalk']],
    ['mon copain et moi on est ensemble mais il me trompe', ['offtopic', 'nodata']],
    ['candidature TZCLD dossié a envoyé ou', ['offtopic', 'nodata']],
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
      'the other wave',
      ['Quels sont les territoires de la première vague ?', 'et ceux de la deuxième ?'],
      { intent: 'list', waves: [2] },
    ],
    [
      'fewer of the same: a region',
      ['Qui travaille sur le numérique ?', 'seulement en Bretagne'],
      { intent: 'theme', themes: ['numerique'], territories: ['region-bretagne'] },
    ],
    [
      'fewer of the same: a kind',
      ['qui travaille sur le vieillissement', 'seulemen les regions'],
      { intent: 'theme', themes: ['vieillissement'], kinds: ['région'] },
    ],
    [
      'all others',
      ['Est Ensemble et la jeunesse ?', 'et ds les otre teritoire'],
      { intent: 'theme', themes: ['jeunesse'], territories: [] },
    ],
    [
      'fewer of the same: a wave',
      ['Quels territoires ruraux ?', 'seulement en décembre 2019'],
      { intent: 'list', kinds: ['territoire rural'], waves: [2] },
    ],
    [
      'more of the same',
      ['quels partenaires à Strasbourg ?', 'qui d’autre ?'],
      { intent: 'contacts', territories: ['strasbourg-eurometropole'] },
    ],
    [
      'who does what was explained',
      ['C’est quoi un tiers-lieu ?', 'qui en a ?'],
      { intent: 'theme', themes: ['tiers-lieux'] },
    ],
    [
      'another kind of fact instead',
      ['Qui contacter à Valence-Romans ?', 'pas les contacts, les actions'],
      { intent: 'actions', territories: ['valence-romans'] },
    ],
    [
      'another theme instead',
      ['Quels territoires bossent sur le numérique ?', 'Zut, pas le numérique, la mobilité'],
      { intent: 'theme', themes: ['mobilite'] },
    ],
    [
      'an organisation of the answer',
      ['Interlocuteurs en Normandie', 'Et l’ADRESS que vous citez ?'],
      { intent: 'organisation', organisations: ['adress'] },
    ],
    [
      'the territory of a person',
      ['Qui est Dominique Olivier ?', 'et son territoire, tu m’en dis plus ?'],
      { intent: 'overview', territories: ['figeac'] },
    ],
    [
      'one and the other',
      ['Compare Lyon et Nantes', 'les défis de l’une'],
      { intent: 'challenges', territories: ['lyon-metropole'] },
    ],
    [
      'one of two replaced',
      ['Compare Nantes et Lyon', 'pas Lyon mais Marseille'],
      { intent: 'compare', territories: ['nantes-metropole', 'aix-marseille-provence'] },
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
