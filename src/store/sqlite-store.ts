import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCounter } from './counter.ts';
import { migrate } from './migrate.ts';
import { type Commit, type Committed, type Entry, LONGEST_LOG, type Store } from './store.ts';
import { createWakes } from './wakes.ts';

const PRUNE_EVERY_MS = 10 * 60 * 1000;
const SECRET_BYTES = 48;

/**
 * The store of a single process, in one SQLite file or, for the path `:memory:`, in the process alone. `keepMs` is how
 * long an untouched conversation is kept; `now` the clock. Throws when the file cannot be opened.
 */
export function createSqliteStore({
  path,
  keepMs,
  now = Date.now,
}: {
  path: string;
  keepMs: number;
  now?: () => number;
}): Store {
  const db = openDatabase(path);
  const wakes = createWakes();
  const counter = createCounter(now);
  const sql = prepareStatements(db);
  const prune = (): void => {
    const before = now() - keepMs;
    inTransaction(db, () => {
      for (const table of ['entries', 'unanswered']) {
        db.prepare(`DELETE FROM ${table} WHERE conversation IN (SELECT id FROM conversations WHERE touched <= ?)`).run(
          before,
        );
      }
      db.prepare('DELETE FROM conversations WHERE touched <= ?').run(before);
      db.prepare('DELETE FROM claims WHERE taken <= ?').run(before);
      return true;
    });
    // What was deleted must not live on in the write-ahead log.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
  prune();
  const pruning = setInterval(prune, PRUNE_EVERY_MS).unref();

  const addEntry = (conversation: string, activity: Entry['activity'], key: string | null): number => {
    const number = toNumber(sql.nextNumber.get(now(), conversation)?.last);
    sql.addEntry.run(conversation, number, key, JSON.stringify(activity));
    if (number > LONGEST_LOG) sql.trim.run(conversation, number - LONGEST_LOG);
    return number;
  };

  const commit = (turn: Commit): Committed => {
    if (turn.delivery !== null && sql.claim.run(turn.delivery, now()).changes === 0) return 'repeated';
    if (turn.answered !== null && sql.answer.run(turn.conversation, turn.answered).changes === 0) return 'repeated';
    const context = JSON.stringify(turn.context);
    const isSaved =
      sql.save.run(context, now(), turn.conversation, turn.version).changes > 0 ||
      (turn.version === 0 && sql.create.run(turn.conversation, context, now()).changes > 0);
    if (!isSaved) return 'conflict';
    for (const reply of turn.replies) addEntry(turn.conversation, reply, null);
    return 'saved';
  };

  return {
    async readContext(conversation) {
      const row = sql.readContext.get(conversation);
      return { version: toNumber(row?.version), value: toJson(row?.context) };
    },
    async commit(turn) {
      const result = inTransaction(
        db,
        () => commit(turn),
        (outcome) => outcome === 'saved',
      );
      if (result === 'saved' && turn.replies.length > 0) wakes.wake(turn.conversation);
      return result;
    },
    async claim(key) {
      return sql.claim.run(key, now()).changes > 0;
    },
    async release(key) {
      sql.release.run(key);
    },
    async open(conversation, first) {
      return inTransaction(db, () => {
        if (sql.open.run(conversation, now()).changes === 0) return false;
        for (const activity of first) addEntry(conversation, activity, null);
        return true;
      });
    },
    async isOpen(conversation) {
      return sql.isOpen.get(conversation) !== undefined;
    },
    async append(conversation, activity, { key, awaits }) {
      const added = inTransaction(db, () => {
        if (sql.isOpen.get(conversation) === undefined) return null;
        const known = key === null ? undefined : sql.byKey.get(conversation, key);
        if (known !== undefined) return { number: toNumber(known.number), isNew: false };
        const number = addEntry(conversation, activity, key);
        if (awaits) sql.await.run(conversation, number);
        return { number, isNew: true };
      });
      if (added?.isNew) wakes.wake(conversation);
      return added;
    },
    async read(conversation, after, limit) {
      return sql.read.all(conversation, after, limit).map(toEntry);
    },
    follow: wakes.follow,
    async nextUnanswered(conversation) {
      const row = sql.nextUnanswered.get(conversation);
      return row === undefined ? null : toEntry(row);
    },
    async unanswered() {
      return sql.unanswered.all().map((row) => String(row.conversation));
    },
    async forget(conversation) {
      inTransaction(db, () => {
        for (const table of ['entries', 'unanswered']) {
          db.prepare(`DELETE FROM ${table} WHERE conversation = ?`).run(conversation);
        }
        db.prepare('DELETE FROM conversations WHERE id = ?').run(conversation);
        return true;
      });
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      wakes.wake(conversation);
    },
    async secret(name) {
      sql.drawSecret.run(name, randomBytes(SECRET_BYTES).toString('base64url'));
      return String(sql.secret.get(name)?.value);
    },
    async count(key, windowSeconds) {
      return counter.count(key, windowSeconds);
    },
    async ping() {
      db.prepare('SELECT 1').get();
    },
    async close() {
      clearInterval(pruning);
      db.close();
    },
  };
}

function openDatabase(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseSync(path, { timeout: 1000 });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
    migrate(db);
    return db;
  } catch (error) {
    throw new Error(
      `STORE_URL : le fichier SQLite ${path} ne s’ouvre pas (${error instanceof Error ? error.message : error}) : vérifier ses droits ou en donner un autre (sqlite:chemin, memory:).`,
    );
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    readContext: db.prepare('SELECT version, context FROM conversations WHERE id = ?'),
    save: db.prepare(
      'UPDATE conversations SET version = version + 1, context = ?, touched = ? WHERE id = ? AND version = ?',
    ),
    create: db.prepare('INSERT OR IGNORE INTO conversations (id, version, context, touched) VALUES (?, 1, ?, ?)'),
    open: db.prepare(
      "INSERT INTO conversations (id, context, touched, opened) VALUES (?, 'null', ?, 1) ON CONFLICT DO NOTHING",
    ),
    isOpen: db.prepare('SELECT 1 FROM conversations WHERE id = ? AND opened = 1'),
    nextNumber: db.prepare('UPDATE conversations SET last = last + 1, touched = ? WHERE id = ? RETURNING last'),
    addEntry: db.prepare('INSERT INTO entries (conversation, number, key, activity) VALUES (?, ?, ?, ?)'),
    trim: db.prepare('DELETE FROM entries WHERE conversation = ? AND number <= ?'),
    byKey: db.prepare('SELECT number FROM entries WHERE conversation = ? AND key = ?'),
    read: db.prepare(
      'SELECT number, activity FROM entries WHERE conversation = ? AND number > ? ORDER BY number LIMIT ?',
    ),
    await: db.prepare('INSERT INTO unanswered (conversation, number) VALUES (?, ?)'),
    answer: db.prepare('DELETE FROM unanswered WHERE conversation = ? AND number = ?'),
    nextUnanswered: db.prepare(
      'SELECT number, activity FROM unanswered JOIN entries USING (conversation, number) WHERE conversation = ? ORDER BY number LIMIT 1',
    ),
    unanswered: db.prepare('SELECT DISTINCT conversation FROM unanswered'),
    claim: db.prepare('INSERT OR IGNORE INTO claims (key, taken) VALUES (?, ?)'),
    release: db.prepare('DELETE FROM claims WHERE key = ?'),
    drawSecret: db.prepare('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)'),
    secret: db.prepare('SELECT value FROM secrets WHERE name = ?'),
  };
}

function inTransaction<T>(db: DatabaseSync, work: () => T, keep: (result: T) => boolean = () => true): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec(keep(result) ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function toEntry(row: Record<string, unknown>): Entry {
  const activity = toJson(row.activity);
  return { number: toNumber(row.number), activity: isRecord(activity) ? activity : {} };
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function toJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
