import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** How many versions of one work are left: each version of the data that was tried left one. */
const KEPT = 4;
const SEAL_BYTES = 4;

/**
 * A work (plain data) that an earlier start kept in `dir` under this name and version, or what `make` gives, which is kept
 * for the next start. `version` must change with whatever the work comes from. A file that is damaged, and a folder that
 * cannot be written, cost time and a warning on standard error, nothing else; without a folder nothing is kept.
 * Large arrays of numbers are not copied: they stay in the bytes of the file.
 */
export function keep<Work>(dir: string | null, name: string, version: string, make: () => Work): Work {
  if (dir === null) return make();
  const path = join(dir, `${name}-${version}.bin`);
  const kept = readSealed(path);
  if (kept !== null) return deserialize(kept);
  const work = make();
  try {
    mkdirSync(dir, { recursive: true });
    writeSealed(path, serialize(work));
    forgetOldest(dir, name, KEPT);
  } catch (error) {
    warnKept(`${path} cannot be kept, the next start is slower`, error);
  }
  return work;
}

const versions = new Map<string, string>();

/** The same as `hashSources` gave at first: what runs does not change when its sources do. */
export function versionOf(...folders: readonly string[]): string {
  const key = folders.join('\0');
  const version = versions.get(key) ?? hashSources(...folders);
  versions.set(key, version);
  return version;
}

/** A short hash of all code in these folders and of what is installed: changes with any line that a work depends on. */
export function hashSources(...folders: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(new URL('../package-lock.json', import.meta.url)));
  for (const folder of folders) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => /\.(?:ts|json|txt)$/.test(one)).toSorted()) {
      hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** The bytes of a file, without the checksum that they end in; null when there are none, or none that can be trusted. */
function readSealed(path: string): Buffer | null {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(0, -SEAL_BYTES);
    if (bytes.length > SEAL_BYTES && bytes.readUInt32LE(content.length) === crc32(content)) return content;
    warnKept(`${path} is damaged, it is made anew`, null);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      warnKept(`${path} cannot be read, it is made anew`, error);
    }
  }
  return null;
}

/** Another process or thread may write the same file: a rename never shows half of one. */
function writeSealed(path: string, content: Buffer): void {
  const seal = Buffer.alloc(SEAL_BYTES);
  seal.writeUInt32LE(crc32(content));
  const draft = `${path}.${process.pid}.${threadId}`;
  try {
    writeFileSync(draft, Buffer.concat([content, seal]));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Leaves the newest `most` files or folders of `dir` whose names begin with `name` and a hyphen. */
export function forgetOldest(dir: string, name: string, most: number): void {
  const files = readdirSync(dir).filter((file) => file.startsWith(`${name}-`));
  const byAge = files.map((file) => ({ file, at: statSync(join(dir, file)).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(most)) rmSync(join(dir, file), { recursive: true, force: true });
}

/** Says on standard error that something could not be kept, or not be used. */
export function warnKept(what: string, error: unknown): void {
  process.emitWarning(error instanceof Error ? `${what} (${error.message})` : what, 'KeptWarning');
}
