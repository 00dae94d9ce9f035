import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Something made from files that may change while it is used. */
export interface Reloadable<Part> {
  /**
   * Makes it for the first time, and gives an object whose every property is that of the newest one: keep the object,
   * not what was read from it. Throws what `make` throws.
   */
  load(): Part;
  /** Makes it anew. When that fails the old one goes on, and `note` says so. */
  reload(): void;
  /** One French sentence while the files have a fault and older ones serve; null otherwise. */
  note(): string | null;
}

/** What became of a reload, for the log: one French line, the faults of a failed one below it. */
export type TellReload = (line: string, faults: string | null) => void;

/** A save of several files makes several events; they count as one when they come within this time. */
const SETTLE_MS = 300;
const TAKEN = 'Nouvelles données prises en compte.';
const KEPT = 'Les nouvelles données ont une faute : le bot répond toujours avec les précédentes.';

/** Lets what `make` makes be made anew while it serves. */
export function createReloadable<Part extends object>(make: () => Part, tell: TellReload): Reloadable<Part> {
  let newest: Part | null = null;
  let note: string | null = null;
  return {
    load() {
      newest = make();
      return new Proxy(newest, { get: (first, name) => Reflect.get(newest ?? first, name) });
    },
    reload() {
      try {
        newest = make();
        note = null;
        tell(TAKEN, null);
      } catch (error) {
        note = KEPT;
        tell(KEPT, error instanceof Error ? error.message : String(error));
      }
    },
    note: () => note,
  };
}

/** Calls `changed` once files under `dir` have changed and come to rest; call what it gives to stop. */
export function watchFolder(dir: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const folders = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  // Folder by folder: a watch on a whole tree loses a file that an editor saves by putting another in its place.
  const watchers = [dir, ...folders.map((entry) => join(entry.parentPath, entry.name))].map((folder) =>
    watch(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
