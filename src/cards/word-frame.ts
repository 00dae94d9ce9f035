import type { Frame } from '../answer.ts';
import type { Translator } from '../translator.ts';
import { lowerFirst, type Names, shortName, type Where, wordOrganisation, wordThemes, wordWhere } from './wording.ts';

/** More kinds than this are all of them: a list by kind. */
const MOST_KINDS = 3;

/**
 * A frame as a question in the words of a person: « Qui contacter en Bretagne ? ». Used on buttons, in suggestions
 * and in choices; ids that `names` doesn't know are passed over.
 */
export function wordFrame(frame: Frame, names: Names, tr: Translator): string {
  const question = wordQuestion(frame, names, tr);
  return frame.page > 0 ? tr.t('ask.page', { page: frame.page + 1, question: lowerFirst(question) }) : question;
}

function wordQuestion(frame: Frame, names: Names, tr: Translator): string {
  const { t } = tr;
  const where = whereOf(frame, names, tr);
  const themes = themesOf(frame.themes, names, tr);
  const organisations = pick(frame.organisations, names.organisation);
  const [organisation] = organisations;
  switch (frame.intent) {
    case 'overview':
      return where ? t('ask.overview', where) : wordList(frame, names, tr);
    case 'contacts':
      if (organisation) return t('ask.contacts.organisation', { name: theOf(frame, names, tr) });
      if (where) return themes ? t('ask.contacts.both', { ...where, themes }) : t('ask.contacts', where);
      return themes ? t('ask.contacts.theme', { themes }) : wordList(frame, names, tr);
    case 'challenges':
    case 'actions':
    case 'projects':
      if (!where) return themes ? wordThemeQuestion(frame, null, themes, tr) : wordList(frame, names, tr);
      return themes ? t(`ask.${frame.intent}.theme`, { ...where, themes }) : t(`ask.${frame.intent}`, where);
    case 'impacts':
      return where ? t('ask.impacts', where) : wordList(frame, names, tr);
    case 'people':
      if (organisation) return t('ask.people.organisation', { name: theOf(frame, names, tr) });
      return where ? t('ask.people', where) : t('ask.people.label');
    case 'places':
      return where ? t('ask.places', where) : wordList(frame, names, tr);
    case 'date':
      return where ? t('ask.date', where) : t('ask.label.timeline');
    case 'theme':
      return themes ? wordThemeQuestion(frame, placesOf(frame, names, tr), themes, tr) : wordList(frame, names, tr);
    case 'organisation':
      return t('ask.organisation', { name: theOf(frame, names, tr) });
    case 'person':
      return t('ask.person', { name: tr.list(pick(frame.people, names.person).map((one) => one.name)) });
    case 'term':
      return t('ask.term', { name: tr.list(pick(frame.terms, names.term).map((one) => one.term)) });
    case 'label':
      return t(`ask.label.${frame.topics[0] ?? 'definition'}`);
    case 'list':
      return wordList(frame, names, tr);
    case 'is-labelled':
      return where ? t('ask.is-labelled', where) : wordList(frame, names, tr);
    case 'compare':
      if (!where) return wordList(frame, names, tr);
      return themes ? t('ask.compare.theme', { ...where, themes }) : t('ask.compare', where);
    case 'sources':
      return wordSources(frame, where, themes, names, tr);
    case 'apply':
      return t('ask.apply');
  }
}

/** Where a frame asks about, as one phrase: places, else a kind or a wave of territories; null when it doesn't say. */
function whereOf(frame: Frame, names: Names, tr: Translator): Where | null {
  const places = placesOf(frame, names, tr);
  if (places !== null || frame.kinds.length + frame.waves.length === 0) return places;
  const noun = waveNoun(frame, kindNoun(frame, 'plain', tr), tr);
  return {
    name: noun,
    place: noun,
    the: tr.t('where.the', { noun }),
    in: tr.t('where.in', { noun }),
    of: tr.t('where.of', { noun }),
  };
}

/** The territories and places that a frame names, as one phrase; null when it names none. */
export function placesOf(frame: Frame, names: Names, tr: Translator): Where | null {
  const records = [...pick(frame.territories, names.territory), ...pick(frame.places, names.place)];
  return records.length > 0 ? wordWhere(records, tr) : null;
}

