import { join } from 'node:path';
import { checkReferences } from './check-references.ts';
import type { Dataset } from './dataset.ts';
import type { Fault } from './fault.ts';
import { createLocator, type ParsedFile, parseFile } from './parse-file.ts';
import { type DataFile, decodeData, type RawData, readBytes } from './read-data.ts';
import { type Locate, readDataset } from './read-dataset.ts';

/** What reading a data folder gives: all faults at once, and the dataset when its form allows one. */
export interface LoadedData extends RawData {
  readonly dataset: Dataset | null;
}

/** Reads and checks a data folder. When `faults` is empty, `dataset` is whole. */
export function loadDataset(dir: string, raw: RawData = readBytes(dir)): LoadedData {
  const { files, faults } = decodeData(raw);
  const yaml = files.filter((file) => file.path.endsWith('.yaml'));
  const syntax: Fault[] = [];
  const broken = new Set<string>();
  const parsed = yaml.flatMap((file): readonly ParsedFile[] => {
    const result = parseFile(file);
    if (result.faults.length === 0) return [{ path: file.path, value: result.value }];
    syntax.push(...result.faults);
    broken.add(file.path);
    return [];
  });
  for (const fault of faults) broken.add(fault.file);

  const locate = createLocate(yaml);
  const form = readDataset(parsed, broken, locate);
  const references = form.dataset === null ? [] : checkReferences(form.dataset, locate, raw.files);
  return {
    ...raw,
    dataset: form.dataset,
    faults: [...faults, ...syntax, ...form.faults, ...references].map((fault) => ({
      ...fault,
      file: join(dir, fault.file),
    })),
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
