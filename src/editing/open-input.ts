import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { spacePunctuation } from '../knowledge/fault.ts';
import { fold } from '../language/fold.ts';
import { BASELINE_SHEET } from './baseline.ts';
import { readCsv } from './csv.ts';
import { type RawSheet, readSpreadsheet } from './spreadsheet.ts';

/** What an editor handed in. */
export interface Input {
  readonly name: string;
  readonly sheets: readonly RawSheet[];
  /** False for a single CSV file: the sheets it does not hold are left alone. */
  readonly isWhole: boolean;
}

/** Opens a workbook, a folder of CSV files or one CSV file. Rejects with one French line when it is none of them. */
export async function openInput(path: string): Promise<Input> {
  const name = basename(path);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new Error(
      spacePunctuation(`« ${path} » n’existe pas ; donnez un fichier .xlsx, ou un dossier de fichiers .csv`),
    );
  }
  if (isFolder) {
    const files = readdirSync(path).filter((file) => extname(file).toLowerCase() === '.csv');
    if (files.length === 0)
      throw new Error(
        spacePunctuation(`le dossier « ${path} » n’a pas de fichier .csv ; donnez celui que data:export a écrit`),
      );
    return { name, sheets: files.map((file) => openCsv(join(path, file))), isWhole: true };
  }
  if (extname(path).toLowerCase() === '.csv') {
    const baseline = join(dirname(path), `${BASELINE_SHEET}.csv`);
    const sheets = [openCsv(path), ...(hasFile(baseline) ? [openCsv(baseline)] : [])];
    return { name, sheets, isWhole: false };
  }
  try {
    return { name, sheets: await readSpreadsheet(readFileSync(path)), isWhole: true };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      spacePunctuation(
        `« ${path} » ne s’ouvre pas comme un classeur (${why}) ; enregistrez-le de nouveau au format .xlsx`,
      ),
    );
  }
}

function openCsv(path: string): RawSheet {
  const stem = basename(path, extname(path));
  return readCsv(stem === BASELINE_SHEET ? stem : fold(stem), readFileSync(path));
}

function hasFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
