import type { ValuePath } from '../knowledge/parse-file.ts';
import { fromCell } from './cell-text.ts';
import type { Change } from './changes.ts';
import { type Files, readRows } from './read-rows.ts';
import { type Cells, type Column, columnsOf, type Table, type Value } from './table.ts';
import { isMapping, valueAt } from './value.ts';

/** A change that has no place to go: its row belongs to a record that does not exist. */
export interface Homeless {
  readonly change: Change;
  readonly parent: string;
}

/** The files with all changes made, and those that could not be; `files` itself stays as it is. */
export function applyChanges(
  files: Files,
  changes: readonly Change[],
  tables: readonly Table[],
): { files: Files; homeless: readonly Homeless[] } {
  const copy: Files = structuredClone(files);
  const homeless: Homeless[] = [];
  const inOrder = [...changes].sort((a, b) => rank(a) - rank(b));
  for (const table of tables) {
    const mine = inOrder.filter((change) => change.table === table && change.kind !== 'add');
    if (mine.length === 0) continue;
    const rows = new Map(readRows(table, copy).map((row) => [row.key, row]));
    for (const change of mine) {
      const row = rows.get(change.key);
      if (row === undefined) continue;
      if (change.kind === 'edit') setCells(table, row.item, change.cells);
      else if (table.rows === 'files') copy.delete(row.file);
      else removeItem(copy.get(row.file) ?? [], row.at.slice(0, -1), row.item);
    }
  }
  for (const change of inOrder) {
    if (change.kind !== 'add') continue;
    const parent = change.table.parent === null ? '' : (change.cells[change.table.parent.header] ?? '');
    if (!add(copy, change.table, change.cells, parent)) homeless.push({ change, parent });
  }
  return { files: copy, homeless };
}

/** New records come before what belongs to them. */
function rank(change: Change): number {
  return change.kind === 'add' && change.table.rows === 'files' ? 0 : 1;
}

function add(files: Files, table: Table, cells: Cells, parent: string): boolean {
  const item = newItem(table, cells);
  if (table.rows === 'files') {
    files.set(`${table.folder}/${cells.Identifiant}.yaml`, item);
    return true;
  }
  for (const [file, value] of files) {
    const home = table.homes(file, value).find((one) => one.parent === parent);
    if (home === undefined) continue;
    const found = valueAt(value, home.at);
    if (Array.isArray(found)) found.push(item);
    else setAt(value, home.at.map(String), [item], fileOrder(table, file));
    return true;
  }
  return false;
}

function newItem(table: Table, cells: Cells): Value {
  if (table.rows === 'values') return cells[table.columns[0]?.header ?? ''] ?? '';
  const item: Value = {};
  setCells(table, item, cells);
  return item;
}

function setCells(table: Table, item: Value, cells: Cells): void {
  for (const column of table.columns) {
    const cell = cells[column.header];
    if (cell !== undefined) setAt(item, column.path, fromCell(column, cell), table.columns.map(pathOf));
  }
}

function pathOf(column: Column): readonly string[] {
  return column.path;
}

/** Sets or removes a value, with its mappings made or dropped on the way; new keys take the place that `order` gives them. */
function setAt(
  item: Value,
  path: readonly string[],
  value: Value | undefined,
  order: readonly (readonly string[])[],
): void {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(item)) return;
  if (rest.length === 0) {
    if (value === undefined) delete item[key];
    else
      insertKey(
        item,
        key,
        value,
        order.map(([first = '']) => first),
      );
    return;
  }
  const below = order.filter(([first]) => first === key).map(([, ...others]) => others);
  const inner = item[key];
  if (isMapping(inner)) {
    setAt(inner, rest, value, below);
    if (Object.keys(inner).length === 0) delete item[key];
  } else if (value !== undefined) {
    const made: Value = {};
    setAt(made, rest, value, below);
    insertKey(
      item,
      key,
      made,
      order.map(([first = '']) => first),
    );
  }
}

/** Puts a key after the last of those that come before it in `order`. */
function insertKey(item: { [key: string]: Value }, key: string, value: Value, order: readonly string[]): void {
  if (Object.hasOwn(item, key)) {
    item[key] = value;
    return;
  }
  const before = order.slice(0, order.indexOf(key));
  const entries = Object.entries(item);
  const at = entries.findLastIndex(([name]) => before.includes(name)) + 1;
  const later = entries.slice(at);
  for (const [name] of later) delete item[name];
  item[key] = value;
  for (const [name, one] of later) item[name] = one;
}

/** A list that lost its last row is no longer written. */
function removeItem(value: Value, at: ValuePath, item: Value): void {
  const list = valueAt(value, at);
  const holder = valueAt(value, at.slice(0, -1));
  if (!Array.isArray(list)) return;
  list.splice(list.indexOf(item), 1);
  if (list.length === 0 && isMapping(holder)) delete holder[String(at.at(-1))];
}

/** The order of the keys of a whole file, for a list that it does not have yet. */
function fileOrder(table: Table, file: string): readonly (readonly string[])[] {
  return [...(FILE_ORDERS[file.split('/')[0] ?? ''] ?? columnsOf(table).map((column) => String(column.path[0])))].map(
    (key) => [key],
  );
}

const FILE_ORDERS: Readonly<Record<string, readonly string[]>> = {
  territories: [
    'id',
    'nom',
    'autres-noms',
    'dans-la-phrase',
    'categorie',
    'forme',
    'region',
    'departements',
    'perimetre',
    'vague',
    'labellise-le',
    'sources-du-label',
    'remise',
    'resume',
    'defis',
    'actions',
    'projets',
    'impacts',
    'chiffres',
    'membres',
    'personnes',
    'manques',
  ],
  themes: ['id', 'nom', 'plus-large', 'synonymes'],
  terms: ['id', 'terme', 'developpe', 'synonymes', 'definition'],
  'label.yaml': ['nom', 'autres-noms', 'resume', 'sections', 'chronologie', 'personnes', 'manques'],
};
