import type { Answer } from '../../src/answer.ts';
import type { Names } from '../../src/cards/wording.ts';
import { emptyFrame } from '../../src/frame.ts';
import type {
  Challenge,
  Fact,
  Label,
  Membership,
  Organisation,
  Person,
  Place,
  Source,
  Sources,
  Territory,
  Theme,
  ThemeTie,
  Work,
} from '../../src/records.ts';

/** Two dated sources and one without a date, for an invented territory: what a reader needs to judge a card. */
const press: Source = {
  id: 's1',
  title: 'Le Val labellisé',
  publisher: 'La Gazette',
  url: 'https://gazette.example/val',
  date: '2019-02-25',
};
const site: Source = {
  id: 's2',
  title: 'Le [nouveau] site',
  publisher: null,
  url: 'https://val.example/a(b)',
  date: null,
};
const PRESS: Sources = [press];
const BOTH: Sources = [press, site];

const fact = (id: string, text: string, sources: Sources = PRESS): Fact => ({ id, text, sources });

const cress: Organisation = {
  id: 'cress-val',
  name: 'Chambre régionale de l’économie sociale et solidaire du Val',
  shortName: 'CRESS Val',
  otherNames: [],
  kind: 'CRESS',
  city: 'Valbourg',
  website: { url: 'https://cress.example', checked: { on: '2026-11-01', by: 'La Gazette' } },
  description: fact('cress-val/description', 'Réunit les entreprises de l’ESS du Val.'),
  status: { is: 'active', fact: null, insteadOf: null },
  cressOf: '00',
  checkedOn: '2026-11-23',
  sources: PRESS,
};
const gone: Organisation = {
  ...cress,
  id: 'ancienne',
  name: 'Ancienne',
  shortName: null,
  kind: 'association',
  city: null,
  description: null,
  status: {
    is: 'dissolved',
    fact: fact('ancienne/status', 'Ancienne a été dissoute le 1er juin 2024.'),
    insteadOf: 'cress-val',
  },
  cressOf: null,
};
const quiet: Organisation = {
  ...gone,
  id: 'envol',
  name: 'Envol',
  status: cress.status,
  website: { url: 'https://envol.example', checked: null },
};

const membership = (organisation: string, kind: Membership['kind'], text: string): Membership => ({
  id: `val/membres/${organisation}`,
  text,
  sources: PRESS,
  territory: 'val',
  organisation,
  kind,
  note: kind === 'context' ? 'Appartenance au collectif non vérifiée.' : null,
});
const members = [
  membership('cress-val', 'lead', 'Coordination de la candidature.'),
  membership('ancienne', 'member', 'Membre du collectif.'),
  membership('envol', 'context', 'Incubateur local.'),
] as const;

const ageing: Challenge = {
  id: 'val/defis/1',
  title: 'Bien vieillir',
  text: 'Aider à vieillir chez soi.',
  sources: PRESS,
  official: false,
  themes: ['vieillissement'],
  words: ['santé', 'aide à domicile'],
};
const linked: Work = {
  id: 'val/projets/1',
  title: 'La Navette',
  text: 'Une navette partagée relie les villages.',
  sources: BOTH,
  link: 'label',
  linkNote: null,
  themes: ['mobilite'],
};
const context: Work = {
  ...linked,
  id: 'val/projets/2',
  title: null,
  text: 'Un café solidaire ouvre en 2017.',
  link: 'context',
  linkNote: 'Antérieur au label.',
};

