import type { ValuePath } from '../knowledge/parse-file.ts';
import { toCell } from './cell-text.ts';
import { type Cells, columnsOf, keyOf, type Table, type Value } from './table.ts';
import { valueAt } from './value.ts';

/** The parsed files of a data folder by their path, as editable copies. */
export type Files = Map<string, Value>;

/** One row as the data holds it today. */
export interface Row {
  readonly table: Table;
  readonly key: string;
  readonly cells: Cells;
  readonly file: string;
  /** Where its record stands in the file. */
  readonly at: ValuePath;
  readonly item: Value;
}

/** The rows of a sheet, in the order of files and lists; a key that comes twice gets « (2) » behind it. */
export function readRows(table: Table, files: Files): readonly Row[] {
  const rows: Row[] = [];
  const name = createKeyer(table);
  for (const [file, value] of files) {
    for (const { at, parent } of table.homes(file, value)) {
      const list = table.rows === 'files' || table.rows === 'file' ? [valueAt(value, at)] : (valueAt(value, at) ?? []);
      if (!Array.isArray(list)) continue;
      for (const [index, item] of list.entries()) {
        if (item === undefined) continue;
        const cells = cellsOf(table, parent, item);
        const path = table.rows === 'files' || table.rows === 'file' ? at : [...at, index];
        rows.push({ table, key: name(cells), cells, file, at: path, item });
      }
    }
  }
  return rows;
}

/** Names rows by their key cells, and tells apart those that have the same. */
export function createKeyer(table: Table): (cells: Cells) => string {
  const seen = new Map<string, number>();
  return (cells) => {
    const key = keyOf(table, cells);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  };
}

function cellsOf(table: Table, parent: string, item: Value): Cells {
  return Object.fromEntries(
    columnsOf(table).map((column) => [
      column.header,
      column === table.parent ? parent : toCell(column, valueAt(item, column.path)),
    ]),
  );
}
