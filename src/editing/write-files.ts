import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The text that each file of a folder will have, by its path; null for a file that goes. */
export type FileTexts = ReadonlyMap<string, string | null>;

/** What stands beside a file while its new text waits. */
const WAITING = '.nouveau';

/**
 * Writes all files or none: every new text is first written beside its file, then all take their places at once. When
 * one cannot, those already in place are put back, and the error is thrown.
 */
export function writeFiles(dir: string, texts: FileTexts): void {
  const paths = [...texts.keys()].map((path) => join(dir, path));
  const old = new Map(paths.map((path) => [path, readIfAny(path)]));
  try {
    for (const [path, text] of texts) {
      if (text === null) continue;
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path + WAITING), text, { flush: true });
    }
    for (const [path, text] of texts) {
      if (text === null) rmSync(join(dir, path));
      else renameSync(join(dir, path + WAITING), join(dir, path));
    }
  } catch (error) {
    for (const path of paths) rmSync(path + WAITING, { force: true });
    for (const [path, bytes] of old) {
      if (bytes === null) rmSync(path, { force: true });
      else if (readIfAny(path)?.equals(bytes) !== true) writeFileSync(path, bytes);
    }
    throw error;
  }
}

function readIfAny(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}
