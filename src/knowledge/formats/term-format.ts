import * as z from 'zod/v4';
import { id, record, sources, text } from './field.ts';

/** One file of `data/terms/`. */
export const termFormat = record({
  id,
  terme: text,
  developpe: text.optional().describe('Le sigle en toutes lettres.'),
  synonymes: z.array(text).default([]),
  exemples: z.array(text).default([]).describe('Des phrases qui en parlent sans le nommer.'),
  definition: record({ texte: text, sources }),
});

export type TermFile = z.infer<typeof termFormat>;
