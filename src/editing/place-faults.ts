import type { Fault } from '../knowledge/fault.ts';
import { formatFault } from '../knowledge/fault.ts';
import { createLocator } from '../knowledge/parse-file.ts';
import { type Files, type Row, readRows } from './read-rows.ts';
import type { SheetRow } from './read-sheets.ts';
import { formatSheetFault } from './sheet-fault.ts';
import { type Column, columnsOf, type Table } from './table.ts';
import { valueAt } from './value.ts';

/**
 * Says faults of YAML files where an editor of a spreadsheet sees them. `texts` and `files` are what the import would
 * write; a fault of a value that no sheet shows keeps its file and line.
 */
export function placeFaults(
  faults: readonly Fault[],
  texts: ReadonlyMap<string, string>,
  files: Files,
  tables: readonly Table[],
  sheetRows: readonly SheetRow[],
): readonly string[] {
  const lines = new Map(sheetRows.map((row) => [`${row.table.sheet} ${row.key}`, row.line]));
  const concerned = new Set(faults.map((fault) => fault.file));
  const rows = tables.flatMap((table) => readRows(table, files)).filter((row) => concerned.has(row.file));
  return faults.map((fault) => {
    const text = texts.get(fault.file);
    const found = text === undefined ? null : findCell(fault, text, files, rows);
    const { what, remedy } = fault;
    if (found === null) return inCloseNames(fault) ?? formatFault(fault);
    const { row, column } = found;
    const line = lines.get(`${row.table.sheet} ${row.key}`) ?? null;
    const where = line === null ? ` (« ${row.key} »)` : '';
    return formatSheetFault({
      file: '',
      sheet: row.table.sheet + where,
      line,
      column: column?.header ?? null,
      what,
      remedy: forSheets(remedy),
    });
  });
}

function findCell(
  fault: Fault,
  text: string,
  files: Files,
  rows: readonly Row[],
): { row: Row; column: Column | null } | null {
  const locate = createLocator({ path: fault.file, text });
  const isHere = (path: Row['at']): boolean => {
    const place = locate(path);
    return place.line === fault.line && place.column === fault.column;
  };
  const named = /^il manque « (.+) »$/.exec(fault.what)?.[1];
  let whole: { row: Row; column: Column | null } | null = null;
  for (const row of rows) {
    if (row.file !== fault.file) continue;
    for (const column of columnsOf(row.table)) {
      if (column === row.table.parent) continue;
      const path = [...row.at, ...column.path];
      const value = valueAt(files.get(row.file) ?? '', path);
      if (named !== undefined && column.path.at(-1) === named && value === undefined && isHere(path.slice(0, -1)))
        return { row, column };
      if (value === undefined || (named !== undefined && column.path.at(-1) !== named)) continue;
      if (named === undefined && isHere(path)) return { row, column };
      if (Array.isArray(value) && value.some((_, index) => isHere([...path, index]))) return { row, column };
    }
    if (row.at.length > 0 && isHere(row.at)) whole = { row, column: null };
  }
  return whole;
}

/** Two names that are too close stand in no cell: they want a line of their own. */
function inCloseNames({ file, what, remedy }: Fault): string | null {
  if (file !== 'collisions.yaml' || !remedy.startsWith('ajoutez : {')) return null;
  return formatSheetFault({
    file: '',
    sheet: 'Noms proches',
    line: null,
    column: null,
    what,
    remedy: 'ajoutez une ligne avec ces deux noms, votre décision et pourquoi',
  });
}

/** Remedies speak of files and lines; a spreadsheet has sheets and cells. */
function forSheets(remedy: string): string {
  return remedy
    .replace('ajoutez cette ligne', 'remplissez cette cellule')
    .replace('écrivez-le ou retirez la ligne', 'remplissez cette cellule')
    .replace(/ dans data\/\S+$/, ' dans sa feuille')
    .replace('citez au moins une page de sources.yaml', 'citez au moins une ligne de la feuille Sources')
    .replace(/ ou supprimez ce fichier$/, ' ou supprimez cette ligne')
    .replace(', ou renommez le fichier', '');
}
