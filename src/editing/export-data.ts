import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../language/fold.ts';
import { BASELINE_SHEET, writeBaseline } from './baseline.ts';
import { toCsv } from './csv.ts';
import type { DataFolder } from './read-files.ts';
import { readRows } from './read-rows.ts';
import { type SheetToWrite, writeSpreadsheet } from './spreadsheet.ts';
import { columnsOf } from './table.ts';
import { TABLES } from './tables.ts';

const READ_ME = 'Lisez-moi';
const ADVICE = [
  'Les données du bot, une feuille par sorte de fiche. Corrigez, ajoutez ou supprimez des lignes, enregistrez, puis : npm run data:import -- ce-fichier.xlsx',
  'Rien n’est écrit tant qu’il reste une faute ; chaque faute dit sa feuille, sa ligne, sa colonne et son remède.',
  'Chaque en-tête porte une note qui explique sa colonne. Les listes déroulantes donnent les valeurs et les identifiants permis.',
  'Ne renommez ni les feuilles ni les en-têtes, ne fusionnez pas de cellules, n’écrivez pas de formules. Vous pouvez trier, filtrer et déplacer des colonnes.',
  'Plusieurs valeurs dans une cellule : séparez-les par un point-virgule. Un point-virgule qui fait partie d’une valeur s’écrit \\;',
  'Les identifiants ne changent pas : des liens y mènent. Une fiche renommée garde le sien.',
  'Chaque fait cite au moins une source de la feuille Sources.',
  'Deux personnes peuvent travailler sur deux copies : les changements se réunissent, sauf quand la même cellule a changé des deux côtés.',
];

/** What an export wrote. */
export interface Exported {
  readonly workbook: string;
  readonly csvFolder: string;
  readonly sheets: number;
  readonly rows: number;
}

/** Writes `donnees.xlsx` and a folder `csv/` with one file a sheet into `target`, which is made if need be. */
export async function exportData(folder: DataFolder, target: string): Promise<Exported> {
  const tables = TABLES.map((table) => ({ table, rows: readRows(table, folder.files) }));
  const baseline = writeBaseline({
    version: folder.version,
    sheets: new Map(tables.map(({ table, rows }) => [table.sheet, new Map(rows.map((row) => [row.key, row.cells]))])),
  });
  const sheets: readonly SheetToWrite[] = [
    { name: READ_ME, columns: [], rows: ADVICE.map((line) => [line]), isHidden: false },
    ...tables.map(({ table, rows }): SheetToWrite => {
      const columns = columnsOf(table);
      const cells = rows.map((row) => columns.map((column) => row.cells[column.header] ?? ''));
      return { name: table.sheet, columns, rows: cells, isHidden: false };
    }),
    { name: BASELINE_SHEET, columns: [], rows: baseline, isHidden: true },
  ];
  const csvFolder = join(target, 'csv');
  mkdirSync(csvFolder, { recursive: true });
  const workbook = join(target, 'donnees.xlsx');
  writeFileSync(workbook, await writeSpreadsheet(sheets));
  for (const { name, columns, rows } of sheets) {
    if (name === READ_ME) continue;
    const head = columns.length === 0 ? [] : [columns.map((column) => column.header)];
    writeFileSync(join(csvFolder, `${csvName(name)}.csv`), toCsv([...head, ...rows]));
  }
  return { workbook, csvFolder, sheets: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
}

/** « Faits du label » → `faits-du-label`; the hidden sheet keeps its name. */
export function csvName(sheet: string): string {
  return sheet === BASELINE_SHEET ? sheet : fold(sheet).replaceAll(' ', '-');
}
