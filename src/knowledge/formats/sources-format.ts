import * as z from 'zod/v4';
import { date, id, record, text, url } from './field.ts';

/** `data/sources.yaml`. */
export const sourcesFormat = z.array(
  record({
    id,
    titre: text,
    editeur: text.optional(),
    adresse: url,
    date: date.optional().describe('Absente quand la page n’en porte pas.'),
  }),
);

export type SourcesFile = z.infer<typeof sourcesFormat>;
