import type { Context, Frame } from '../answer.ts';
import type { Knowledge, Name } from '../knowledge/knowledge.ts';
import { fold } from '../language/fold.ts';
import type { Word } from '../language/normalise.ts';
import { LINKING } from '../language/words.ts';
import type { Wave } from '../records.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';

/** Ranks by the words for them; the last is -1. */
const RANKS: ReadonlyMap<string, number> = new Map([
  ...['premier', 'premiere', '1er', '1ere', '1re'].map((text): [string, number] => [text, 0]),
  ...['second', 'seconde', 'deuxieme', '2e', '2eme', '2em', '2nd', '2nde'].map((text): [string, number] => [text, 1]),
  ...['troisieme', '3e', '3eme', '3em'].map((text): [string, number] => [text, 2]),
  ...['dernier', 'derniere'].map((text): [string, number] => [text, -1]),
]);
const RANKED_CHOICE = /^(?:(?:l[ea]?) )?(\S+)(?: (?:choix|option|reponse|proposition|territoire))?$/;
const NUMBERED_CHOICE = /^(?:(?:option|choix|l[ea]?) )?([123])$/;
/** Words of the longest: « la deuxième proposition ». */
const LONGEST_ORDINAL = 3;
const AROUND = new Set([
  'et',
  'non',
  'pour',
  'plutot',
  'alors',
  'oui',
  'c',
  'est',
  'je',
  'veux',
  'prends',
  'choisis',
  'celle',
  'celui',
]);

/**
 * "la première", "l’autre", "2": the choice offered in the last turn, or the territory of that rank in the last
 * answer, asked the same way. Null when the words are no such thing, or there is nothing to pick from.
 */
export function pickFromContext(words: readonly Word[], context: Context, knowledge: Places): Frame | null {
  const kept = words.filter(({ text }) => !AROUND.has(text));
  if (kept.length > LONGEST_ORDINAL) return null;
  const phrase = kept.map(({ text }) => text).join(' ');
  const isOther = phrase === 'l autre';
  const rank = isOther ? 1 : rankIn(phrase);
  if (rank === undefined) return null;
  const choice = context.choices.at(rank);
  if (choice !== undefined) return choice;
  const last = context.last.at(-1);
  if (last === undefined || context.choices.length > 0 || waveOf(last) !== null) return null;
  const named = spokenOf(context, knowledge);
  const other = isOther
    ? named.findLast((id) => !(last.territories.length === 1 && last.territories.includes(id)))
    : rankedOf(context, last.territories.length > 1 ? last.territories : named, knowledge).at(rank);
  if (other === undefined) return null;
  const intent = last.intent === 'compare' || last.intent === 'list' ? 'overview' : last.intent;
  return { ...last, intent, territories: [other], places: [] };
}

/** The rank that a phrase of nothing else tells: « la deuxième », « option 2 ». */
function rankIn(phrase: string): number | undefined {
  const digit = NUMBERED_CHOICE.exec(phrase)?.[1];
  return digit === undefined ? RANKS.get(RANKED_CHOICE.exec(phrase)?.[1] ?? '') : Number(digit) - 1;
}

/** What a rank counts: the territories that the last answer listed, or else those spoken of. */
function rankedOf({ listed }: Context, spoken: readonly string[], { territory }: Places): readonly string[] {
  const known = listed.filter((id) => territory(id) !== undefined);
  return known.length > 0 ? known : spoken;
}

type Places = Pick<Knowledge, 'names' | 'place' | 'territory' | 'person' | 'membershipsOf' | 'territoriesInside'>;

/** A list this short is read as a whole: « l’autre » means one of it. */
const FEW = 4;

/** The territories spoken of, in order: those named, and those that a list of a few gave. */
function spokenOf(context: Context, knowledge: Places): string[] {
  const listed = ({ intent, places }: Frame): string[] => {
    if (intent !== 'list') return [];
    const ids = places.flatMap((id) => {
      const place = knowledge.place(id);
      return place === undefined ? [] : knowledge.territoriesInside(place).map((territory) => territory.id);
    });
    return ids.length <= FEW ? ids : [];
  };
  return [...new Set(context.last.flatMap((frame) => [...frame.territories, ...listed(frame)]))];
}

const ONE_OR_OTHER = /^(?:une?|autre)$/;
/** Nouns that an ordinal belongs to: then it ranks no territory. */
const RANKED =
  /^(?:vague|promo|promotion|session|fois|question|annonce|label|date|laureats?|territoires?|liste|train|metro|heure|brique|emploi)$/;

/** What a reference stands for, as mentions in place of the words that make it. */
export type FindReference = (words: readonly Word[], context: Context) => Mention[];

/**
 * Makes the function that finds "les défis de la seconde", "et l’autre, ses contacts ?": the territory of that rank among
 * those last spoken of; "qui en a ?", "son territoire".
 */
