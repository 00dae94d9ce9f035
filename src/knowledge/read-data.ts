import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Fault } from './fault.ts';

const READ = /\.(yaml|tsv)$/;
const WRONG_ENDING = /\.(yml|YAML|YML|json)$/;

/** A file of the data folder; `path` is relative to the folder, with `/` between its parts. */
export interface RawFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The same as text. */
export interface DataFile {
  readonly path: string;
  readonly text: string;
}

/** A data folder before anything in it is read. */
export interface RawData {
  readonly files: readonly RawFile[];
  /** A short hash of all of them. */
  readonly version: string;
  /** Files whose names end wrongly. */
  readonly faults: readonly Fault[];
}

/** The bytes of every `.yaml` and `.tsv` file under `dir`, in the order of their paths. */
export function readBytes(dir: string): RawData {
  const files: RawFile[] = [];
  const faults: Fault[] = [];
  const hash = createHash('sha256');
  for (const path of listFiles(dir)) {
    if (WRONG_ENDING.test(path)) {
      faults.push(
        atStart(path, 'ce fichier ne finit pas par « .yaml »', 'renommez-le pour qu’il finisse par « .yaml »'),
      );
    }
    if (!READ.test(path)) continue;
    const bytes = readFileSync(join(dir, path));
    hash.update(path).update('\0').update(bytes).update('\0');
    files.push({ path, bytes });
  }
  return { files, version: hash.digest('hex').slice(0, 12), faults };
}

/** The texts of a data folder. Files that are empty or not UTF-8 come back as faults, not as files. */
export function decodeData(raw: RawData): { files: readonly DataFile[]; faults: readonly Fault[] } {
  const files: DataFile[] = [];
  const faults = [...raw.faults];
  for (const { path, bytes } of raw.files) {
    const text = decode(bytes);
    if (text === null) {
      faults.push(
        atStart(path, 'ce fichier n’est pas en UTF-8', 'enregistrez-le de nouveau en choisissant l’encodage UTF-8'),
      );
    } else if (text.trim() === '') {
      faults.push(atStart(path, 'ce fichier est vide', 'remplissez-le ou supprimez-le'));
    } else {
      files.push({ path, text });
    }
  }
  return { files, faults };
}

function listFiles(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length).replaceAll(sep, '/'))
    .toSorted();
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // the only way TextDecoder says "not UTF-8"
  }
}

function atStart(file: string, what: string, remedy: string): Fault {
  return { file, line: 1, column: 1, what, remedy };
}