/** The themes of some ids, between quotation marks; empty when there are none. */
export function themesOf(ids: readonly string[], names: Names, tr: Translator): string {
  return wordThemes(pick(ids, names.theme), tr);
}

/** The records of the ids that are known. */
export function pick<T>(ids: readonly string[], find: (id: string) => T | undefined): readonly T[] {
  return ids.map(find).filter((found) => found !== undefined);
}

function theOf(frame: Frame, names: Names, tr: Translator): string {
  const organisations = pick(frame.organisations, names.organisation);
  if (tr.locale === 'en') return tr.list(organisations.map(shortName));
  return tr.list(organisations.map((one) => wordOrganisation(one, tr).the));
}

function wordThemeQuestion(frame: Frame, where: Where | null, themes: string, tr: Translator): string {
  const { t } = tr;
  const named = frame.territories.length;
  if (where && named > 0) {
    if (frame.wide) return t('ask.theme.territory.wide', { ...where, themes });
    return t('ask.theme.territory', { ...where, themes, count: named });
  }
  if (where === null && !frame.wide && frame.kinds.length + frame.waves.length === 0)
    return t('ask.theme.anyone', { themes });
  const regions = areRegions(frame);
  const plain = waveNoun(frame, kindNoun(frame, 'plain', tr), tr);
  const noun = where ? t('noun.in', { ...where, noun: plain }) : plain;
  if (frame.wide) return t(regions ? 'ask.theme.wide.regions' : 'ask.theme.wide', { noun, themes });
  return t(regions ? 'ask.theme.regions' : 'ask.theme', { noun, themes });
}

function wordList(frame: Frame, names: Names, tr: Translator): string {
  const { t } = tr;
  const regions = areRegions(frame);
  let noun = waveNoun(frame, kindNoun(frame, 'labelled', tr), tr);
  const where = placesOf(frame, names, tr);
  if (where) noun = t('noun.in', { ...where, noun });
  const without = themesOf(frame.without.themes, names, tr);
  if (without) noun = t('noun.without.themes', { noun, themes: without });
  const left = [...pick(frame.without.territories, names.territory), ...pick(frame.without.places, names.place)];
  if (left.length > 0) noun = t('noun.without', { noun, names: tr.list(left.map((one) => one.name)) });
  if (frame.count) return t('ask.count', { noun });
  return t(regions ? 'ask.list.regions' : 'ask.list', { noun });
}

/** « régions », « territoires ruraux labellisés » …: what a frame lists, by its kinds. */
function kindNoun(frame: Frame, as: 'plain' | 'labelled', tr: Translator): string {
  const { t } = tr;
  if (areRegions(frame)) return t(as === 'plain' ? 'noun.regions' : 'noun.regions.labelled');
  if (frame.kinds.length === 0 || frame.kinds.length > MOST_KINDS) {
    if (as === 'plain') return t('noun.territories');
    if (frame.kinds.length > 0) return t('noun.all-kinds');
    return t(frame.waves.length > 1 ? 'noun.all-waves' : 'noun.territories.labelled');
  }
  const kinds = tr.list(frame.kinds.map((kind) => t(`kinds.${kind}`)));
  return as === 'plain' ? kinds : t('noun.kinds.labelled', { kinds });
}

/** The same, « de la première vague » when the frame names one wave. */
function waveNoun(frame: Frame, noun: string, { t }: Translator): string {
  const [wave] = frame.waves;
  return wave !== undefined && frame.waves.length === 1 ? t(`noun.wave.${wave}`, { noun }) : noun;
}

function areRegions(frame: Frame): boolean {
  return frame.kinds.length === 1 && frame.kinds[0] === 'région';
}

function wordSources(frame: Frame, where: Where | null, themes: string, names: Names, tr: Translator): string {
  const named = [...pick(frame.territories, names.territory), ...pick(frame.places, names.place)];
  const about = [
    ...(themes ? [themes] : []),
    ...(named.length > 0 ? named.map((one) => one.name) : where ? [where.name] : []),
    ...pick(frame.organisations, names.organisation).map(shortName),
    ...pick(frame.people, names.person).map((person) => person.name),
    ...pick(frame.terms, names.term).map((term) => term.term),
  ];
  return about.length > 0 ? tr.t('ask.sources', { about: tr.list(about) }) : tr.t('ask.sources.label');
}
