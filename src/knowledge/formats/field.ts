import * as z from 'zod/v4';
import { findTypographyFaults } from '../find-typography-faults.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const LATEST_YEAR = 2100;

/** A mapping that refuses keys it does not know, and says which ones it knows. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `clé inconnue « ${issue.keys.join(' », « ')} » ; clés permises ici : ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

/** French text that a user reads: not empty, and typographically clean. */
export const text = z
  .string()
  .min(1)
  .superRefine((value, context) => {
    for (const fault of findTypographyFaults(value)) context.addIssue({ code: 'custom', message: fault });
  })
  .describe('Texte français : apostrophe ’, espace insécable avant : ; ? ! » et après «.');

/** An identifier: lower-case letters without accents, digits and hyphens. */
export const id = z
  .string()
  .regex(ID, 'identifiant mal formé ; n’écrivez que des minuscules sans accent, des chiffres et des traits d’union')
  .describe('Identifiant stable : minuscules sans accent, chiffres, traits d’union.');

/** A date, possibly only a month or a year: `2019-02-25`, `2019-02`, `2019`. */
export const date = z
  .string()
  .refine(isRealDate, 'date impossible ; écrivez-la ainsi : 2019-02-25 (ou 2019-02, ou 2019)')
  .meta({ description: 'Date : 2019-02-25, ou 2019-02, ou 2019.', type: ['string', 'integer'] });

/** A full date. */
export const day = date
  .refine((value) => value.length === 10, 'date incomplète ; écrivez l’année, le mois et le jour : 2019-02-25')
  .describe('Date entière : 2019-02-25.');

/** A web address. */
export const url = z
  .url({ protocol: /^https?$/, error: 'adresse mal formée ; elle commence par https:// ou http://' })
  .describe('Adresse complète, avec https://');

/** An official code: `53`, `2A`, `243500139`. */
export const code = z.string().regex(/^[0-9AB]{2,9}$/, 'code officiel mal formé ; par exemple ’53’ pour la Bretagne');

/** At least one identifier of `sources.yaml`. */
export const sources = z
  .array(id)
  .min(1, 'aucune source ; citez au moins une page de sources.yaml')
  .describe('Pages qui le disent : identifiants de data/sources.yaml.');

/** Identifiers of themes. */
export const themes = z.array(id).default([]).describe('Identifiants de thèmes (data/themes/).');

function isRealDate(value: string): boolean {
  if (!DATE.test(value)) return false;
  const [year = 0, month = 1, dayOfMonth = 1] = value.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return real.getUTCMonth() === month - 1 && year > 1700 && year < LATEST_YEAR;
}
