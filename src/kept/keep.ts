import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { DamagedError, readPacked, writePacked } from './pack.ts';

/** How many versions of one work are left: each version of the data that was tried left one. */
const KEPT = 4;
const DRAFT = /\.\d+(?:-\d+)?$/;
const DRAFT_MS = 60 * 60 * 1000;

const versions = new Map<string, string>();
let makeElsewhere: (() => void) | null = null;

/**
 * A work (plain data) that an earlier start kept in `dir` under this name and version, or what `make` gives, which is kept
 * for the next start. `version` must change with whatever the work comes from. A file that is damaged, and a folder that
 * cannot be written, cost time and a warning on standard error, nothing else; without a folder nothing is kept.
 */
export function keep<Work>(dir: string | null, name: string, version: string, make: () => Work): Work {
  if (dir === null) return make();
  const path = join(dir, `${name}-${version}.bin`);
  const kept = readKept<Work>(path) ?? (haveMade(dir) ? readKept<Work>(path) : null);
  if (kept !== null) return kept;
  const work = make();
  try {
    mkdirSync(dir, { recursive: true });
    replaceFile(path, work);
    forgetOldest(dir, name, KEPT);
  } catch (error) {
    warnKept(`${path} cannot be kept, the next start is slower`, error);
  }
  return work;
}

/**
 * Has what is missing next made, and kept, by `make`, once: another process, whose memory is given back when it ends. What
 * is missing even then is made here. Null ends that.
 */
export function makeMissingElsewhere(make: (() => void) | null): void {
  makeElsewhere = make;
}

/** Whether anything was tried. */
function haveMade(dir: string): boolean {
  const make = makeElsewhere;
  makeElsewhere = null;
  if (make === null || !canWrite(dir)) return false;
  make();
  return true;
}

function canWrite(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false; // whoever writes says so
  }
}

function readKept<Work>(path: string): Work | null {
  try {
    return readPacked<Work>(path);
  } catch (error) {
    if (error instanceof DamagedError) warnKept(`${path} is damaged, it is made anew`, null);
    else if (!isMissing(error)) warnKept(`${path} cannot be read, it is made anew`, error);
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Another process or thread may write the same file: a rename never shows half of one. */
function replaceFile(path: string, work: unknown): void {
  const draft = `${path}.${process.pid}-${threadId}`;
  try {
    writePacked(draft, work);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The same as `hashSources` gave at first: what runs does not change when its sources do. */
export function versionOf(...folders: readonly string[]): string {
  const key = folders.join('\0');
  const version = versions.get(key) ?? hashSources(...folders);
  versions.set(key, version);
  return version;
}

/** A short hash of all files in these folders and of what is installed: changes with any line that a work depends on. */
export function hashSources(...folders: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(new URL('../../package-lock.json', import.meta.url)));
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()) {
      hash.update(`${path.slice(folder.length)}\0`).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Leaves the newest `most` files or folders of `dir` whose names begin with `name` and a hyphen. What ends in the number of
 * a process is being written, unless it is old.
 */
export function forgetOldest(dir: string, name: string, most: number): void {
  const files = readdirSync(dir)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => ({ file, at: statSync(join(dir, file), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  const left = files.filter(({ file, at }) => DRAFT.test(file) && at < Date.now() - DRAFT_MS);
  const whole = files.filter(({ file }) => !DRAFT.test(file));
  const old = whole.sort((a, b) => b.at - a.at).slice(most);
  for (const { file } of [...left, ...old]) rmSync(join(dir, file), { recursive: true, force: true });
}

/** Says on standard error that something could not be kept, or not be used. */
export function warnKept(what: string, error: unknown): void {
  process.emitWarning(error instanceof Error ? `${what} (${error.message})` : what, 'KeptWarning');
}
