import { type FSWatcher, watch } from 'node:fs';

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

/** Calls `changed` once files under `dir` have changed and come to rest. */
export function watchFolder(dir: string, changed: () => void): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  return watch(dir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  });
}
