import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { IntentModel } from './intent-classifier.ts';

const KEPT = 4;

/**
 * The model kept in `dir` for this version of the data and of the code, or the one that `train` gives, which is kept
 * for the next start. A folder that can't be read or written costs time, nothing else.
 */
export function keepModel(dir: string, dataVersion: string, train: () => IntentModel): IntentModel {
  const path = join(dir, `intents-${dataVersion}-${codeVersion()}.bin`);
  const kept = read(path);
  if (kept !== null) return kept;
  const model = train();
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, serialize(model));
    renameSync(`${path}.${process.pid}`, path); // another process never reads half a file
    forgetOldest(dir);
  } catch {
    // a read-only folder: the model is trained again at the next start
  }
  return model;
}

/** Leaves the newest few: each version of the data that was tried left one. */
function forgetOldest(dir: string): void {
  const models = readdirSync(dir).filter((name) => name.startsWith('intents-'));
  const byAge = models.map((name) => ({ name, at: statSync(join(dir, name)).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(KEPT)) rmSync(join(dir, name), { force: true });
}

function read(path: string): IntentModel | null {
  try {
    const value: IntentModel = deserialize(readFileSync(path));
    if (value.weights.length !== (value.features.counts.length + 1) * value.intents.length) return null;
    // numbers that lie in the file as they lie in memory would keep the whole of it
    return { ...value, weights: value.weights.slice(), groupWeights: value.groupWeights.slice() };
  } catch {
    return null;
  }
}

/** Changes with any line of the code that a model depends on. */
function codeVersion(): string {
  const hash = createHash('sha256');
  for (const folder of [import.meta.dirname, join(import.meta.dirname, '../language')]) {
    for (const name of readdirSync(folder).toSorted()) {
      if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
