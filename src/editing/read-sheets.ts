import { fold } from '../language/fold.ts';
import { type Cleaned, cleanCell, type RawCell } from './clean-cell.ts';
import { throughWindows1252 } from './csv.ts';
import { createKeyer } from './read-rows.ts';
import type { SheetFault } from './sheet-fault.ts';
import type { RawSheet } from './spreadsheet.ts';
import { type Cells, type Column, columnsOf, type Table } from './table.ts';

/** A row of an editor's sheet. */
export interface SheetRow {
  readonly table: Table;
  readonly key: string;
  readonly cells: Cells;
  /** Its number in the spreadsheet. */
  readonly line: number;
}

const EMPTY: RawCell = { value: null, formula: null, isError: false };
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Sheets that are ours and hold no rows. */
const OURS = ['_export', 'lisez moi'];

/**
 * Reads the sheets of an editor's file as rows, every fault at once. `isWhole`: a sheet that is missing is a fault.
 * `known` gives the cells of a row as they were exported, so that what was not touched is not tidied either.
 */
export function readSheets(
  sheets: readonly RawSheet[],
  tables: readonly Table[],
  options: { readonly file: string; readonly isWhole: boolean; readonly known: (table: Table) => readonly Cells[] },
): { rows: readonly SheetRow[]; read: readonly Table[]; faults: readonly SheetFault[]; warnings: readonly string[] } {
  const faults: SheetFault[] = [];
  const warnings: string[] = [];
  const rows: SheetRow[] = [];
  const read: Table[] = [];
  for (const table of tables) {
    const sheet = sheets.find((candidate) => fold(candidate.name) === fold(table.sheet));
    const report: Report = (line, column, what, remedy) =>
      faults.push({ file: options.file, sheet: table.sheet, line, column, what, remedy });
    if (sheet === undefined) {
      if (options.isWhole) report(null, null, 'cette feuille manque', 'remettez-la, ou repartez d’un nouvel export');
      continue;
    }
    read.push(table);
    rows.push(...readSheet(sheet, table, options.known(table), report));
  }
  for (const { name } of sheets) {
    const isKnown =
      tables.some((table) => fold(table.sheet) === fold(name)) || OURS.some((ours) => fold(ours) === fold(name));
    if (!isKnown) warnings.push(`La feuille « ${name} » n’est pas lue : les données n’en ont pas de ce nom.`);
  }
  return { rows, read, faults, warnings };
}

type Report = (line: number | null, column: string | null, what: string, remedy: string) => void;

function readSheet(sheet: RawSheet, table: Table, known: readonly Cells[], report: Report): readonly SheetRow[] {
  for (const range of sheet.merged) {
    report(
      Number(/\d+/.exec(range)?.[0]),
      null,
      `les cellules ${range} sont fusionnées`,
      'défaites la fusion et remplissez chaque cellule',
    );
  }
  const columns = findColumns(sheet.rows[0] ?? [], table, report);
  if (columns === null) return [];
  const keep = createKeeper(table, known, sheet.isLossy);
  const key = createKeyer(table);
  const lines = new Map<string, number>();
  return sheet.rows.flatMap((raw, index): readonly SheetRow[] => {
    const line = index + 1;
    if (index === 0 || raw.every((cell) => cell.formula === null && String(cell.value ?? '').trim() === '')) return [];
    const cleaned = columns.map(({ column, at }): [Column, RawCell, Cleaned] => {
      const cell = raw[at] ?? EMPTY;
      return [column, cell, cleanCell(column, cell)];
    });
    for (const [column, , result] of cleaned) {
      if ('what' in result) report(line, column.header, result.what, result.remedy);
    }
    if (cleaned.some(([, , result]) => 'what' in result)) return [];
    const cells = keep(cleaned.map(([column, cell, result]) => [column, cell, 'text' in result ? result.text : '']));
    if (!isIdentified(table, cells, line, report)) return [];
    const name = key(cells);
    if (
      name.endsWith(')') &&
      lines.has(name.replace(/ \(\d+\)$/, '')) &&
      table.rows !== 'values' &&
      !hasTwin(known, table, cells)
    ) {
      const first = lines.get(name.replace(/ \(\d+\)$/, ''));
      report(
        line,
        table.key.at(-1) ?? null,
        `cette ligne a le même identifiant que la ligne ${first}`,
        'donnez-en un autre à l’une des deux, ou supprimez-en une',
      );
      return [];
    }
    lines.set(name, line);
    return [{ table, key: name, cells, line }];
  });
}

