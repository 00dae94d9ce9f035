import * as z from 'zod/v4';
import { record, text } from './field.ts';
import { phrase } from './territory-format.ts';

const place = z
  .string()
  .regex(
    /^(region|departement|epci|commune)-[0-9AB]+$/,
    'lieu mal formé ; par exemple region-53, departement-35, epci-243500139 ou commune-35238',
  );

/** `data/places/formules.yaml`: how the names of regions and départements sit in a sentence. */
export const phrasesFormat = z.array(record({ lieu: place, ...phrase.shape }));

/** `data/places/alias.yaml`: everyday names that lead to official places. */
export const aliasesFormat = z.array(record({ noms: z.array(text).min(1), lieux: z.array(place).min(1) }));

export type PhrasesFile = z.infer<typeof phrasesFormat>;
export type AliasesFile = z.infer<typeof aliasesFormat>;
