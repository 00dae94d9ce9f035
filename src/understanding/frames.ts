import type { Context, Frame, Intent, LabelTopic, Part } from '../answer.ts';
import { INTENTS, LABEL_TOPICS } from '../answer.ts';
import { emptyFrame } from '../frame.ts';
import { TERRITORY_KINDS, type TerritoryKind } from '../records.ts';
import type { Cues } from './cues.ts';
import { KIND_THEMES, ofFewerOrOthers } from './follow-up.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';
import type { Naming } from './name-table.ts';
import { type Found, isOfTerritory, settleIntent } from './settle-intent.ts';
import { isAgain } from './side.ts';

export interface Filled {
  readonly frame: Frame;
  readonly carried: Part['carried'];
  /** Whether the question, with the context, names all that its kind needs. */
  readonly complete: boolean;
}

/** Which naming of an ambiguous mention a kind of question means first. */
const PREFERRED: Partial<Record<Intent, readonly Naming['type'][]>> = {
  list: ['place', 'territory', 'theme'],
  term: ['term', 'organisation', 'territory', 'theme', 'person', 'place'],
  theme: ['theme', 'territory', 'organisation', 'person', 'place', 'term'],
  challenges: ['territory', 'theme', 'organisation', 'place', 'person', 'term'],
  actions: ['territory', 'theme', 'organisation', 'place', 'person', 'term'],
  projects: ['territory', 'theme', 'organisation', 'place', 'person', 'term'],
};
const USUAL: readonly Naming['type'][] = ['territory', 'organisation', 'person', 'theme', 'term', 'place'];

