import { join } from 'node:path';
import type { Fault } from '../knowledge/fault.ts';
import { applyChanges } from './apply-changes.ts';
import { BASELINE_SHEET, readBaseline } from './baseline.ts';
import type { Change } from './changes.ts';
import { withCopy } from './copy-folder.ts';
import { editYaml, renderFile } from './edit-yaml.ts';
import { findChanges } from './find-changes.ts';
import type { Input } from './open-input.ts';
import { placeFaults } from './place-faults.ts';
import type { DataFolder } from './read-files.ts';
import { type Files, readRows } from './read-rows.ts';
import { readSheets, type SheetRow } from './read-sheets.ts';
import { formatSheetFault, type SheetFault } from './sheet-fault.ts';
import { TABLES } from './tables.ts';
import { isSame, textAt } from './value.ts';
import type { FileTexts } from './write-files.ts';

/** Said of a record that has a fault of its own too: once that one is mended, this one is gone. */
const UNKNOWN = /^« (.+) » n’existe pas$/;

/** What an import would do; nothing may be written unless `faults` is empty. */
export interface ImportPlan {
  /** In French, one a line. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  readonly changes: readonly Change[];
  readonly texts: FileTexts;
}

/** What an import depends on. `check` finds the faults of a data folder, their files named by their whole paths. */
export interface ImportOptions {
  readonly mayRemoveMany: boolean;
  check(dir: string): readonly Fault[];
}

/** Reads one or several editors' files against today's data; later files see what earlier ones changed. */
export function planImport(folder: DataFolder, inputs: readonly Input[], options: ImportOptions): ImportPlan {
  const sheetFaults: SheetFault[] = [];
  const warnings: string[] = [];
  const changes: Change[] = [];
  const sheetRows: SheetRow[] = [];
  const homeless: string[] = [];
  let files: Files = folder.files;
  for (const input of inputs) {
    const file = inputs.length > 1 ? input.name : '';
    const one = readInput(input, files, file, options.mayRemoveMany);
    sheetFaults.push(...one.faults);
    warnings.push(...one.warnings);
    changes.push(...one.changes);
    sheetRows.push(...one.rows);
    const applied = applyChanges(files, one.changes, TABLES);
    files = applied.files;
    homeless.push(...applied.homeless.map(({ change, parent }) => explainHomeless(change, parent, file)));
    homeless.push(...findOrphans(one.rows, files, file));
  }
  const early = [...sheetFaults.map(formatSheetFault), ...new Set(homeless)];
  if (early.length > 0) return { faults: early, warnings, changes, texts: new Map() };
  const texts = textsOf(folder, files);
  if (texts.size === 0) return { faults: [], warnings, changes, texts };
  return { faults: checkTexts(folder, files, texts, sheetRows, options), warnings, changes, texts };
}

function readInput(
  input: Input,
  files: Files,
  file: string,
  mayRemoveMany: boolean,
): {
  rows: readonly SheetRow[];
  changes: readonly Change[];
  faults: readonly SheetFault[];
  warnings: readonly string[];
} {
  const baseline = readBaseline(input.sheets.find((sheet) => sheet.name === BASELINE_SHEET));
  const today = new Map(TABLES.map((table) => [table, new Map(readRows(table, files).map((row) => [row.key, row]))]));
  const base = new Map(
    TABLES.map((table) => {
      const known = baseline === null ? null : (baseline.sheets.get(table.sheet) ?? new Map());
      return [table, known ?? new Map([...(today.get(table) ?? [])].map(([key, row]) => [key, row.cells]))];
    }),
  );
  const { rows, read, faults, warnings } = readSheets(input.sheets, TABLES, {
    file,
    isWhole: input.isWhole,
    known: (table) => [...(base.get(table)?.values() ?? [])],
  });
  const found = read
    .filter((table) => !faults.some((fault) => fault.sheet === table.sheet))
    .map((table) =>
      findChanges({
        table,
        base: base.get(table) ?? new Map(),
        today: today.get(table) ?? new Map(),
        theirs: rows.filter((row) => row.table === table),
        file,
        mayRemoveMany,
      }),
    );
  return {
    rows,
    changes: found.flatMap((one) => one.changes),
    faults: [...faults, ...found.flatMap((one) => one.faults)],
    warnings:
      baseline === null
        ? [
            ...warnings,
            `${input.name} ne dit pas de quel export il vient : il est comparé aux données d’aujourd’hui, sans voir ce que d’autres ont changé entre-temps.`,
          ]
        : warnings,
  };
}

/** Rows that were left behind when the record they belong to was removed. */
function findOrphans(rows: readonly SheetRow[], files: Files, file: string): readonly string[] {
  const parents = new Map(
    TABLES.map((table) => [
      table,
      new Set([...files].flatMap(([path, value]) => table.homes(path, value).map((home) => home.parent))),
    ]),
  );
  return rows.flatMap((row) => {
    const { parent } = row.table;
    if (parent === null || parents.get(row.table)?.has(row.cells[parent.header] ?? '')) return [];
    return [explainParent(row.table.sheet, row.line, parent.header, row.cells[parent.header] ?? '', file)];
  });
}

function explainHomeless(change: Change, parent: string, file: string): string {
  const line = change.kind === 'add' ? change.line : null;
  return explainParent(change.table.sheet, line, change.table.parent?.header ?? null, parent, file);
}

function explainParent(
  sheet: string,
  line: number | null,
  column: string | null,
  parent: string,
  file: string,
): string {
  return formatSheetFault({
    file,
    sheet,
    line,
    column,
    what: `« ${parent} » n’existe pas`,
    remedy: 'corrigez l’identifiant, ajoutez sa fiche, ou supprimez cette ligne',
  });
}

function textsOf(folder: DataFolder, files: Files): FileTexts {
  const texts = new Map<string, string | null>();
  for (const [path, value] of files) {
    const before = folder.files.get(path);
    if (isSame(before, value)) continue;
    const text = folder.texts.find((file) => file.path === path)?.text;
    texts.set(path, text === undefined ? renderFile(value, headOf(folder, path)) : editYaml(text, value));
  }
  for (const path of folder.files.keys()) if (!files.has(path)) texts.set(path, null);
  return texts;
}

/** The comments that the other files of the same folder start with. */
function headOf(folder: DataFolder, path: string): string {
  const neighbour = folder.texts.find((file) => file.path.startsWith(`${path.split('/')[0]}/`))?.text ?? '';
  const lines = neighbour.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return end <= 0 ? '' : `${lines.slice(0, end).join('\n')}\n\n`;
}

function checkTexts(
  folder: DataFolder,
  files: Files,
  texts: FileTexts,
  sheetRows: readonly SheetRow[],
  options: ImportOptions,
): readonly string[] {
  return withCopy(folder.dir, texts, (copy) => {
    const faults = options
      .check(copy)
      .map((fault) => ({ ...fault, file: fault.file.slice(join(copy, '/').length).replaceAll('\\', '/') }));
    const all = new Map(folder.texts.map((file) => [file.path, file.text]));
    for (const [path, text] of texts) {
      if (text === null) all.delete(path);
      else all.set(path, text);
    }
    const ids = new Set([...files.values()].map((value) => textAt(value, 'id')));
    const first = faults.filter(({ what }) => !ids.has(UNKNOWN.exec(what)?.[1] ?? ' '));
    return placeFaults(first, all, files, TABLES, sheetRows);
  });
}
