import * as z from 'zod/v4';
import { record, text } from './field.ts';

/** How an editor writes each decision of `Collision`. */
export const DECISIONS = ['mot', 'demander', 'premier', 'second', 'distincts'] as const;

/** `data/collisions.yaml`. */
export const collisionsFormat = z.array(
  record({
    entre: z.string().min(1),
    et: z.string().min(1).describe('Un autre nom, ou un mot courant.'),
    decision: z
      .enum(DECISIONS)
      .describe(
        'mot : seul le nom exact compte ; demander : on demande lequel ; premier, second : celui-là l’emporte ; distincts : on ne les confond pas.',
      ),
    pourquoi: text,
  }),
);

export type CollisionsFile = z.infer<typeof collisionsFormat>;
