import * as z from 'zod/v4';
import { LABEL_TOPICS } from '../../answer.ts';
import { date, id, record, sources, text } from './field.ts';
import { appearance, gap } from './territory-format.ts';

/** `data/label.yaml`. */
export const labelFormat = record({
  nom: text,
  'autres-noms': z.array(text).default([]),
  resume: record({ texte: text, sources }),
  sections: z.array(
    record({ id: z.enum(LABEL_TOPICS), titre: text, faits: z.array(record({ id, texte: text, sources })).min(1) }),
  ),
  chronologie: z.array(record({ id, date, texte: text, sources })),
  personnes: z.array(appearance).default([]),
  manques: z.array(gap).default([]),
});

export type LabelFile = z.infer<typeof labelFormat>;
