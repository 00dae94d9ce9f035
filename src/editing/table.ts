import type { ValuePath } from '../knowledge/parse-file.ts';

/** A YAML value as the data writes it: every scalar is a string. Mutable, for whoever edits a copy. */
export type Value = string | Value[] | { [key: string]: Value };

/** What a cell holds: it decides how a cell is tidied when it comes back from a spreadsheet. */
export type CellKind = 'id' | 'text' | 'words' | 'date' | 'code' | 'url' | 'choice' | 'ref';

/** One column of a sheet, and the value of the record that it shows. */
export interface Column {
  readonly header: string;
  /** Where the value stands in the record; empty for a list of plain words, where the record is the value. */
  readonly path: readonly string[];
  readonly kind: CellKind;
  /** True when one cell holds several values, parted by semicolons. */
  readonly isList: boolean;
  /** The only values allowed, for `choice`. */
  readonly choices: readonly string[];
  /** The sheet whose identifiers are allowed, for `ref`. */
  readonly to: string | null;
  /** How many digits an official code has, so that a zero lost on the way can be put back. */
  readonly digits: number;
  readonly help: string;
}

/** A list of records inside a file: where it stands, and the identifier of the record it belongs to. */
export interface Home {
  readonly at: ValuePath;
  readonly parent: string;
}

/** One sheet: which records of `data/` are its rows, and which of their values its columns. */
export interface Table {
  readonly sheet: string;
  /** `files`: each row is a file of `folder`; `file`: the one row is a file; `items`: rows are records of a list; `values`: plain words of a list. */
  readonly rows: 'files' | 'file' | 'items' | 'values';
  /** Where new files go, for `files`. */
  readonly folder: string;
  readonly help: string;
  /** The column that says which record a row belongs to; null when rows stand alone. */
  readonly parent: Column | null;
  readonly columns: readonly Column[];
  /** The headers whose cells tell one row from another. */
  readonly key: readonly string[];
  /** Which lists of a file are rows of this sheet; none for most files. For `files` and `file`, the file itself. */
  homes(path: string, value: Value): readonly Home[];
}

/** The text of each cell of a row, by its header; '' when empty. */
export type Cells = Readonly<Record<string, string>>;

/** All columns of a sheet, from left to right. */
export function columnsOf(table: Table): readonly Column[] {
  return table.parent === null ? table.columns : [table.parent, ...table.columns];
}

/** What tells a row from the others of its sheet, as one text. */
export function keyOf(table: Table, cells: Cells): string {
  return table.key.map((header) => cells[header] ?? '').join(' · ');
}
