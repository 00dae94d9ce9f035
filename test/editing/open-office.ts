import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellValue, read, type WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { exportData } from '../../src/editing/export-data.ts';
import { openInput } from '../../src/editing/open-input.ts';
import { type ImportPlan, planImport } from '../../src/editing/plan-import.ts';
import { readFolder } from '../../src/editing/read-files.ts';
import { checkDataFolder } from '../../src/knowledge/check-data-folder.ts';
import { createDictionary } from '../../src/language/dictionary.ts';

const dictionary = createDictionary();

/** A sheet as an editor sees it: cells by header and by the identifier of their line. */
export interface OpenSheet extends WriteSheet {
  readonly name: string;
  rows: CellValue[][];
}

/** A copy of a data folder that one may spoil, with an export of it. */
export interface Office {
  readonly home: string;
  readonly dir: string;
  readonly workbook: string;
  readonly csv: string;
  /** Saves the workbook under another name with its sheets changed. */
  change(name: string, edit: (sheet: (name: string) => OpenSheet, sheets: OpenSheet[]) => void): Promise<string>;
  /** What an import of these files would do to the data as it is now. */
  plan(paths: readonly string[], options?: { mayRemoveMany?: boolean; isChecked?: boolean }): Promise<ImportPlan>;
  close(): void;
}

/** Copies `data` (the example by default), exports it, and works on the copy. */
export async function openOffice(data = 'examples/data'): Promise<Office> {
  const home = mkdtempSync(join(tmpdir(), 'bureau-'));
  const dir = join(home, 'data');
  cpSync(data, dir, { recursive: true });
  const { workbook, csvFolder } = await exportData(readFolder(dir).folder, home);
  return {
    home,
    dir,
    workbook,
    csv: csvFolder,
    async change(name, edit) {
      const { sheets } = await read(readFileSync(workbook));
      const open = sheets.map(
        (sheet): OpenSheet => ({ name: sheet.name, rows: sheet.rows, hidden: sheet.hidden === true }),
      );
      edit((wanted) => {
        const found = open.find((sheet) => sheet.name === wanted);
        if (found === undefined) throw new Error(`no sheet ${wanted}`);
        return found;
      }, open);
      const path = join(home, name);
      writeFileSync(path, await writeXlsx({ sheets: open }));
      return path;
    },
    async plan(paths, { mayRemoveMany = false, isChecked = true } = {}) {
      const inputs = await Promise.all(paths.map(openInput));
      const check = (copy: string) => (isChecked ? checkDataFolder(copy, dictionary).faults : []);
      return planImport(readFolder(dir).folder, inputs, { mayRemoveMany, check });
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Writes into the cell of a column on the line of an identifier. */
export function setCell(sheet: OpenSheet, id: string, header: string, value: CellValue): void {
  const at = columnOf(sheet, header);
  const row = sheet.rows.find((cells) => cells.includes(id));
  if (row === undefined) throw new Error(`no line ${id} in ${sheet.name}`);
  row[at] = value;
}

/** Adds a line below the filled ones. */
export function addLine(sheet: OpenSheet, cells: Readonly<Record<string, CellValue>>): void {
  for (const header of Object.keys(cells)) columnOf(sheet, header);
  const line = (sheet.rows[0] ?? []).map((header) => cells[String(header)] ?? null);
  const last = sheet.rows.findLastIndex((row) => row.some((cell) => cell !== null && cell !== ''));
  sheet.rows.splice(last + 1, 0, line);
}

/** Takes a whole line away. */
export function removeLine(sheet: OpenSheet, id: string): void {
  sheet.rows = sheet.rows.filter((cells) => !cells.includes(id));
}

/** The number of a line, as a spreadsheet counts. */
export function lineOf(sheet: OpenSheet, id: string): number {
  return sheet.rows.findIndex((cells) => cells.includes(id)) + 1;
}

/** The place of a column, counted from 0. */
export function columnOf(sheet: OpenSheet, header: string): number {
  const at = (sheet.rows[0] ?? []).indexOf(header);
  if (at < 0) throw new Error(`no column ${header} in ${sheet.name}`);
  return at;
}