export function createFindReference(knowledge: Places): FindReference {
  const themeOf = relateTerms(knowledge.names);
  return (words, context) => {
    const last = context.last.at(-1);
    if (last === undefined || waveOf(last) !== null) return [];
    const own = findTerritoryOf(words, last, knowledge);
    if (own.length > 0) return own;
    const same = findThemeOf(words, last, themeOf);
    if (same.length > 0) return same;
    const at = words.findIndex(({ text }, index) => {
      const led = ONE_OR_OTHER.test(text) ? /^l$/ : RANKS.has(text) ? /^(?:la|le|l|du|celle|celui)$/ : null;
      return led?.test(words[index - 1]?.text ?? '') === true && !RANKED.test(words[index + 1]?.text ?? '');
    });
    if (at < 0) return [];
    const rank = RANKS.get(words[at]?.text ?? '') ?? 0;
    const isOther = words[at]?.text === 'autre';
    const together = context.last.findLast((frame) => frame.territories.length > 1)?.territories;
    const named = spokenOf(context, knowledge);
    const others = named.filter((id) => last.territories.length !== 1 || id !== last.territories[0]);
    const id = isOther ? others.at(-1) : rankedOf(context, together ?? named, knowledge).at(rank);
    if (id === undefined) return [];
    return [mentionOf('territory', id, at)];
  };
}

function mentionOf(type: 'territory' | 'theme', id: string, at: number): Mention {
  const naming = { type, id, as: 'name', name: id, text: id } as const;
  return { from: at, to: at + 1, namings: [naming], score: 1, weak: false, negated: false };
}

/** What one may do of a thing: « qui en a ? », « où en trouver ? » */
const OF_IT =
  /^(?:a|ont|as|avez|aurait|auraient|trouv\w*|fait|font|exist\w*|parl\w*|mont\w*|visit\w*|cherch\w*|voit|voir)$/;

/** "qui en a ?" after a word of the glossary: the theme of that name. */
function findThemeOf(words: readonly Word[], last: Frame, themeOf: ThemeOf): Mention[] {
  const [term] = last.terms;
  const at = words.findIndex(({ text }, index) => text === 'en' && OF_IT.test(words[index + 1]?.text ?? ''));
  if (last.intent !== 'term' || term === undefined || at < 0) return [];
  const theme = themeOf.get(term);
  return theme === undefined ? [] : [mentionOf('theme', theme, at)];
}

/** The theme that goes by a name of a term, by the id of the term. */
type ThemeOf = ReadonlyMap<string, string>;

function relateTerms(names: readonly Name[]): ThemeOf {
  // of several, the first counts: its own name before its synonyms
  const first = names.toReversed();
  const themes = new Map(first.flatMap(({ type, id, text }) => (type === 'theme' ? [[fold(text), id]] : [])));
  return new Map(
    first.flatMap(({ type, id, text }) => {
      const theme = type === 'term' ? themes.get(fold(text)) : undefined;
      return theme === undefined ? [] : [[id, theme]];
    }),
  );
}

const OF_SOMEBODY = /^(?:son|sa|leur|le|la|ce|cette)$/;
const TERRITORY = /^(?:territoire|agglo|agglomeration|metropole|ville|region|coin)$/;

/** "son territoire", "le territoire dont il s’occupe": the one of the person or organisation that was asked about. */
function findTerritoryOf(words: readonly Word[], last: Frame, knowledge: Places): Mention[] {
  if (last.intent !== 'person' && last.intent !== 'organisation') return [];
  const at = words.findIndex(
    ({ text }, index) => TERRITORY.test(text) && OF_SOMEBODY.test(words[index - 1]?.text ?? ''),
  );
  if (at < 0 || words.some(({ text }) => text === 'quel' || text === 'quelle')) return [];
  const ids = new Set([
    ...last.people.flatMap((id) => knowledge.person(id)?.appearances.map(({ territory }) => territory) ?? []),
    ...last.organisations.flatMap((id) => knowledge.membershipsOf(id).map(({ territory }) => territory)),
  ]);
  const [id] = ids;
  return ids.size === 1 && id ? [mentionOf('territory', id, at)] : [];
}

/** The one wave that a question was about. */
function waveOf({ waves, topics }: Frame): Wave | null {
  const told = topics.flatMap((topic): Wave[] => (topic === 'vague-1' ? [1] : topic === 'vague-2' ? [2] : []));
  const all = new Set([...waves, ...told]);
  const [wave = null] = all;
  return all.size === 1 ? wave : null;
}

const OTHER_WAVE = /^(?:autre|suivante?|apres|avant|precedente?|prochaine?)$/;
const WAVE_BY_ORDINAL: ReadonlyMap<string, Wave> = new Map([
  ...['premier', 'premiere', 'premiers', '1er', '1ere', '1re', '1'].map((text): [string, Wave] => [text, 1]),
  ...['deuxieme', 'second', 'seconde', '2e', '2eme', '2nde', '2', 'dernier', 'derniere'].map((text): [string, Wave] => [
    text,
    2,
  ]),
]);

/** "et ceux de la deuxième ?", "la vague d’après": the wave meant, after a question about one. */
export function findWave(words: readonly Word[], context: Context): Mark[] {
  const last = context.last.at(-1);
  const before = last === undefined ? null : waveOf(last);
  if (before === null) return [];
  for (const [at, { text }] of words.entries()) {
    const ordinal = WAVE_BY_ORDINAL.get(text) ?? (OTHER_WAVE.test(text) ? (before === 1 ? 2 : 1) : undefined);
    const next = words[at + 1]?.text ?? '';
    const led = /^(?:la|le|les|l|d|vague|tout|celle|ceux|train)$/.test(words[at - 1]?.text ?? '') || words.length < 3;
    if (ordinal !== undefined && led && (next === '' || LINKING.has(next) || ROUND.test(next)))
      return [{ type: 'wave', id: ordinal, from: at, to: at + 1 }];
  }
  return [];
}

const ROUND =
  /^(?:vague|promo|promotion|fournee|session|liste|servis|arrives|elus|laureats?|selectionnes?|train|serie)$/;
