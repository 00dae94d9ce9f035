import { object, type Schema } from './schema.ts';

/** One property of the records of a dataset: its name, what it holds, and how it is read from our record. */
export interface Field<Item> {
  readonly name: string;
  readonly schema: Schema;
  read(item: Item): unknown;
}

/** The filters there are; each takes several values, any of which will do. */
export type FilterName = 'theme' | 'region' | 'wave' | 'kind';

/** What a request filters by, in the values of `Choice`; a filter that is absent keeps everything. */
export type Asked = Readonly<Partial<Record<FilterName, readonly string[]>>>;

/** One value of a filter, and the other spellings it is known by. */
export interface Choice {
  readonly value: string;
  readonly names: readonly string[];
}

/** A filter of one dataset, with all the values it admits. */
export interface Filter {
  readonly name: FilterName;
  readonly description: string;
  readonly choices: readonly Choice[];
}

/** A dataset as a table that explains itself; `createDataset` makes it answer. */
export interface Definition<Item> {
  /** The last part of its address: `territoires`. */
  readonly path: string;
  /** « un territoire », « Le territoire » … for summaries and errors. */
  readonly one: string;
  readonly title: string;
  readonly description: string;
  /** The names of its components: `Territoire`, `TerritoireEntier`. */
  readonly component: string;
  readonly items: readonly Item[];
  idOf(item: Item): string;
  /** What a list shows of each record. */
  readonly fields: readonly Field<Item>[];
  /** What only the whole record adds, or says more fully under the same name. */
  readonly more: readonly Field<Item>[];
  readonly filters: readonly Filter[];
  select(asked: Asked): (item: Item) => boolean;
  /** The whole record as a table; its one line of the list when absent. */
  readonly table?: { readonly row: Schema; rows(item: Item): readonly unknown[] };
}

/** A dataset whose records are plain JSON values by now. */
export interface Dataset {
  readonly path: string;
  readonly one: string;
  readonly title: string;
  readonly description: string;
  readonly filters: readonly Filter[];
  readonly ids: readonly string[];
  readonly row: Schema;
  readonly whole: Schema;
  /** The lines of the list that a request asks for, in the order of the data. */
  select(asked: Asked): readonly string[];
  rowOf(id: string): unknown;
  wholeOf(id: string): unknown;
  /** The table of one record, as `row` (of the table) describes each of its lines. */
  readonly tableRow: Schema;
  tableOf(id: string): readonly unknown[];
}

/** Joins a definition and its records. Every id asked for must be one of `ids`. */
export function createDataset<Item>(definition: Definition<Item>): Dataset {
  const { items, idOf, fields, more, table, component } = definition;
  const byId = new Map(items.map((item) => [idOf(item), item]));
  const added = new Map(more.map((field) => [field.name, field]));
  const wholeFields = [
    ...fields.map((field) => added.get(field.name) ?? field),
    ...more.filter((field) => !fields.some(({ name }) => name === field.name)),
  ];
  const row = object(schemasOf(fields), component);
  const rowOf = (id: string): unknown => readFields(fields, find(byId, id));
  return {
    ...definition,
    ids: [...byId.keys()],
    row,
    whole: object(schemasOf(wholeFields), `${component}Entier`),
    select(asked) {
      const keeps = definition.select(asked);
      return items.filter(keeps).map(idOf);
    },
    rowOf,
    wholeOf: (id) => readFields(wholeFields, find(byId, id)),
    tableRow: table?.row ?? row,
    tableOf: (id) => table?.rows(find(byId, id)) ?? [rowOf(id)],
  };
}

function find<Item>(byId: ReadonlyMap<string, Item>, id: string): Item {
  const item = byId.get(id);
  if (item === undefined) throw new Error(`no record ${id}`);
  return item;
}

function schemasOf<Item>(fields: readonly Field<Item>[]): Record<string, Schema> {
  return Object.fromEntries(fields.map(({ name, schema }) => [name, schema]));
}

function readFields<Item>(fields: readonly Field<Item>[], item: Item): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, read }) => [name, read(item)]));
}
