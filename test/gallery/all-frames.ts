import { type Frame, INTENTS, type Intent, LABEL_TOPICS } from '../../src/answer.ts';
import { emptyFrame } from '../../src/frame.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { TERRITORY_KINDS, type Wave } from '../../src/records.ts';

const WAVES: readonly Wave[] = [1, 2];
const OF_TERRITORIES: readonly Intent[] = [
  'overview',
  'contacts',
  'challenges',
  'actions',
  'projects',
  'impacts',
  'people',
  'places',
  'date',
  'is-labelled',
  'sources',
  'apply',
];
/** Official codes of places of every kind: with a territory around them, inside them, and with none. */
const COMMUNES = ['35238', '59350', '59512', '13055', '75056', '2A004', '97105', '46102', '38185', '31555', '93048'];
const REGION_CODES = [
  '01',
  '02',
  '03',
  '04',
  '06',
  '11',
  '24',
  '27',
  '28',
  '32',
  '44',
  '52',
  '53',
  '75',
  '76',
  '84',
  '93',
  '94',
];

/** Questions of every kind about every record of the dataset, alone and in pairs: what the data allows one to ask. */
export function allFrames(knowledge: Knowledge): readonly Frame[] {
  const frame = (intent: Intent, parts: Partial<Frame> = {}): Frame => ({ ...emptyFrame(intent), ...parts });
  const territories = knowledge.territories.map((one) => one.id);
  const themes = knowledge.themes.map((one) => one.id);
  const places = [
    ...REGION_CODES.map((code) => `region-${code}`),
    ...knowledge.territories.flatMap((one) => one.departements.map((departement) => `departement-${departement.code}`)),
    ...COMMUNES.map((code) => `commune-${code}`),
  ].filter((id, index, all) => knowledge.place(id) !== undefined && all.indexOf(id) === index);
  return [
    ...INTENTS.map((intent) => frame(intent)),
    ...OF_TERRITORIES.flatMap((intent) => [
      ...territories.map((id) => frame(intent, { territories: [id] })),
      ...places.map((id) => frame(intent, { places: [id] })),
      ...TERRITORY_KINDS.map((kind) => frame(intent, { kinds: [kind] })),
      ...WAVES.map((wave) => frame(intent, { waves: [wave] })),
      frame(intent, { territories: territories.slice(0, 5) }),
    ]),
    ...themes.flatMap((id) => [
      frame('theme', { themes: [id] }),
      frame('theme', { themes: [id], wide: true }),
      frame('theme', { themes: [id], kinds: ['région'] }),
      frame('theme', { themes: [id], kinds: ['territoire rural', 'outre-mer'] }),
      frame('theme', { themes: [id], waves: [2] }),
      ...(id === 'numerique' ? [] : [frame('theme', { themes: [id, 'numerique'] })]),
      frame('theme', { without: { territories: [], themes: [id], places: [] } }),
      frame('contacts', { themes: [id] }),
      frame('sources', { themes: [id] }),
      frame('compare', { themes: [id], territories: ['region-bretagne', 'region-normandie'] }),
      ...places
        .filter((place) => place.startsWith('region'))
        .flatMap((place) => [
          frame('theme', { themes: [id], places: [place] }),
          frame('contacts', { themes: [id], places: [place] }),
        ]),
      ...territories.flatMap((territory) => [
        frame('theme', { themes: [id], territories: [territory] }),
        frame('theme', { themes: [id], territories: [territory], wide: true }),
        frame('challenges', { themes: [id], territories: [territory] }),
        frame('projects', { themes: [id], territories: [territory] }),
      ]),
    ]),
    ...places.map((id) => frame('list', { places: [id] })),
    ...TERRITORY_KINDS.map((kind) => frame('list', { kinds: [kind] })),
    ...WAVES.map((wave) => frame('list', { waves: [wave] })),
    frame('list', { kinds: TERRITORY_KINDS }),
    frame('list', { waves: WAVES }),
    frame('list', { count: true }),
    frame('list', { without: { territories: ['roubaix'], themes: [], places: ['region-76'] } }),
    ...territories.map((id, index) => frame('compare', { territories: [id, territories[index - 1] ?? 'roubaix'] })),
    ...territories
      .slice(0, -3)
      .map((_, index) => frame('compare', { territories: territories.slice(index, index + 4) })),
    ...knowledge.organisations.flatMap((one) => [
      frame('organisation', { organisations: [one.id] }),
      frame('contacts', { organisations: [one.id] }),
      frame('people', { organisations: [one.id] }),
      frame('sources', { organisations: [one.id] }),
    ]),
    ...knowledge.people.flatMap((one) => [
      frame('person', { people: [one.id] }),
      frame('sources', { people: [one.id] }),
    ]),
    ...knowledge.terms.map((one) => frame('term', { terms: [one.id] })),
    ...LABEL_TOPICS.map((topic) => frame('label', { topics: [topic] })),
    ...places.map((id) => frame('apply', { places: [id] })),
  ];
}
