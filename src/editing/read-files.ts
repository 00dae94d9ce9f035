import { parseFile } from '../knowledge/parse-file.ts';
import { type DataFile, decodeData, readBytes } from '../knowledge/read-data.ts';
import type { Files } from './read-rows.ts';
import { toValue } from './value.ts';

/** A data folder as editors change it. */
export interface DataFolder {
  readonly dir: string;
  readonly version: string;
  /** Every `.yaml` and `.tsv` file, as text. */
  readonly texts: readonly DataFile[];
  /** The YAML files, parsed. */
  readonly files: Files;
}

/** Reads a data folder; `broken` lists the files that are not YAML, which nothing can be exported from or imported into. */
export function readFolder(dir: string): { folder: DataFolder; broken: readonly string[] } {
  const raw = readBytes(dir);
  const { files: texts, faults } = decodeData(raw);
  const files: Files = new Map();
  const broken = faults.map((fault) => fault.file);
  for (const file of texts.filter(({ path }) => path.endsWith('.yaml'))) {
    const parsed = parseFile(file);
    if (parsed.faults.length > 0) broken.push(file.path);
    else files.set(file.path, toValue(parsed.value));
  }
  return { folder: { dir, version: raw.version, texts, files }, broken };
}
