import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { forgetOldest, hashSources, warnKept } from '../kept/keep.ts';
import type { BuiltFile } from './build-bundle.ts';
import { mapStacks } from './map-stacks.ts';

/** How many are left: each is some 10 MB. */
const KEPT = 2;
const NAME = 'program';
const MANIFEST = 'manifest.json';
/** Node is silent on what libraries do that it would not have them do, as long as it takes them for libraries. */
const INSIDE = 'node_modules';

/** The program and its libraries, joined into a few files: a thousand files take twice as long to load. */
export interface Bundle {
  /** The entry of what was kept of these very sources, or null; stack traces go on naming the lines of the sources. */
  open(): Promise<object | null>;
  /** Joins the files and keeps the result for the next start. Never rejects. */
  keep(): Promise<void>;
}

/** What is joined: the module `entry` (a path below `root`), whose sources are all in `folders` below it. */
export interface BundleSources {
  readonly root: string;
  readonly folders: readonly string[];
  readonly entry: string;
}

/**
 * The bundle of a program, kept in `cacheDir` under a hash of its sources, of where they are and of what is installed. What
 * is damaged or cannot be written costs time and a warning.
 */
export function createBundle({ root, folders, entry }: BundleSources, cacheDir: string): Bundle {
  const findFolder = (): string => {
    const place = crc32(root).toString(16);
    return join(cacheDir, `${NAME}-${hashSources(...folders.map((one) => join(root, one)))}-${place}`);
  };
  return {
    async open() {
      const folder = findFolder();
      if (!existsSync(folder)) return null;
      try {
        const files = join(folder, INSIDE);
        checkFiles(files);
        mapStacks(files);
        return await import(pathToFileURL(join(files, basename(entry).replace(/\.ts$/, '.mjs'))).href);
      } catch (error) {
        warnKept(`${folder} is damaged, it is made anew`, error);
        rmSync(folder, { recursive: true, force: true });
        return null;
      }
    },
    async keep() {
      const folder = findFolder();
      const draft = `${folder}.${process.pid}`;
      try {
        const { buildBundle } = await import('./build-bundle.ts');
        const built = await buildBundle(root, entry);
        writeFiles(join(draft, INSIDE), built);
        // Sources may have changed meanwhile, and another process may have been faster.
        if (findFolder() === folder && !existsSync(folder)) renameSync(draft, folder);
        forgetOldest(cacheDir, NAME, KEPT);
      } catch (error) {
        if (!existsSync(folder)) warnKept(`${folder} cannot be kept, the next start is slower`, error);
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
    },
  };
}

function writeFiles(dir: string, files: readonly BuiltFile[]): void {
  mkdirSync(dir, { recursive: true });
  for (const { name, content } of files) writeFileSync(join(dir, name), content);
  const sums = files.map(({ name, content }) => [name, crc32(content)] as const);
  writeFileSync(join(dir, MANIFEST), JSON.stringify(Object.fromEntries(sums)));
}

/** Throws when a file is not what was written. */
function checkFiles(dir: string): void {
  const sums: unknown = JSON.parse(readFileSync(join(dir, MANIFEST), 'utf8'));
  for (const [name, sum] of Object.entries(sums ?? {})) {
    if (crc32(readFileSync(join(dir, name))) !== sum) throw new Error(`${name} has changed`);
  }
}
