import * as z from 'zod/v4';
import { id, record, text } from './field.ts';

/** One file of `data/themes/`. */
export const themeFormat = record({
  id,
  nom: text,
  'plus-large': id.optional().describe('Identifiant du thème plus large.'),
  synonymes: z.array(text).default([]).describe('Les mots de tous les jours pour ce thème.'),
  exemples: z.array(text).default([]).describe('Des besoins et des questions qui en parlent sans le nommer.'),
});

export type ThemeFile = z.infer<typeof themeFormat>;
