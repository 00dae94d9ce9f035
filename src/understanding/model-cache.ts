import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { IntentModel } from './intent-classifier.ts';

const KEPT = 4;

/** All that is learnt from the dataset. */
export interface Models {
  readonly intents: IntentModel;
  readonly themes: IntentModel;
}

/**
 * The models kept in `dir` for this version of the data and of the code, or those that `train` gives, which are kept
 * for the next start. A folder that can't be read or written costs time, nothing else.
 */
export function keepModels(dir: string, dataVersion: string, train: () => Models): Models {
  const path = join(dir, `intents-${dataVersion}-${codeVersion()}.bin`);
  const kept = read(path);
  if (kept !== null) return kept;
  const models = train();
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, serialize(models));
    renameSync(`${path}.${process.pid}`, path); // another process never reads half a file
    forgetOldest(dir);
  } catch {
    // a read-only folder: the model is trained again at the next start
  }
  return models;
}

/** Leaves the newest few: each version of the data that was tried left one. */
function forgetOldest(dir: string): void {
  const models = readdirSync(dir).filter((name) => name.startsWith('intents-'));
  const byAge = models.map((name) => ({ name, at: statSync(join(dir, name)).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(KEPT)) rmSync(join(dir, name), { force: true });
}

function read(path: string): Models | null {
  try {
    const { intents, themes }: Models = deserialize(readFileSync(path));
    return isWhole(intents) && isWhole(themes) ? { intents: copyNumbers(intents), themes: copyNumbers(themes) } : null;
  } catch {
    return null;
  }
}

/** Numbers that lie in the file as they lie in memory would keep the whole of it. */
function copyNumbers(model: IntentModel): IntentModel {
  return { ...model, weights: model.weights.slice(), groupWeights: model.groupWeights.slice() };
}

function isWhole({ weights, features, intents }: IntentModel): boolean {
  return weights.length === (features.counts.length + 1) * intents.length;
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
