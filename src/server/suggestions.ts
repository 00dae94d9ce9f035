import { setImmediate as turnToOthers } from 'node:timers/promises';
import type { Frame, Intent, LabelTopic, Locale } from '../answer.ts';
import type { Call, Reply } from '../channels/http.ts';
import type { Knowledge, Name } from '../knowledge/knowledge.ts';
import type { TerritoryKind, Wave } from '../records.ts';
import { deliver, type Representation, represent } from './open-data/representation.ts';
import { readLanguage } from './pages/document.ts';

/** A question that may be proposed: its words and its intent; what its frame names beyond that of its group. */
export type SuggestedQuestion = readonly [words: string, intent: Intent, more?: Partial<Frame>];

/** Questions about one record, or about the label: what the chat page proposes while one types. */
export interface SuggestionGroup {
  /** What else the record is called, for whoever types that. */
  readonly names: readonly string[];
  /** What all frames of the group name: a question's frame is this, its intent and what it names beyond. */
  readonly about: Partial<Frame>;
  readonly questions: readonly SuggestedQuestion[];
}

/** What `/suggestions` sends. */
export interface Suggestions {
  readonly version: string;
  readonly groups: readonly SuggestionGroup[];
}

/** What questions are made of; the functions of `frame` are handed in. */
export interface SuggestionParts {
  readonly source: {
    readonly knowledge: Knowledge;
    word(frame: Frame, locale: Locale): string;
    isAnswered(frame: Frame): boolean;
  };
  readonly emptyFrame: (intent: Intent) => Frame;
}

/** How long others wait at most while suggestions are made. */
const SLICE_MS = 8;

const OF_TERRITORY: readonly Asked[] = [
  ['overview'],
  ['contacts'],
  ['challenges'],
  ['actions'],
  ['projects'],
  ['impacts'],
  ['people'],
  ['places'],
  ['date'],
  ['sources'],
];
const OF_PLACE: readonly Asked[] = [['list'], ['contacts']];
const OF_THEME: readonly Asked[] = [['theme'], ['theme', { kinds: ['région'] }], ['contacts']];
const OF_ORGANISATION: readonly Asked[] = [['organisation'], ['contacts']];
const TOPICS: readonly LabelTopic[] = [
  'definition',
  'qui',
  'criteres',
  'lancement',
  'vague-1',
  'vague-2',
  'accompagnement',
  'association',
  'partenaires',
  'thematiques',
  'suites',
  'timeline',
];
const KINDS: readonly TerritoryKind[] = [
  'région',
  'département',
  'territoire urbain',
  'territoire rural',
  'outre-mer',
  'territoire olympique',
];
const WAVES: readonly Wave[] = [1, 2];

/**
 * `GET /suggestions`: every question that the chat page may propose, each with facts for an answer. The page looks among
 * them by itself, so that nothing leaves the browser before it is sent. Made once for each dataset and language, in
 * slices between which others are answered.
 */
export function createSuggestions(parts: SuggestionParts): (call: Call) => Promise<Reply> {
  const { source } = parts;
  const made = new Map<Locale, Made>();
  const make = async (version: string, locale: Locale): Promise<Representation> => {
    const groups: SuggestionGroup[] = [];
    let until = performance.now() + SLICE_MS;
    for (const group of listGroups(parts, locale)) {
      if (group.questions.length > 0) groups.push(group);
      if (performance.now() < until) continue;
      await turnToOthers();
      until = performance.now() + SLICE_MS;
    }
    const suggestions: Suggestions = { version, groups };
    return represent(JSON.stringify(suggestions), 'application/json; charset=utf-8', version);
  };
  return async (call) => {
    const locale = readLanguage(call.query);
    const { version } = source.knowledge;
    let found = made.get(locale);
    if (found?.version !== version) {
      found = { version, content: make(version, locale) };
      made.set(locale, found);
    }
    const content = await found.content;
    // Other data came while it was made: half of it may be theirs.
    if (source.knowledge.version !== version) made.delete(locale);
    return deliver(content, call, {});
  };
}

interface Made {
  readonly version: string;
  readonly content: Promise<Representation>;
}

