import type { Call } from '../../channels/http.ts';
import type { Asked, Choice, Filter } from './dataset.ts';

/** How a record or a list is written. */
export const FORMATS = ['json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<Format, readonly string[]>> = {
  json: ['application/json', 'application/*', '*/*'],
  csv: ['text/csv', 'text/*', '*/*'],
};
const LONGEST_ECHO = 80;

/** A parameter that cannot be followed: which, why in French, and what would do. */
export interface Fault {
  readonly parameter: string;
  readonly detail: string;
  readonly allowed: readonly string[];
}

/** Spellings that differ only in capitals, accents, spaces and hyphens are one. */
const SAME = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

/**
 * Reads what a request filters by and the format it wants: the suffix of the address, else `format`, else `Accept`,
 * else JSON. Gives a fault for a parameter or a value that does not exist.
 */
export function readRequest(
  { query, headers }: Pick<Call, 'query' | 'headers'>,
  filters: readonly Filter[],
  suffix: Format | null,
): { readonly asked: Asked; readonly format: Format } | { readonly fault: Fault } {
  const names = [...filters.map(({ name }) => name), ...(suffix === null ? ['format'] : [])];
  const stranger = [...query.keys()].find((name) => !names.some((one) => one === name));
  if (stranger !== undefined) return { fault: unknownParameter(stranger, names) };

  const asked: { -readonly [name in keyof Asked]: Asked[name] } = {};
  for (const filter of filters) {
    const wanted = query.getAll(filter.name);
    if (wanted.length === 0) continue;
    const values = wanted.map((value) => findChoice(value, filter.choices));
    const at = values.indexOf(undefined);
    if (at >= 0) return { fault: unknownValue(filter.name, wanted[at] ?? '', filter.choices) };
    asked[filter.name] = values.filter((value) => value !== undefined);
  }

  const formats = query.getAll('format');
  const odd = formats.find((value) => !FORMATS.some((format) => format === value));
  if (odd !== undefined)
    return {
      fault: unknownValue(
        'format',
        odd,
        FORMATS.map((value) => ({ value, names: [] })),
      ),
    };
  const format = FORMATS.find((one) => one === formats[0]);
  return { asked, format: suffix ?? format ?? preferred(headers.accept ?? '') };
}

/** The format that an `Accept` header likes best; JSON when it likes both as well, or neither. */
function preferred(accept: string): Format {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
    return { type, weight: Number.isNaN(weight) ? 0 : weight };
  });
  // The most exact range decides, as in RFC 9110: `text/csv;q=0, */*` takes anything but CSV.
  const weigh = (format: Format): number =>
    MEDIA_TYPES[format].flatMap((type) => ranges.filter((range) => range.type === type))[0]?.weight ?? 0;
  return weigh('csv') > weigh('json') ? 'csv' : 'json';
}

function findChoice(wanted: string, choices: readonly Choice[]): string | undefined {
  const choice =
    choices.find(({ value }) => value === wanted) ??
    choices.find(({ value, names }) =>
      [value, ...names].some((name) => wanted.trim() !== '' && SAME.compare(name, wanted) === 0),
    );
  return choice?.value;
}

/** "53 (Bretagne)" */
function wordChoice({ value, names: [name] }: Choice): string {
  return name === undefined || SAME.compare(name, value) === 0 ? value : `${value} (${name})`;
}

function unknownParameter(name: string, allowed: readonly string[]): Fault {
  const has =
    allowed.length === 0 ? 'Cette adresse n’en prend aucun.' : `Paramètres admis\u00a0: ${allowed.join(', ')}.`;
  return { parameter: name, detail: `Le paramètre ${echo(name)} n’existe pas ici. ${has}`, allowed };
}

function unknownValue(parameter: string, value: string, choices: readonly Choice[]): Fault {
  const values = `Valeurs admises\u00a0: ${choices.map(wordChoice).join(', ')}.`;
  return {
    parameter,
    detail: `Le paramètre ${echo(parameter)} n’admet pas ${echo(value)}. ${values}`,
    allowed: choices.map((choice) => choice.value),
  };
}

/** What was sent, between French quotes and no longer than a line. */
export function echo(sent: string): string {
  return `«\u00a0${sent.length > LONGEST_ECHO ? `${sent.slice(0, LONGEST_ECHO)}…` : sent}\u00a0»`;
}