/** Makes the frame of a class ("contacts", "label/criteres") from the names found and, for what lacks, the context. */
export function fillFrame(
  label: string,
  mentions: readonly Mention[],
  marks: readonly Mark[],
  cues: Cues,
  context: Context,
): Filled {
  const asked = readClass(label);
  const last = context.last.at(-1);
  const left = mentions.filter(({ negated }) => negated);
  const meant = left.length === 0 ? mentions : mentions.filter(({ negated }) => !negated);
  const without = left.length === 0 ? NOTHING : gather(asked.intent, left);
  let named = gather(asked.intent, meant);
  const anyNamed = Object.values(named).some((ids) => ids.length > 0) || marks.length > 0;
  const carried: Part['carried'][number][] = [];

  if (isAgain(label) && !anyNamed && last !== undefined) return askAgain(last, label === 'again/others');

  const same = last === undefined ? null : ofFewerOrOthers(label, last, named, marks, cues, without);
  if (same !== null) return { frame: same, carried: ['intent', 'themes'], complete: isComplete(same) };

  let intent = asked.intent;
  let topics = asked.topics;
  if ((cues.bare || isAgain(label)) && anyNamed && last !== undefined) {
    // "et en Normandie ?": the last question asked again of something else
    const ofLabel = last.intent === 'label' && marks.every(({ type }) => type !== 'wave');
    const ofSameType = isOfNames(last) ? gather(last.intent, meant) : named;
    const isFresh = ofLabel || last.intent === 'sources' || last.intent === 'apply' || namesAnother(ofSameType, last);
    intent = isFresh ? defaultIntent(named, marks) : last.intent;
    if (intent === last.intent) carried.push('intent');
    topics = intent === 'label' ? ['timeline'] : [];
    named = gather(intent, meant);
  } else if (cues.bare && anyNamed) {
    // « Vallée de la Marne circuit court »: beside a place, a word is a theme rather than a term
    if (named.term.length > 0 && [named, without].some(({ territory, place }) => territory.length + place.length > 0)) {
      named = gather('theme', meant);
    }
    intent = defaultIntent(named, marks);
    topics = [];
  }
  if (cues.bare && cues.versus && named.territory.length > 1) intent = 'compare';
  // « elle a quel rôle ? » after an organisation
  if (intent === 'person' && !anyNamed && last?.intent === 'organisation') intent = 'organisation';

  // « que fait Lyon sur les déchets ? » « et à Toulouse ? »: the theme goes with the question
  if (carried.includes('intent') && intent === 'theme' && named.theme.length === 0 && last !== undefined) {
    named.theme.push(...last.themes);
    carried.push('themes');
  }

  // « et Clermont, sur ce sujet ? »: the theme stays, the territory changes
  if (cues.topic && named.theme.length === 0 && last !== undefined && last.themes.length > 0) {
    named.theme.push(...last.themes);
    carried.push('themes');
    intent = 'theme';
    topics = [];
  }

  if (asked.intent === 'date' && !anyNamed && last?.territories.length === 1 && !cues.bare) {
    named.territory.push(...last.territories);
    carried.push('territories');
  }
  // « proclamé quand ? », « avec quels partenaires ? »: of the territory spoken of, not of the label
  const ofOne = last?.territories.length === 1 && !anyNamed && !cues.ofLabel;
  if (intent === 'label' && ofOne && topics.some((topic) => isOfTerritory(topic))) {
    named.territory.push(...last.territories);
    carried.push('territories');
  }
  // « mon département a-t-il un territoire labellisé ? »
  if (intent === 'list' && mentions.some(({ namings }) => namings.length === 0)) intent = 'is-labelled';
  // « les lauréats de la campagne, lesquels ? »: a kind, though the word is a theme’s too
  const asksKinds =
    intent === 'theme' &&
    cues.winners &&
    named.territory.length === 0 &&
    named.theme.length > 0 &&
    named.theme.every((id) => KIND_THEMES.has(id));
  const asKinds = asksKinds ? named.theme.flatMap((id) => KIND_THEMES.get(id) ?? []) : [];
  if (asksKinds) {
    intent = 'list';
    topics = [];
    named.theme = [];
  }
  // « les territoires ruraux » are a kind, not the theme of that name, where a list is asked for
  if (intent === 'list' && marks.some(({ type }) => type === 'kind')) {
    named.theme = named.theme.filter((id) => !KIND_THEMES.has(id));
  }

  const final = settleIntent(intent, topics, named, without, marks);
  const carry = (
    key: 'territories' | 'themes' | 'organisations' | 'people' | 'places',
    from: Frame,
  ): readonly string[] => {
    if (from[key].length > 0) carried.push(key);
    return from[key];
  };
  let territories: readonly string[] = named.territory;
  let places: readonly string[] = named.place;
  let themes: readonly string[] = named.theme;
  let organisations: readonly string[] = named.organisation;
  let people: readonly string[] = named.person;

  if (last !== undefined) {
    const lacksSubject =
      needsSubject(final.intent) && territories.length + places.length + organisations.length + people.length === 0;
    if (carried.includes('intent')) {
      // same question, one piece replaced: what is not of the replaced kind stays
      if (themes.length > 0 && territories.length + places.length === 0 && !carried.includes('themes')) {
        territories = carry('territories', last);
        places = carry('places', last);
      } else if (final.intent === 'compare' && territories.length === 1) {
        territories = [...comparedWith(territories, last, without), ...territories];
        carried.push('territories');
      }
    } else if (lacksSubject && final.intent !== 'theme') {
      const from = findSubject(context);
      territories = carry('territories', from);
      places = carry('places', from);
      if (territories.length + places.length === 0) {
        organisations = carry('organisations', from);
        people = carry('people', from);
      }
    } else if (final.intent === 'theme' && themes.length === 0) {
      themes = carry('themes', last);
    } else if (final.intent === 'theme' && cues.pronoun && territories.length + places.length === 0) {
      territories = carry('territories', last);
      places = carry('places', last);
    } else if (final.intent === 'compare' && territories.length === 1) {
      territories = [...comparedWith(territories, last, without), ...territories];
      carried.push('territories');
    } else if (final.intent === 'compare' && territories.length === 0) {
      territories = [...new Set(context.last.flatMap((frame) => frame.territories))].slice(-4);
      if (territories.length > 0) carried.push('territories');
    }
  }

  // « quels territoires ruraux ? »: where none is spoken of, those of the kind
  const ofKind =
    final.intent === 'places' &&
    territories.length + places.length + organisations.length === 0 &&
    marks.some(({ type }) => type === 'kind');
  // an intent forced by what the context brought: "leurs contacts" after an organisation
  const settled = settleIntent(
    ofKind ? 'list' : final.intent,
    final.topics,
    {
      territory: territories,
      place: places,
      theme: themes,
      organisation: organisations,
      person: people,
      term: named.term,
    },
    without,
    marks,
  );
  // « Région Sud : territoires labellisés » asks for a list, « la Corse est-elle labellisée ? » for yes or no
  const isListed =
    settled.intent === 'is-labelled' && (cues.listing || cues.others) && territories.length === 0 && isRegions(places);
  const frame: Frame = {
    intent: isListed ? 'list' : settled.intent,
    territories,
    places,
    themes,
    organisations,
    people,
    terms: named.term,
    waves: unique(marks.flatMap((mark) => (mark.type === 'wave' ? [mark.id] : []))),
    kinds: unique([...kindsOf(marks), ...asKinds]),
    without: { territories: without.territory, themes: without.theme, places: without.place },
    topics: settled.topics,
    wide: cues.wide && settled.intent === 'theme',
    count: cues.count && settled.intent === 'list',
    page: 0,
  };
  // « les projets de ma métropole ? »: asked of a place, though the bot can only ask back which
  const isPlaced = needsSubject(frame.intent) && mentions.some(({ namings }) => namings.length === 0);
  return { frame: trim(frame), carried: unique(carried), complete: isPlaced || isComplete(frame) };
}

