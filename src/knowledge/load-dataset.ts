import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkReferences } from './check-references.ts';
import type { Dataset } from './dataset.ts';
import type { Fault } from './fault.ts';
import { createLocator, type ParsedFile, parseFile } from './parse-file.ts';
import { type DataFile, readData } from './read-data.ts';
import { type Locate, readDataset } from './read-dataset.ts';

/** `cacheDir`: a folder where the parsed YAML of a sound dataset is kept, so that the next start skips the slow parser. */
export interface LoadOptions {
  readonly cacheDir?: string;
}

/** What reading a data folder gives: all faults at once, and the dataset when its form allows one. */
export interface LoadedData {
  readonly dataset: Dataset | null;
  readonly files: readonly DataFile[];
  readonly version: string;
  readonly faults: readonly Fault[];
}

/** Reads and checks a data folder. When `faults` is empty, `dataset` is whole. */
export function loadDataset(dir: string, options: LoadOptions): LoadedData {
  const { files, version, faults } = readData(dir);
  const yaml = files.filter((file) => file.path.endsWith('.yaml'));
  const cachePath =
    options.cacheDir === undefined ? null : join(options.cacheDir, `data-${version}-${codeVersion()}.json`);
  const cached = cachePath === null ? null : readCache(cachePath);

  const syntax: Fault[] = [];
  const broken = new Set<string>();
  const parsed =
    (cached ?? []).length > 0 && cached !== null
      ? cached
      : yaml.flatMap((file): readonly ParsedFile[] => {
          const result = parseFile(file);
          if (result.faults.length === 0) return [{ path: file.path, value: result.value }];
          syntax.push(...result.faults);
          broken.add(file.path);
          return [];
        });
  for (const fault of faults) broken.add(fault.file);

  const locate = createLocate(yaml);
  const form = readDataset(parsed, broken, locate);
  const earlier = [...faults, ...syntax, ...form.faults];
  const references = form.dataset === null || cached !== null ? [] : checkReferences(form.dataset, locate, files);
  const all = [...earlier, ...references];
  if (all.length === 0 && cached === null && cachePath !== null) writeCache(cachePath, parsed);
  return {
    dataset: form.dataset,
    files,
    version,
    faults: all.map((fault) => ({ ...fault, file: join(dir, fault.file) })),
  };
}

function createLocate(files: readonly DataFile[]): Locate {
  const locators = new Map<string, ReturnType<typeof createLocator>>();
  return (path, at, key) => {
    const file = files.find((candidate) => candidate.path === path);
    if (!file) return { line: 1, column: 1 };
    const locator = locators.get(path) ?? createLocator(file);
    locators.set(path, locator);
    return locator(at, key);
  };
}

// Stale as soon as the checks change, so their own text is part of the key.
function codeVersion(): string {
  const hash = createHash('sha256');
  const folder = import.meta.dirname;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 8);
}

function readCache(path: string): readonly ParsedFile[] | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null; // not cached yet
  }
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter(isParsedFile) : null;
}

function isParsedFile(value: unknown): value is ParsedFile {
  return (
    typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string' && 'value' in value
  );
}

function writeCache(path: string, parsed: readonly ParsedFile[]): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(parsed));
}
