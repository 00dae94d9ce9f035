import type { Schema } from './schema.ts';

/** For Excel, which reads a CSV file as UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';
const END_OF_LINE = '\r\n';
/** Between the values of a list inside one cell; no field of the data holds it. */
const BETWEEN = ' | ';
/** What makes a spreadsheet take a cell for a formula, full-width forms included. */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NEEDS_QUOTES = /[";\r\n]/;

/**
 * A table with semicolons, as French spreadsheets expect. The columns are those of the schema of a line: a nested
 * property is `sources.url`, and a list becomes one cell with `|` between its values.
 */
export function toCsv(row: Schema, lines: readonly unknown[]): string {
  const columns = columnsOf(row, []);
  const table = [
    columns.map((path) => path.join('.')),
    ...lines.map((line) => columns.map((path) => quote(disarm(read(line, path))))),
  ];
  return BYTE_ORDER_MARK + table.map((cells) => cells.join(';') + END_OF_LINE).join('');
}

function columnsOf(schema: Schema, path: readonly string[]): readonly (readonly string[])[] {
  const { properties } = schema.items ?? schema;
  if (properties === undefined) return [path];
  return Object.entries(properties).flatMap(([name, inner]) => columnsOf(inner, [...path, name]));
}

function read(value: unknown, path: readonly string[]): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => read(one, path)).join(BETWEEN);
  const [name, ...rest] = path;
  if (name === undefined) return String(value);
  return typeof value === 'object' && name in value ? read(new Map(Object.entries(value)).get(name), rest) : '';
}

/** An apostrophe before it makes a spreadsheet show a formula instead of computing it. */
function disarm(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function quote(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