function isRegions(places: readonly string[]): boolean {
  return places.length > 0 && places.every((id) => id.startsWith('region-'));
}

/** Those of the last question that a newly named one is compared with, four in all. */
function comparedWith(named: readonly string[], last: Frame, without: Found): readonly string[] {
  return last.territories.filter((id) => ![...named, ...without.territory].includes(id)).slice(0, 3);
}

/** Whether a question was about one name. */
function isOfNames(frame: Frame): frame is Frame & { readonly intent: 'organisation' | 'person' | 'term' } {
  return frame.intent === 'organisation' || frame.intent === 'person' || frame.intent === 'term';
}

/** « et l’Avise ? » after the contacts of a territory: who that is, not its contacts; « et Lyon ? » after a person. */
function namesAnother(named: Found, last: Frame): boolean {
  if (isOfNames(last)) return named[last.intent].length === 0;
  if (named.territory.length + named.place.length + named.theme.length > 0) return false;
  if (named.organisation.length > 0) return last.organisations.length === 0;
  return (named.person.length > 0 && last.people.length === 0) || named.term.length > 0;
}

/** « plus de détails »: the last question once more; « qui d’autre ? »: the same of all territories. */
function askAgain(last: Frame, ofOthers: boolean): Filled {
  const frame = ofOthers && last.intent === 'theme' ? { ...last, territories: [], places: [] } : last;
  return { frame, carried: ['intent'], complete: isComplete(frame) };
}

/** The kinds asked for; those left out leave all the others. */
function kindsOf(marks: readonly Mark[]): readonly TerritoryKind[] {
  const kinds = marks.flatMap((mark) => (mark.type === 'kind' ? [mark] : []));
  const asked = unique(kinds.filter(({ negated }) => !negated).map(({ id }) => id));
  const out = kinds.filter(({ negated }) => negated).map(({ id }) => id);
  return asked.length > 0 || out.length === 0 ? asked : TERRITORY_KINDS.filter((kind) => !out.includes(kind));
}

/** "contacts" → that intent; "label/criteres" → the label and its topic. */
export function readClass(label: string): Asked {
  const before = classes.get(label);
  if (before !== undefined) return before;
  const [head, tail] = label.split('/');
  const topic = LABEL_TOPICS.find((one) => one === tail);
  const intent = INTENTS.find((one) => one === head) ?? 'overview';
  const asked: Asked = head === 'label' ? { intent, topics: [topic ?? 'definition'] } : { intent, topics: [] };
  classes.set(label, asked);
  return asked;
}

