import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';

/** Every statement holds up the whole process while it waits for a lock. */
const BUSY_MS = 250;
/** After a lock that did not go away nothing is tried for so long: answers without memory beat answers that wait. */
const PAUSE_MS = 2000;
/** For so long a write that failed counts as the state of things: a full file still takes small ones. */
const TROUBLE_MS = 5000;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const MEGABYTE = 2 ** 20;

/** One SQLite file of this process alone. */
export interface SqliteFile {
  readonly db: DatabaseSync;
  /** Runs what is read or written at once. Throws at once for a while after the file was locked. */
  run<T>(work: () => T): T;
  /** The same, saved as a whole or, when `keep` says no or something throws, not at all. */
  inTransaction<T>(work: () => T, keep?: (result: T) => boolean): T;
  /** Writes something small; throws also when another write failed a moment ago. */
  probe(): void;
  /** Leaves no trace of what was deleted in the write-ahead log. */
  forgetLog(): void;
  close(): void;
}

/**
 * Opens a file, or memory for `:memory:`, brings it to the present version and keeps other processes out unless
 * `isShared`. It never grows beyond `mostMb`. Throws a French line; `isBusy` tells whether another try may do.
 */
export function openSqliteFile({
  path,
  mostMb,
  isShared,
  now,
}: {
  path: string;
  mostMb: number;
  isShared: boolean;
  now: () => number;
}): SqliteFile {
  const { db, lock } = open(path, mostMb, isShared);
  const [begin, commit, rollBack] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT'), db.prepare('ROLLBACK')];
  let pausedUntil = 0;
  let failure: { readonly error: unknown; readonly at: number } | null = null;

  const run = <T>(work: () => T): T => {
    if (failure !== null && now() < pausedUntil) throw failure.error;
    try {
      return work();
    } catch (error) {
      failure = { error, at: now() };
      if (isBusy(error)) pausedUntil = now() + PAUSE_MS;
      throw error;
    }
  };

  return {
    db,
    run,
    inTransaction: (work, keep = () => true) =>
      run(() => {
        begin.run();
        try {
          const result = work();
          (keep(result) ? commit : rollBack).run();
          return result;
        } catch (error) {
          if (db.isTransaction) rollBack.run();
          throw error;
        }
      }),
    probe() {
      if (failure !== null && !isBusy(failure.error) && now() - failure.at < TROUBLE_MS) throw failure.error;
      run(() => db.prepare("INSERT OR REPLACE INTO claims (key, taken) VALUES ('probe', ?)").run(now()));
    },
    forgetLog: () => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    close() {
      db.close();
      lock?.close();
    },
  };
}

/** Whether an error says that there is no room left, in the file or on its disk. */
export function isFull(error: unknown): boolean {
  return hasCode(error, SQLITE_FULL);
}

/** Why a file cannot be used, as a French line with the remedy; `isBusy` tells whether another try may do. */
export function explainUnusable(path: string, error: unknown): Error {
  const isHeld = isBusy(error);
  const reason = error instanceof Error ? error.message : String(error);
  const line = isHeld
    ? `STORE_URL : le fichier SQLite ${path} est verrouillé par un autre programme : le fermer, ou donner un autre fichier (sqlite:chemin).`
    : `STORE_URL : le fichier SQLite ${path} ne s’ouvre pas (${reason}) : vérifier ses droits, le supprimer s’il est abîmé, ou en donner un autre (sqlite:chemin, memory:).`;
  return Object.assign(new Error(line), { isBusy: isHeld });
}

function isBusy(error: unknown): boolean {
  return hasCode(error, SQLITE_BUSY);
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === code;
}

function open(path: string, mostMb: number, isShared: boolean): { db: DatabaseSync; lock: DatabaseSync | null } {
  let lock: DatabaseSync | null = null;
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      if (!isShared) lock = takeLock(`${path}.lock`);
    }
    const db = new DatabaseSync(path, { timeout: BUSY_MS });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
    const pageSize = Number(db.prepare('PRAGMA page_size').get()?.page_size);
    db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor((mostMb * MEGABYTE) / pageSize))}`);
    migrate(db);
    return { db, lock };
  } catch (error) {
    const isOther = isBusy(error) && lock === null && !isShared;
    lock?.close();
    if (!isOther) throw explainUnusable(path, error);
    const line = `STORE_URL : un autre processus se sert déjà de ${path} ; plusieurs processus demandent une mémoire commune (STORE_URL=redis://hôte:6379), ou chacun son fichier.`;
    throw Object.assign(new Error(line), { isBusy: true });
  }
}

/** A lock that the system takes back when the process ends, however it ends. */
function takeLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}
