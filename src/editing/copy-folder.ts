import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileTexts } from './write-files.ts';

/** Copies a data folder with some files changed, gives the copy to `use`, then removes it. */
export function withCopy<Result>(dir: string, texts: FileTexts, use: (copy: string) => Result): Result {
  const home = mkdtempSync(join(tmpdir(), 'donnees-'));
  const copy = join(home, 'data');
  try {
    cpSync(dir, copy, { recursive: true });
    for (const [path, text] of texts) {
      if (text === null) rmSync(join(copy, path));
      else {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), text);
      }
    }
    return use(copy);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
