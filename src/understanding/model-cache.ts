import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { IntentModel } from './intent-classifier.ts';
import type { LexiconTable } from './lexicon.ts';

const KEPT = 4;

/** All that is learnt from the examples of the dataset. */
export interface Learnt {
  readonly lexicon: LexiconTable;
  /** The words that questions are made of, the most frequent first. */
  readonly vocabulary: readonly string[];
  readonly intents: IntentModel;
  readonly themes: IntentModel;
}

/**
 * What was learnt and kept in `dir` for this version of the data and of the code, or what `learn` gives, which is kept
 * for the next start. A folder that can't be read or written costs time, nothing else.
 */
export function keepLearnt(dir: string, dataVersion: string, learn: () => Learnt): Learnt {
  const path = join(dir, `intents-${dataVersion}-${codeVersion()}.bin`);
  const kept = read(path);
  if (kept !== null) return kept;
  const learnt = learn();
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, serialize(learnt));
    renameSync(`${path}.${process.pid}`, path); // another process never reads half a file
    forgetOldest(dir);
  } catch {
    // a read-only folder: all is learnt again at the next start
  }
  return learnt;
}

/** Leaves the newest few: each version of the data that was tried left one. */
function forgetOldest(dir: string): void {
  const models = readdirSync(dir).filter((name) => name.startsWith('intents-'));
  const byAge = models.map((name) => ({ name, at: statSync(join(dir, name)).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(KEPT)) rmSync(join(dir, name), { force: true });
}

function read(path: string): Learnt | null {
  try {
    const learnt: Learnt = deserialize(readFileSync(path));
    const { intents, themes } = learnt;
    if (!isWhole(intents) || !isWhole(themes)) return null;
    return { ...learnt, intents: copyNumbers(intents), themes: copyNumbers(themes) };
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
