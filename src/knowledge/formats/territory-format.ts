import * as z from 'zod/v4';
import { TERRITORY_KINDS } from '../../records.ts';
import { code, date, day, id, record, sources, text, themes } from './field.ts';

export const GAP_SUBJECTS = [
  'défis',
  'actions',
  'projets',
  'contacts',
  'personnes',
  'impacts',
  'lieux',
  'dates',
  'autre',
] as const;
export const PLACES_IN_GROUP = ['chef de file', 'membre', 'partenaire', 'contexte'] as const;
const LINKS = ['label', 'contexte'] as const;

const statement = record({ id, texte: text, sources });
const statementOnThemes = record({ id, texte: text, themes, sources });

const challenge = record({
  id,
  titre: text,
  texte: text,
  officiel: z
    .enum(['oui', 'non'])
    .optional()
    .describe('« non » quand l’intitulé n’est pas celui de la candidature ; absent quand aucune source ne le dit.'),
  themes,
  mots: z.array(text).default([]).describe('Sous-thèmes, dans les mots de la source.'),
  sources,
});

const work = record({
  id,
  titre: text.optional(),
  texte: text,
  lien: z.enum(LINKS).describe('« label » quand une source le rattache au label, sinon « contexte ».'),
  'note-de-lien': text.optional(),
  themes,
  sources,
});

const member = record({
  id,
  organisation: id,
  place: z.enum(PLACES_IN_GROUP),
  role: text,
  themes: themes.default([]),
  note: text.optional(),
  sources,
});

/** What somebody was and said, at a date. */
export const appearance = record({
  id,
  personne: id,
  fonction: text,
  date: date.optional(),
  position: text.optional(),
  sources,
});

/** What no source says. */
export const gap = record({ id, sur: z.enum(GAP_SUBJECTS), texte: text });

/** How a name sits in a sentence. */
export const phrase = record({ le: text, en: text, de: text }).describe(
  '« le » : la Drôme ; « en » : dans la Drôme ; « de » : de la Drôme.',
);

/** One file of `data/territories/`. */
export const territoryFormat = record({
  id,
  nom: text,
  'autres-noms': z.array(text).default([]),
  'dans-la-phrase': phrase,
  categorie: z.enum(TERRITORY_KINDS),
  forme: text.optional().describe('Forme juridique ou nature, quand une source la dit.'),
  region: code.describe('Code officiel de la région.'),
  departements: z.array(code).default([]),
  perimetre: record({
    regions: z.array(code).default([]),
    departements: z.array(code).default([]),
    intercommunalites: z.array(code).default([]).describe('Numéros Siren.'),
    communes: z.array(code).default([]).describe('Codes Insee.'),
    sources,
  }).describe('Les lieux officiels qui mènent à ce territoire.'),
  vague: z.enum(['1', '2']).meta({ enum: ['1', '2', 1, 2], type: ['string', 'integer'] }),
  'labellise-le': day,
  'sources-du-label': sources,
  remise: record({ le: date, sources }).optional(),
  resume: record({ texte: text, themes, sources }),
  defis: z.array(challenge).default([]),
  actions: z.array(work).default([]),
  projets: z.array(work).default([]),
  impacts: z.array(statementOnThemes).default([]),
  chiffres: z.array(statement).default([]),
  membres: z.array(member).default([]),
  personnes: z.array(appearance).default([]),
  manques: z.array(gap).default([]),
});

export type TerritoryFile = z.infer<typeof territoryFormat>;