function hasTwin(known: readonly Cells[], table: Table, cells: Cells): boolean {
  return known.filter((one) => table.key.every((header) => one[header] === cells[header])).length > 1;
}

/** Which cell of a row each column is; null, with faults, when the header row does not say. */
function findColumns(
  head: readonly RawCell[],
  table: Table,
  report: Report,
): readonly { readonly column: Column; readonly at: number }[] | null {
  const names = head.map((cell) => String(cell.value ?? '').trim());
  const wanted = columnsOf(table);
  const found = wanted.map((column) => ({ column, at: names.findIndex((name) => fold(name) === fold(column.header)) }));
  const missing = found.filter(({ at }) => at < 0).map(({ column }) => column.header);
  const strange = names.filter((name) => name !== '' && !wanted.some((column) => fold(column.header) === fold(name)));
  for (const header of missing) {
    report(
      1,
      header,
      strange.length === 0
        ? 'cette colonne manque'
        : `cette colonne manque ; celle qui s’appelle « ${strange[0]} » est inconnue`,
      `écrivez « ${header} » dans la première ligne`,
    );
  }
  if (missing.length === 0) {
    for (const name of strange) {
      report(
        1,
        name,
        'colonne inconnue',
        `retirez-la ; les colonnes de cette feuille sont : ${wanted.map((one) => one.header).join(', ')}`,
      );
    }
  }
  return missing.length === 0 ? found : null;
}

/** Gives a row its cells: as exported where nobody touched them, tidied elsewhere. */
function createKeeper(
  table: Table,
  known: readonly Cells[],
  isLossy: boolean,
): (cells: readonly (readonly [Column, RawCell, string])[]) => Cells {
  const damage = (text: string): string => (isLossy ? throughWindows1252(text) : text);
  const nameOf = (cells: Cells): string =>
    JSON.stringify(table.key.map((header) => squeeze(damage(cells[header] ?? ''))));
  const exact = (cells: Cells): string => JSON.stringify(table.key.map((header) => cells[header] ?? ''));
  const byExactKey = new Map(known.map((cells) => [exact(cells), cells]));
  const byKey = new Map(known.map((cells) => [nameOf(cells), cells]));
  return (read) => {
    const tidied = Object.fromEntries(read.map(([column, , text]) => [column.header, text]));
    const raw = Object.fromEntries(read.map(([column, cell]) => [column.header, String(cell.value ?? '')]));
    const before = byExactKey.get(exact(raw)) ?? byKey.get(nameOf(raw)) ?? byKey.get(nameOf(tidied));
    if (before === undefined) return tidied;
    return Object.fromEntries(
      read.map(([{ header }, , text]) => {
        const was = before[header] ?? '';
        const isSame = raw[header] === was || text === was || squeeze(raw[header] ?? '') === squeeze(damage(was));
        return [header, isSame ? was : text];
      }),
    );
  };
}

/** The same text whatever the kind of its spaces. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isIdentified(table: Table, cells: Cells, line: number, report: Report): boolean {
  let isFine = true;
  for (const header of table.key) {
    if (cells[header] === '') {
      report(line, header, 'la cellule est vide', 'remplissez-la, ou supprimez la ligne entière');
      isFine = false;
    }
  }
  if (table.rows === 'files' && isFine && !ID.test(cells.Identifiant ?? '')) {
    report(
      line,
      'Identifiant',
      `« ${cells.Identifiant} » est mal formé`,
      'n’écrivez que des minuscules sans accent, des chiffres et des traits d’union',
    );
    isFine = false;
  }
  return isFine;
}