interface Asked {
  readonly intent: Intent;
  readonly topics: readonly LabelTopic[];
}

/** There are a hundred classes, and each question asks of several. */
const classes = new Map<string, Asked>();

function gather(intent: Intent, mentions: readonly Mention[]): Gathered {
  const found: Gathered = { territory: [], place: [], theme: [], organisation: [], person: [], term: [] };
  const order = PREFERRED[intent] ?? USUAL;
  for (const { namings } of mentions) {
    const type =
      order.find((one) => namings.some((naming) => naming.type === one && fits(intent, naming))) ?? namings[0]?.type;
    const naming = namings.find((one) => one.type === type && fits(intent, one)) ?? namings[0];
    // « l’Alsace »: an editor’s name for two départements; of two communes of one name the larger is meant
    const all =
      naming?.type === 'place' && naming.as === 'other' ? namings.filter((one) => isSameName(one, naming)) : [];
    for (const { type, id } of naming === undefined ? [] : [naming, ...all]) {
      if (!found[type].includes(id)) found[type].push(id);
    }
  }
  return found;
}

function isSameName({ type, as, text }: Naming, other: Naming): boolean {
  return type === other.type && as === other.as && text === other.text;
}

type Gathered = Record<Naming['type'], string[]>;

const NOTHING: Found = { territory: [], place: [], theme: [], organisation: [], person: [], term: [] };

/** A list is asked of a whole region or département, not of a commune that bears a territory's name. */
function fits(intent: Intent, naming: Naming): boolean {
  return (
    intent !== 'list' ||
    naming.type !== 'place' ||
    naming.id.startsWith('region-') ||
    naming.id.startsWith('departement-')
  );
}

function defaultIntent(named: Found, marks: readonly Mark[]): Intent {
  if (named.person.length > 0) return 'person';
  if (named.organisation.length > 0) return 'organisation';
  if (named.territory.length > 0) return named.theme.length > 0 ? 'theme' : 'overview';
  if (named.theme.length > 0) return 'theme';
  if (named.term.length > 0) return 'term';
  if (named.place.length > 0) return 'is-labelled';
  return marks.length > 0 ? 'list' : 'overview';
}

function needsSubject(intent: Intent): boolean {
  return [
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
    'organisation',
    'person',
    'sources',
  ].includes(intent);
}

/** The latest frame that names something. */
function findSubject(context: Context): Frame {
  return (
    context.last.findLast(
      (frame) => frame.territories.length + frame.places.length + frame.organisations.length + frame.people.length > 0,
    ) ?? emptyFrame('overview')
  );
}

function isComplete(frame: Frame): boolean {
  const { territories, places, themes, organisations, people, terms, without } = frame;
  switch (frame.intent) {
    case 'theme':
      return themes.length > 0;
    case 'organisation':
      return organisations.length > 0;
    case 'person':
      return people.length > 0;
    case 'term':
      return terms.length > 0;
    case 'compare':
      return territories.length > 1;
    case 'places':
      return territories.length > 0;
    case 'people':
    case 'contacts':
    case 'overview':
    case 'is-labelled':
    case 'challenges':
    case 'actions':
    case 'projects':
    case 'impacts':
    case 'date':
      return territories.length + places.length + organisations.length > 0;
    case 'list':
      return without.themes.length >= 0;
    default:
      return true;
  }
}

/** Leaves out ids that the kind of question has no use for, so that equal questions have equal frames. */
function trim(frame: Frame): Frame {
  const empty = emptyFrame(frame.intent);
  switch (frame.intent) {
    case 'term':
      return { ...empty, terms: frame.terms };
    case 'organisation':
      return { ...empty, organisations: frame.organisations };
    case 'person':
      return { ...empty, people: frame.people, territories: frame.territories };
    case 'label':
      return { ...empty, topics: frame.topics };
    case 'overview':
    case 'places':
      return { ...empty, territories: frame.territories };
    default:
      return { ...frame, terms: [] };
  }
}

function unique<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [...new Set(values)];
}