const val: Territory = {
  id: 'val',
  name: 'Val d’Exemple',
  otherNames: [],
  wording: { the: 'le Val d’Exemple', in: 'dans le Val d’Exemple', of: 'du Val d’Exemple' },
  kind: 'territoire rural',
  legalForm: 'communauté de communes',
  region: { code: '00', name: 'Exemplie' },
  departements: [{ code: '000', name: 'Exemple-et-Loire' }],
  perimeter: { regions: [], departements: [], intercommunalites: ['000000000'], communes: [] },
  wave: 1,
  labelledOn: '2019-02-25',
  labelSources: PRESS,
  handedOver: { on: '2019-04-09', sources: BOTH },
  summary: fact('val/resume', 'Une vallée qui mise sur l’entraide.'),
  challenges: [ageing],
  actions: [context],
  projects: [linked, context],
  impacts: [fact('val/effets/1', 'Moins de voitures seules sur les routes.')],
  figures: [fact('val/chiffres/1', '12 villages desservis.')],
  members,
  people: [],
  gaps: [{ id: 'val/lacunes/1', text: 'Le budget n’a pas été trouvé.', about: 'challenges' }],
};
const bourg: Territory = {
  ...val,
  id: 'bourg',
  name: 'Bourg',
  wording: { the: 'Bourg', in: 'à Bourg', of: 'de Bourg' },
  kind: 'territoire urbain',
  wave: 2,
  labelledOn: '2019-12',
  challenges: [],
  projects: [],
  members: [],
  gaps: [],
};
const place: Place = {
  id: 'commune-00001',
  kind: 'commune',
  code: '00001',
  name: 'Hameau',
  wording: { the: 'Hameau', in: 'à Hameau', of: 'de Hameau' },
  region: '00',
  departement: '000',
  intercommunalite: '000000000',
  population: 100,
};
const theme: Theme = { id: 'vieillissement', label: 'Vieillissement', broader: null, synonyms: [], examples: [] };
const person: Person = {
  id: 'ada-durand',
  name: 'Ada Durand',
  otherNames: [],
  checkedOn: '2026-11-23',
  appearances: [
    {
      id: 'val/personnes/1',
      person: 'ada-durand',
      territory: 'val',
      function: 'Maire de Valbourg',
      asOf: '2019-03',
      position: 'Voit dans le label une récompense.',
      sources: PRESS,
    },
  ],
};
const label: Label = {
  name: 'Territoire French Impact',
  otherNames: [],
  summary: fact('label/resume', 'Un label de l’État.'),
  sections: [{ id: 'criteres', title: 'Critères', facts: [fact('label/criteres/1', 'La force du collectif.', BOTH)] }],
  timeline: [{ ...fact('label/dates/1', 'Première vague.'), date: '2019-02-25' }],
  gaps: [{ id: 'label/lacunes/1', text: 'La durée du label n’a pas été trouvée.', about: 'dates' }],
};
const tie: ThemeTie = { territory: 'val', theme: 'vieillissement', strength: 'challenge', item: ageing };
const contact = { organisation: cress, membership: members[0], instead: null };
const next = [{ ...emptyFrame('contacts'), territories: ['val'] }];

/** Finds the records of the sample, as a `Knowledge` would. */
export const sampleNames: Names = {
  territory: (id) => [val, bourg].find((one) => one.id === id),
  place: (id) => (id === place.id ? place : undefined),
  theme: (id) => (id === theme.id ? theme : undefined),
  organisation: (id) => [cress, gone, quiet].find((one) => one.id === id),
  person: (id) => (id === person.id ? person : undefined),
  term: () => undefined,
};

