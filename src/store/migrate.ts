import type { DatabaseSync } from 'node:sqlite';

/** Each entry brings a file from the version of its index to the next one; entries are only ever added. */
const STEPS = [
  `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 0,
    context TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    touched INTEGER NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversations_touched ON conversations (touched);
  CREATE TABLE entries (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    key TEXT,
    activity TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX entries_key ON entries (conversation, key) WHERE key IS NOT NULL;
  CREATE TABLE unanswered (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claims (key TEXT PRIMARY KEY, taken INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_taken ON claims (taken);
  CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE outbox (delivery TEXT PRIMARY KEY, outbox TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE tallies (
    kind TEXT NOT NULL,
    week TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, week, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE met (
    "set" TEXT NOT NULL,
    member TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY ("set", member)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Brings a database to the present version, step by step. Throws for one that a later release has written. */
export function migrate(db: DatabaseSync): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (found > STEPS.length) {
    throw new Error(`il est de la version ${found}, plus récente que ce programme (${STEPS.length})`);
  }
  for (const [index, step] of STEPS.entries()) {
    if (index >= found) db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
