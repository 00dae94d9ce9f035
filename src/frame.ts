import { type Frame, INTENTS, type Intent, LABEL_TOPICS, type LabelTopic } from './answer.ts';
import { TERRITORY_KINDS, type TerritoryKind, type Wave } from './records.ts';

/** The largest number of ids that one list of an untrusted frame may hold. */
const MOST_IDS = 8;
/** Lower case but for the codes of Corsica: « commune-2A004 ». */
const ID = /^[a-z0-9AB]+(?:-[a-z0-9AB]+)*$/;
const LONGEST_ID = 100;
const LAST_PAGE = 99;
const WAVES: readonly Wave[] = [1, 2];
const NOTHING = '-';

/** How each list of ids is called in a permanent link; the order is that of the link. */
const ID_LISTS = {
  territories: 'territoire',
  places: 'lieu',
  themes: 'theme',
  organisations: 'organisation',
  people: 'personne',
  terms: 'terme',
} as const;
const WITHOUT_LISTS = { territories: 'sauf-territoire', themes: 'sauf-theme', places: 'sauf-lieu' } as const;
const KIND_NAMES: Readonly<Record<TerritoryKind, string>> = {
  région: 'region',
  département: 'departement',
  'territoire urbain': 'urbain',
  'territoire rural': 'rural',
  'outre-mer': 'outre-mer',
  'territoire olympique': 'olympique',
};

/** A frame as a button carries it: the intent and only the parts that say something. */
export type CompactFrame = { readonly intent: Intent } & Partial<Omit<Frame, 'intent' | 'without'>> & {
    readonly without?: Partial<Frame['without']>;
  };

const NONE: readonly never[] = [];
const WITHOUT_NONE: Frame['without'] = { territories: NONE, themes: NONE, places: NONE };

/** The question of one kind that names nothing. */
export function emptyFrame(intent: Intent): Frame {
  return {
    intent,
    territories: NONE,
    places: NONE,
    themes: NONE,
    organisations: NONE,
    people: NONE,
    terms: NONE,
    waves: NONE,
    kinds: NONE,
    without: WITHOUT_NONE,
    topics: NONE,
    wide: false,
    count: false,
    page: 0,
  };
}

/** The same frame without its empty lists, false flags and page 0; `readFrame` gives it back whole. */
export function compactFrame(frame: Frame): CompactFrame {
  const { without } = frame;
  const left = [...without.territories, ...without.themes, ...without.places].length > 0;
  return {
    intent: frame.intent,
    ...(frame.territories.length > 0 && { territories: frame.territories }),
    ...(frame.places.length > 0 && { places: frame.places }),
    ...(frame.themes.length > 0 && { themes: frame.themes }),
    ...(frame.organisations.length > 0 && { organisations: frame.organisations }),
    ...(frame.people.length > 0 && { people: frame.people }),
    ...(frame.terms.length > 0 && { terms: frame.terms }),
    ...(frame.waves.length > 0 && { waves: frame.waves }),
    ...(frame.kinds.length > 0 && { kinds: frame.kinds }),
    ...(left && { without }),
    ...(frame.topics.length > 0 && { topics: frame.topics }),
    ...(frame.wide && { wide: true }),
    ...(frame.count && { count: true }),
    ...(frame.page > 0 && { page: frame.page }),
  };
}

/** Reads a frame that comes from outside (a button's value, a link); null for anything that is not exactly one. */
export function readFrame(value: unknown): Frame | null {
  if (!isRecord(value)) return null;
  const intent = INTENTS.find((one) => one === value.intent);
  if (intent === undefined) return null;
  const empty = emptyFrame(intent);
  if (Object.keys(value).some((key) => !Object.hasOwn(empty, key))) return null;
  const without = value.without ?? {};
  if (!isRecord(without) || Object.keys(without).some((key) => !Object.hasOwn(empty.without, key))) return null;
  const frame = {
    intent,
    territories: readIds(value.territories),
    places: readIds(value.places),
    themes: readIds(value.themes),
    organisations: readIds(value.organisations),
    people: readIds(value.people),
    terms: readIds(value.terms),
    waves: readAmong(value.waves, WAVES),
    kinds: readAmong(value.kinds, TERRITORY_KINDS),
    without: {
      territories: readIds(without.territories),
      themes: readIds(without.themes),
      places: readIds(without.places),
    },
    topics: readAmong<LabelTopic>(value.topics, LABEL_TOPICS),
    wide: readFlag(value.wide),
    count: readFlag(value.count),
    page: readPage(value.page),
  };
  return isWhole(frame) ? frame : null;
}