/** The questions by what they are about, the label first; none without an answer, none twice. */
export function groupSuggestions(parts: SuggestionParts, locale: Locale): readonly SuggestionGroup[] {
  return [...listGroups(parts, locale)].filter(({ questions }) => questions.length > 0);
}

/** The same one after the other, with those that have no question. */
function* listGroups({ source, emptyFrame }: SuggestionParts, locale: Locale): Generator<SuggestionGroup> {
  const { knowledge } = source;
  const called = knowledge.names.filter(({ as }) => as !== 'code');
  const byRecord = Map.groupBy(called, ({ type, id }) => keyOf(type, id));
  const namesOf = (type: Name['type'], id: string): readonly string[] =>
    (byRecord.get(keyOf(type, id)) ?? []).map(({ text }) => text);
  const said = new Set<string>();
  const group = (names: readonly string[], about: Partial<Frame>, asked: readonly Asked[]): SuggestionGroup => {
    const questions = asked.flatMap(([intent, more]): readonly SuggestedQuestion[] => {
      const frame = { ...emptyFrame(intent), ...about, ...more };
      const words = source.word(frame, locale);
      if (said.has(words) || !source.isAnswered(frame)) return [];
      said.add(words);
      return [more === undefined ? [words, intent] : [words, intent, more]];
    });
    const spoken = questions.map(([words]) => spell(words)).join('');
    return { names: names.filter((name) => !spoken.includes(spell(name))), about, questions };
  };
  const each = (type: Name['type'], id: string, about: Partial<Frame>, asked: readonly Asked[]): SuggestionGroup => {
    return group(namesOf(type, id), about, asked);
  };
  const regions = [...new Set(knowledge.territories.map(({ region }) => region.code))];

  yield group([], {}, [
    ['label', { topics: ['definition'] }],
    ['list'],
    ['list', { count: true }],
    ['apply'],
    ...TOPICS.map((topic): Asked => ['label', { topics: [topic] }]),
    ...KINDS.map((kind): Asked => ['list', { kinds: [kind] }]),
    ...WAVES.map((wave): Asked => ['list', { waves: [wave] }]),
    ['sources'],
  ]);
  for (const { id } of knowledge.territories) yield each('territory', id, { territories: [id] }, OF_TERRITORY);
  for (const code of regions) yield each('place', `region-${code}`, { places: [`region-${code}`] }, OF_PLACE);
  for (const { id } of knowledge.themes) {
    yield group(leaveOutLonger(namesOf('theme', id)), { themes: [id] }, OF_THEME);
  }
  for (const { id } of knowledge.organisations) {
    yield each('organisation', id, { organisations: [id] }, OF_ORGANISATION);
  }
  for (const { id } of knowledge.people) yield each('person', id, { people: [id] }, [['person']]);
  for (const { id } of knowledge.terms) yield each('term', id, { terms: [id] }, [['term']]);
}

type Asked = readonly [intent: Intent, more?: Partial<Frame>];

function keyOf(type: Name['type'], id: string): string {
  return `${type} ${id}`;
}

/** Nobody types more words of a name than this before choosing. */
const MOST_WORDS = 4;
/** So many names of a theme may begin with the same word: whoever has typed that word is shown the theme. */
const MOST_ALIKE = 6;

/** A theme has hundreds of names: one that holds a shorter one, or its plural, is found by that one, so the page need not fetch it. */
function leaveOutLonger(names: readonly string[]): readonly string[] {
  const kept = new Map<string, string>();
  for (const name of names) {
    const singular = spell(name).replaceAll('s ', ' ');
    if (!kept.has(singular) && singular.trim().split(' ').length <= MOST_WORDS) kept.set(singular, name);
  }
  const all = [...kept.keys()];
  const alike = new Map<string, number>();
  return [...kept].flatMap(([own, name]) => {
    if (all.some((other) => other !== own && own.includes(other))) return [];
    const first = own.trim().split(' ', 1)[0] ?? '';
    alike.set(first, (alike.get(first) ?? 0) + 1);
    return (alike.get(first) ?? 0) > MOST_ALIKE ? [] : [name];
  });
}

/** Whole words, each between spaces. */
function spell(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
