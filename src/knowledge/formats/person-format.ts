import * as z from 'zod/v4';
import { day, id, record, text } from './field.ts';

/** One file of `data/people/`. */
export const personFormat = record({
  id,
  nom: text,
  'autres-noms': z.array(text).default([]),
  'relu-le': day.describe('Date de la dernière relecture de cette fiche.'),
});

export type PersonFile = z.infer<typeof personFormat>;
