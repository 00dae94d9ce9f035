import * as z from 'zod/v4';

const examples = z.strictObject({ id: z.string().min(1), examples: z.array(z.string().min(1)).min(1) });

/** One file of `data/intents/`: one intent, or a list of them. */
export const intentsFormat = z.union([z.array(examples), examples]);

/** `data/unheld.yaml`: what people ask for and the data does not hold. */
export const unheldFormat = z.array(
  z.strictObject({
    id: z.string().min(1),
    label: z.string().min(1),
    words: z.array(z.string().min(1)),
    instead: z
      .string()
      .transform((value) => (value === 'null' || value === '' ? null : value))
      .nullish()
      .transform((value) => value ?? null),
  }),
);

export type IntentsFile = z.infer<typeof intentsFormat>;
export type UnheldFile = z.infer<typeof unheldFormat>;