/**
 * The permanent link of a question: `/q/<intent>/<parts>`, the parts being `name.id` joined by commas, such as
 * `/q/theme/theme.vieillissement,type.region`; `-` stands for no part at all. The same frame gives the same path.
 */
export function frameToPath(frame: Frame): string {
  const parts = [
    ...entriesOf(ID_LISTS).flatMap(([list, name]) => frame[list].map((id) => `${name}.${id}`)),
    ...frame.waves.map((wave) => `vague.${wave}`),
    ...frame.kinds.map((kind) => `type.${KIND_NAMES[kind]}`),
    ...entriesOf(WITHOUT_LISTS).flatMap(([list, name]) => frame.without[list].map((id) => `${name}.${id}`)),
    ...frame.topics.map((topic) => `rubrique.${topic}`),
    ...(frame.wide ? ['mentions.oui'] : []),
    ...(frame.count ? ['nombre.oui'] : []),
    ...(frame.page > 0 ? [`page.${frame.page + 1}`] : []),
  ];
  return `/q/${frame.intent}/${parts.join(',') || NOTHING}`;
}

/** Reads a path that `frameToPath` wrote; null for any other. */
export function frameFromPath(path: string): Frame | null {
  const [, root, intent, parts, ...more] = path.split('/');
  if (root !== 'q' || !intent || !parts || more.length > 0) return null;
  const raw: Record<string, unknown[]> = {};
  for (const part of parts === NOTHING ? [] : parts.split(',')) {
    const dot = part.indexOf('.');
    if (dot < 0) return null;
    const name = part.slice(0, dot);
    if (!PART_NAMES.has(name)) return null;
    raw[name] = [...(raw[name] ?? []), part.slice(dot + 1)];
  }
  const frame = readFrame({
    intent,
    ...Object.fromEntries(entriesOf(ID_LISTS).map(([list, name]) => [list, raw[name] ?? []])),
    without: Object.fromEntries(entriesOf(WITHOUT_LISTS).map(([list, name]) => [list, raw[name] ?? []])),
    waves: (raw.vague ?? []).map(Number),
    kinds: (raw.type ?? []).map((name) => TERRITORY_KINDS.find((kind) => KIND_NAMES[kind] === name)),
    topics: raw.rubrique ?? [],
    wide: raw.mentions?.[0] === 'oui',
    count: raw.nombre?.[0] === 'oui',
    page: raw.page === undefined ? 0 : Number(raw.page[0]) - 1,
  });
  // Only the one spelling of a question is its link.
  return frame !== null && frameToPath(frame) === path ? frame : null;
}

const PART_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(ID_LISTS),
  ...Object.values(WITHOUT_LISTS),
  'vague',
  'type',
  'rubrique',
  'mentions',
  'nombre',
  'page',
]);

function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): readonly [K, V][] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys.map((key) => [key, record[key]]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readIds(value: unknown): readonly string[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_IDS) return null;
  const ids: string[] = [];
  for (const id of value) {
    if (typeof id !== 'string' || id.length > LONGEST_ID || !ID.test(id) || ids.includes(id)) return null;
    ids.push(id);
  }
  return ids;
}

function readAmong<T>(value: unknown, allowed: readonly T[]): readonly T[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return null;
  const found: T[] = [];
  for (const one of value) {
    const match = allowed.find((item) => item === one);
    if (match === undefined || found.includes(match)) return null;
    found.push(match);
  }
  return found;
}

function readFlag(value: unknown): boolean | null {
  if (value === undefined) return false;
  return typeof value === 'boolean' ? value : null;
}

function readPage(value: unknown): number | null {
  if (value === undefined) return 0;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_PAGE ? value : null;
}

type Maybe<T> = { readonly [K in keyof T]: K extends 'without' ? Maybe<T[K]> : T[K] | null };

function isWhole(frame: Maybe<Frame>): frame is Frame {
  return (
    Object.values(frame).every((value) => value !== null) &&
    Object.values(frame.without).every((value) => value !== null)
  );
}
