import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { createCounter } from './counter.ts';
import { createSaving } from './save-together.ts';
import { explainUnusable, isFull, openSqliteFile } from './sqlite-file.ts';
import { type Commit, type Committed, type Entry, LONGEST_LOG, MEET_MS, type Store, TALLY_WEEKS } from './store.ts';
import { createWakes } from './wakes.ts';
import { listWeeks } from './week.ts';

const PRUNE_EVERY_MS = 10 * 60 * 1000;
const SECRET_BYTES = 48;
const TAKE_AT_ONCE = 100;
const MOST_MB = 1024;

/**
 * The store of a single process, in one SQLite file or, for the path `:memory:`, in the process alone. `keepMs` is how
 * long an untouched conversation is kept; `mostMb` how large the file may grow; `now` the clock; `isShared` lets a tool
 * look into the file of a bot that runs. Throws a French line when the file cannot be opened, with `isBusy` when another
 * program holds it.
 */
export function createSqliteStore({
  path,
  keepMs,
  mostMb = MOST_MB,
  isShared = false,
  now = Date.now,
}: {
  path: string;
  keepMs: number;
  mostMb?: number;
  isShared?: boolean;
  now?: () => number;
}): Store {
  const file = openSqliteFile({ path, mostMb, isShared, now });
  const { db, run, inTransaction } = file;
  const wakes = createWakes();
  const counter = createCounter(now);
  const sql = prepareStatements(db);
  const prune = (): void => {
    const before = now() - keepMs;
    inTransaction(() => {
      for (const table of ['entries', 'unanswered']) {
        db.prepare(`DELETE FROM ${table} WHERE conversation IN (SELECT id FROM conversations WHERE touched <= ?)`).run(
          before,
        );
      }
      db.prepare('DELETE FROM conversations WHERE touched <= ?').run(before);
      db.prepare('DELETE FROM claims WHERE taken <= ?').run(before);
      db.prepare('DELETE FROM outbox WHERE at <= ?').run(before);
      db.prepare('DELETE FROM met WHERE at <= ?').run(now() - MEET_MS);
      db.prepare('DELETE FROM tallies WHERE week < ?').run(listWeeks(new Date(now()), TALLY_WEEKS).at(-1) ?? '');
    });
    file.forgetLog();
  };
  if (!isShared) {
    try {
      prune();
    } catch (error) {
      // A full file still serves those who ask: the bot answers without memory, and says so.
      if (!isFull(error)) {
        file.close();
        throw explainUnusable(path, error);
      }
    }
  }
  const pruning = setInterval(() => {
    try {
      prune();
    } catch {
      // The next one does it; the health page tells meanwhile.
    }
  }, PRUNE_EVERY_MS).unref();

  const addEntry = (conversation: string, activity: Entry['activity'], key: string | null): number => {
    const number = toNumber(sql.nextNumber.get(now(), conversation)?.last);
    sql.addEntry.run(conversation, number, key, JSON.stringify(activity));
    if (number > LONGEST_LOG) {
      sql.trim.run(conversation, number - LONGEST_LOG);
      sql.giveUp.run(conversation, number - LONGEST_LOG);
    }
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
    if (turn.delivery !== null && turn.outbox) sql.post.run(turn.delivery, JSON.stringify(turn.outbox), now());
    return 'saved';
  };

  const saving = createSaving((turns) =>
    inTransaction(
      () => turns.map(commit),
      (outcomes) => outcomes.every((outcome) => outcome === 'saved'),
    ),
  );

  return {
    async readContext(conversation) {
      const row = run(() => sql.readContext.get(conversation));
      return { version: toNumber(row?.version), value: toJson(row?.context) };
    },
    async commit(turn) {
      const result = await saving.add(turn);
      if (result === 'saved' && turn.replies.length > 0) wakes.wake(turn.conversation);
      return result;
    },
    async claim(key) {
      return run(() => sql.claim.run(key, now()).changes > 0);
    },
    async release(key) {
      run(() => sql.release.run(key));
    },
    async takeUnsent(olderThanMs) {
      return inTransaction(() => {
        const rows = sql.unsent.all(now() - olderThanMs, TAKE_AT_ONCE);
        for (const { delivery } of rows) sql.retake.run(now(), String(delivery));
        return rows.map(({ delivery, outbox }) => ({ delivery: String(delivery), outbox: toJson(outbox) }));
      });
    },
    async sent(delivery) {
      return run(() => sql.sent.run(delivery).changes > 0);
    },
    async open(conversation, first) {
      const isNew = inTransaction(() => {
        if (sql.open.run(conversation, now()).changes === 0) return false;
        for (const activity of first) addEntry(conversation, activity, null);
        return true;
      });
      if (isNew && first.length > 0) wakes.wake(conversation);
      return isNew;
    },
    async isOpen(conversation) {
      return run(() => sql.isOpen.get(conversation)) !== undefined;
    },
    async append(conversation, activity, { key, awaits }) {
      const added = inTransaction(() => {
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
      return run(() => sql.read.all(conversation, after, limit).map(toEntry));
    },
    follow: wakes.follow,
    async nextUnanswered(conversation) {
      const row = run(() => sql.nextUnanswered.get(conversation));
      return row === undefined ? null : toEntry(row);
    },
    async unanswered() {
      return run(() => sql.unanswered.all().map((row) => String(row.conversation)));
    },
    async forget(conversation) {
      inTransaction(() => {
        for (const table of ['entries', 'unanswered']) {
          db.prepare(`DELETE FROM ${table} WHERE conversation = ?`).run(conversation);
        }
        db.prepare('DELETE FROM conversations WHERE id = ?').run(conversation);
      });
      file.forgetLog();
      wakes.wake(conversation);
    },
    async tally(counts) {
      inTransaction(() => {
        for (const { kind, week, name, count } of counts) sql.tally.run(kind, week, name, count);
      });
    },
    async tallies(kind, weeks) {
      const wanted = new Set(weeks);
      return run(() =>
        sql.tallies
          .all(kind)
          .map(({ name, week, count }) => ({ kind, name: String(name), week: String(week), count: toNumber(count) }))
          .filter(({ week }) => wanted.has(week)),
      );
    },
    async untally(kind, name) {
      run(() => sql.untally.run(kind, name));
    },
    async meet(meetings) {
      return inTransaction(() =>
        meetings.map(({ set, member }) => {
          const isNew = sql.meet.run(set, member, now()).changes > 0;
          return { count: toNumber(sql.met.get(set)?.count), isNew };
        }),
      );
    },
    async secret(name) {
      return run(() => {
        sql.drawSecret.run(name, randomBytes(SECRET_BYTES).toString('base64url'));
        return String(sql.secret.get(name)?.value);
      });
    },
    async count(key, windowSeconds) {
      return counter.count(key, windowSeconds);
    },
    async tidy() {
      prune();
    },
    async ping() {
      file.probe();
    },
    async close() {
      clearInterval(pruning);
      saving.flush();
      file.close();
    },
  };
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
    giveUp: db.prepare('DELETE FROM unanswered WHERE conversation = ? AND number <= ?'),
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
    post: db.prepare('INSERT OR REPLACE INTO outbox (delivery, outbox, at) VALUES (?, ?, ?)'),
    unsent: db.prepare('SELECT delivery, outbox FROM outbox WHERE at <= ? ORDER BY at LIMIT ?'),
    retake: db.prepare('UPDATE outbox SET at = ? WHERE delivery = ?'),
    sent: db.prepare('DELETE FROM outbox WHERE delivery = ?'),
    tally: db.prepare(
      'INSERT INTO tallies (kind, week, name, count) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
    ),
    tallies: db.prepare('SELECT name, week, count FROM tallies WHERE kind = ?'),
    untally: db.prepare('DELETE FROM tallies WHERE kind = ? AND name = ?'),
    meet: db.prepare('INSERT OR IGNORE INTO met ("set", member, at) VALUES (?, ?, ?)'),
    met: db.prepare('SELECT count(*) AS count FROM met WHERE "set" = ?'),
    drawSecret: db.prepare('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)'),
    secret: db.prepare('SELECT value FROM secrets WHERE name = ?'),
  };
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