/** One answer of each kind, some in two states, all about an invented valley. */
export const SAMPLE: Readonly<Record<string, Answer>> = {
  overview: { kind: 'overview', territory: val, lead: cress, gaps: [], next },
  contacts: {
    kind: 'contacts',
    place: null,
    themes: [],
    groups: [
      {
        territory: val,
        contacts: [
          contact,
          { organisation: gone, membership: members[1], instead: cress },
          { organisation: quiet, membership: members[2], instead: null },
        ],
        gaps: [],
      },
    ],
    page: 0,
    pages: 1,
    next,
  },
  'contacts-of-a-place': {
    kind: 'contacts',
    place,
    themes: [],
    groups: [
      { territory: val, contacts: [contact], gaps: val.gaps },
      { territory: null, contacts: [{ ...contact, membership: null }], gaps: [] },
    ],
    page: 0,
    pages: 1,
    next,
  },
  challenges: {
    kind: 'challenges',
    territory: val,
    challenges: [ageing],
    actions: [],
    gaps: val.gaps,
    themes: [],
    next,
  },
  'challenges-unknown': {
    kind: 'challenges',
    territory: bourg,
    challenges: [],
    actions: [context],
    gaps: [],
    themes: [],
    next,
  },
  works: { kind: 'works', of: 'projects', territory: val, works: [linked, context], gaps: [], themes: [theme], next },
  impacts: { kind: 'impacts', territory: val, impacts: val.impacts, figures: val.figures, gaps: [], next },
  people: {
    kind: 'people',
    territory: val,
    organisation: null,
    people: person.appearances.map((appearance) => ({ person, appearance })),
    gaps: [],
    next,
  },
  person: {
    kind: 'person',
    person,
    appearances: person.appearances.map((appearance) => ({ territory: val, appearance })),
    next,
  },
  places: { kind: 'places', territory: val, basis: PRESS[0], places: [place], gaps: [], next },
  date: { kind: 'date', territories: [val], gaps: [], next },
  theme: {
    kind: 'theme',
    themes: [theme],
    targets: [],
    others: [{ territory: val, ties: [tie] }],
    mapped: [val],
    mentions: [{ territory: bourg, ties: [{ ...tie, strength: 'mention', item: bourg.summary }] }],
    wide: false,
    scope: { kinds: ['région'], places: [], territories: [] },
    silent: [],
    total: 1,
    page: 0,
    pages: 1,
    next,
  },
  'theme-silent': {
    kind: 'theme',
    themes: [theme],
    targets: [],
    others: [],
    mapped: [],
    mentions: [],
    wide: false,
    scope: { kinds: [], places: [], territories: [bourg] },
    silent: [bourg],
    total: 0,
    page: 0,
    pages: 1,
    next,
  },
  organisation: {
    kind: 'organisation',
    organisation: gone,
    memberships: [{ territory: val, membership: members[1] }],
    instead: cress,
    next,
  },
  term: {
    kind: 'term',
    term: {
      id: 'ess',
      term: 'ESS',
      expansion: 'Économie sociale et solidaire',
      synonyms: [],
      examples: [],
      definition: fact('ess', 'Une autre façon d’entreprendre.'),
    },
    next,
  },
  label: { kind: 'label', label, topic: 'criteres', section: label.sections[0] ?? null, gaps: [], next },
  'label-timeline': { kind: 'label', label, topic: 'timeline', section: null, gaps: label.gaps, next },
  list: {
    kind: 'list',
    territories: [val, bourg],
    mapped: [val, bourg],
    total: 12,
    groupBy: 'wave',
    scope: { places: [], kinds: [], waves: [1, 2], withoutThemes: [theme], withoutTerritories: [], withoutPlaces: [] },
    count: false,
    page: 0,
    pages: 2,
    dated: [],
    next,
  },
  'is-labelled-yes': {
    kind: 'is-labelled',
    place: null,
    named: val,
    within: [],
    inside: [],
    nearby: [],
    basis: PRESS,
    next,
  },
  'is-labelled-within': {
    kind: 'is-labelled',
    place,
    named: null,
    within: [val],
    inside: [],
    nearby: [],
    basis: PRESS,
    next,
  },
  'is-labelled-no': {
    kind: 'is-labelled',
    place,
    named: null,
    within: [],
    inside: [],
    nearby: [bourg],
    basis: PRESS,
    next,
  },
  compare: {
    kind: 'compare',
    territories: [val, bourg],
    themes: [],
    rows: [
      { of: 'challenges', cells: [[ageing], []] },
      { of: 'contacts', cells: [members, []] },
    ],
    next,
  },
  sources: {
    kind: 'sources',
    about: { ...emptyFrame('overview'), territories: ['val'] },
    sources: BOTH,
    total: 2,
    page: 0,
    pages: 1,
    next,
  },
  apply: {
    kind: 'apply',
    facts: label.sections[0]?.facts ?? [],
    last: fact('label/suites/1', 'L’association agit encore.'),
    gaps: label.gaps,
    turnTo: [cress],
    next,
  },
  which: { kind: 'which', for: 'contacts', missing: 'territory', choices: next, next: [] },
  clarify: {
    kind: 'clarify',
    about: 'vla',
    choices: [...next, { ...emptyFrame('challenges'), territories: ['val'] }],
    next: [],
  },
  nodata: {
    kind: 'nodata',
    missing: { id: 'telephone', label: 'les numéros de téléphone', instead: 'contacts' },
    word: null,
    subject: val,
    instead: next[0] ?? null,
    turnTo: [contact],
    next,
  },
  'nodata-word': { kind: 'nodata', missing: null, word: 'météo', subject: null, instead: null, turnTo: [], next },
  offtopic: { kind: 'offtopic', word: 'omelette', next },
  help: { kind: 'smalltalk', talk: 'help', territories: 27, next },
  welcome: { kind: 'welcome', territories: 27, next },
};
