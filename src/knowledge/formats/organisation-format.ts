import * as z from 'zod/v4';
import { code, date, day, id, record, sources, text, url } from './field.ts';

export const STATES = ['active', 'renommée', 'dissoute', 'non vérifiée'] as const;

/** One file of `data/organisations/`. */
export const organisationFormat = record({
  id,
  nom: text,
  sigle: text.optional(),
  'autres-noms': z.array(text).default([]),
  nature: text.describe('Par exemple : association, collectivité, incubateur, CRESS.'),
  'cress-de': code.optional().describe('Code officiel de la région, pour une CRESS seulement.'),
  ville: text.optional(),
  site: record({
    adresse: url,
    verifie: record({ le: date, par: text }).optional().describe('Quand et par qui ; absent : « lien non vérifié ».'),
  }).optional(),
  description: record({ texte: text, sources }).optional(),
  etat: record({
    est: z.enum(STATES),
    texte: text,
    sources,
    'a-la-place': id.optional().describe('Organisation à qui s’adresser à la place.'),
  })
    .optional()
    .describe('Absent : aucun changement connu.'),
  'relu-le': day.describe('Date de la dernière relecture de cette fiche.'),
  sources,
});

export type OrganisationFile = z.infer<typeof organisationFormat>;
