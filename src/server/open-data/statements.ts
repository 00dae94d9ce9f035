import type { Fact, Source } from '../../records.ts';
import { address, among, date, flag, list, nullable, object, type Schema, text } from './schema.ts';

const ID = text('Identifiant stable.');
const THEMES = list(text('Identifiant de thème.'), 'Thèmes, par identifiant (voir /api/themes).');
const WORDING = text('L’énoncé, dans nos mots.');

/** The date of a page. */
export const PAGE_DATE: Schema = nullable(
  date('Date de la page, parfois sans jour ou sans mois ; null quand elle n’en porte pas.'),
);

/** A page that states something, as lists show it. */
export const SHORT_SOURCE: Schema = object(
  {
    title: text('Titre de la page.'),
    url: address('Adresse de la page.'),
    date: PAGE_DATE,
  },
  'Source',
);

/** The same with what whole records add. */
export const WHOLE_SOURCE: Schema = object(
  {
    id: ID,
    title: text('Titre de la page.'),
    publisher: nullable(text('Qui publie la page.')),
    url: address('Adresse de la page.'),
    date: PAGE_DATE,
  },
  'SourceEntiere',
);

/** The sources that whole records and statements bear: at least one. */
export const SOURCES: Schema = list(WHOLE_SOURCE, 'Pages qui l’énoncent.', 1);

/** The sources that lists show of each record. */
export const SHORT_SOURCES: Schema = list(SHORT_SOURCE, 'Pages qui appuient la fiche.');

/** A statement with its sources. */
export const FACT: Schema = object({ id: ID, text: WORDING, sources: SOURCES }, 'Enonce');

/** A challenge. */
export const CHALLENGE: Schema = object(
  {
    id: ID,
    title: text('Titre du défi.'),
    text: WORDING,
    official: nullable(
      flag('Faux quand la formulation n’est pas celle de la candidature ; null quand on ne sait pas.'),
    ),
    themes: THEMES,
    words: list(text('Mot de la source.'), 'Sous-thèmes, dans les mots de la source.'),
    sources: SOURCES,
  },
  'Defi',
);

/** An action or a project. */
export const WORK: Schema = object(
  {
    id: ID,
    title: nullable(text('Titre, s’il en a un.')),
    text: WORDING,
    link: among(['label', 'context'], '« context » : aucune source ne le rattache au label.'),
    linkNote: nullable(text('Ce que la source dit de ce lien.')),
    themes: THEMES,
    sources: SOURCES,
  },
  'ActionOuProjet',
);

/** An organisation's part in a territory. */
export const MEMBERSHIP: Schema = object(
  {
    id: ID,
    territory: text('Identifiant du territoire.'),
    organisation: text('Identifiant de l’organisation (voir /api/organisations).'),
    kind: among(['lead', 'member', 'partner', 'context'], 'Porteur, membre, partenaire, ou hors du collectif.'),
    text: text('Son rôle, dans nos mots.'),
    note: nullable(text('Précision.')),
    sources: SOURCES,
  },
  'Participation',
);

/** What a person was and said, at a date. */
export const APPEARANCE: Schema = object(
  {
    id: ID,
    person: text('Nom de la personne.'),
    function: text('Sa fonction à cette date.'),
    asOf: nullable(date('Date de la fonction ; null quand aucune source ne la date.')),
    position: nullable(text('Sa position, racontée et non citée.')),
    sources: SOURCES,
  },
  'Personne',
);

/** Why a territory answers a theme. */
export const TIE: Schema = object(
  {
    territory: text('Identifiant du territoire.'),
    theme: text('Identifiant du thème, le sien ou un plus étroit.'),
    strength: among(['challenge', 'action', 'project', 'mention'], 'Défi, action, projet, ou simple mention.'),
    item: text('Identifiant de l’énoncé.'),
    text: WORDING,
    sources: SOURCES,
  },
  'LienAuTheme',
);

/** What no source says. */
export const GAP: Schema = object(
  {
    id: ID,
    about: among(
      ['challenges', 'actions', 'projects', 'contacts', 'people', 'impacts', 'places', 'dates', 'other'],
      'Sur quoi.',
    ),
    text: text('Ce qu’aucune source ne dit.'),
  },
  'Manque',
);

/** An official code and its name. */
export const UNIT: Schema = object({ code: text('Code officiel.'), name: text('Nom.') }, 'Collectivite');

/** The ids of themes. */
export const THEME_IDS = THEMES;

/** The id of any record. */
export const RECORD_ID = ID;

/** A source as lists show it. */
export function shortSource({ title, url, date }: Source): unknown {
  return { title, url, date };
}

/** A statement as whole records show it, without whatever else the record bears. */
export function plainFact({ id, text, sources }: Fact): unknown {
  return { id, text, sources };
}

/** Each source once, in order. */
export function eachOnce(sources: readonly Source[]): readonly Source[] {
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}
