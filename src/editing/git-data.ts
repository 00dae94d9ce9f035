import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NEWLINE = 0x0a;

/** Gives `use` a copy of a folder as the last commit has it, then removes the copy. Throws one French line without git. */
export function withCommitted<Result>(dir: string, use: (copy: string) => Result): Result {
  const paths = git(dir, ['ls-tree', '-r', '-z', '--name-only', 'HEAD', '.'], '')
    .toString()
    .split('\0')
    .filter(Boolean);
  const home = mkdtempSync(join(tmpdir(), 'donnees-'));
  try {
    const contents = git(dir, ['cat-file', '--batch'], paths.map((path) => `HEAD:./${path}\n`).join(''));
    let at = 0;
    for (const path of paths) {
      // Each answer is « hash type size », a line end, the bytes, a line end.
      const head = contents.indexOf(NEWLINE, at);
      const size = Number(contents.toString('utf8', at, head).split(' ')[2]);
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), contents.subarray(head + 1, head + 1 + size));
      at = head + size + 2;
    }
    return use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function git(dir: string, args: readonly string[], input: string): Buffer {
  try {
    return execFileSync('git', ['-C', dir, ...args], { input, maxBuffer: 2 ** 28, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    throw new Error('Git ne connaît pas ce dossier : donnez les deux dossiers à comparer, avant puis après.');
  }
}
