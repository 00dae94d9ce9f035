import type { Dataset } from './dataset.ts';
import type { Format } from './read-request.ts';
import { type Representation, represent } from './representation.ts';
import { toCsv } from './to-csv.ts';

/** What each format is called in HTTP. */
export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** The bodies of a dataset, each written at most once; only filtered lists are put together anew. */
export interface Bodies {
  all(format: Format): Representation;
  /** The list of these records alone. */
  some(ids: readonly string[], format: Format): Representation;
  /** One whole record; its id must exist. */
  one(id: string, format: Format): Representation;
}

/** Writes a dataset; `version` is that of the data. */
export function createBodies(dataset: Dataset, version: string): Bodies {
  const { ids, row, rowOf, wholeOf, tableRow, tableOf } = dataset;
  const whole = new Map<string, Representation>();
  const lists = new Map<Format, Representation>();
  const rows = new Map<string, string>();
  const rowText = (id: string): string => keep(rows, id, () => JSON.stringify(rowOf(id)));
  const write = (some: readonly string[], format: Format): Representation =>
    format === 'json'
      ? represent(`[${some.map(rowText).join(',\n')}]\n`, MEDIA_TYPES.json, version)
      : represent(toCsv(row, some.map(rowOf)), MEDIA_TYPES.csv, version);
  return {
    all: (format) => keep(lists, format, () => write(ids, format)),
    some: write,
    one: (id, format) =>
      keep(whole, `${id}.${format}`, () =>
        format === 'json'
          ? represent(`${JSON.stringify(wholeOf(id))}\n`, MEDIA_TYPES.json, version)
          : represent(toCsv(tableRow, tableOf(id)), MEDIA_TYPES.csv, version),
      ),
  };
}

function keep<Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = make();
  kept.set(key, made);
  return made;
}
