import type { Dataset } from './dataset.ts';
import type { Fault } from './fault.ts';
import type { DataFile } from './read-data.ts';
import type { Locate } from './read-dataset.ts';

export function checkReferences(_dataset: Dataset, _locate: Locate, _files: readonly DataFile[]): readonly Fault[] {
  return [];
}
