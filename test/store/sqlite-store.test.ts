import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createCounter } from '../../src/store/counter.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { holdContract } from './contract.ts';

const DAY = 24 * 60 * 60 * 1000;
const folder = mkdtempSync(join(tmpdir(), 'store-'));
let files = 0;
const newFile = (): string => {
  files += 1;
  return join(folder, `${files}`, 'bot.sqlite');
};

afterAll(() => rmSync(folder, { recursive: true }));

holdContract('the store in memory', async (clock) =>
  createSqliteStore({ path: ':memory:', keepMs: DAY, now: () => clock.now }),
);
holdContract('the store in a file', async (clock) =>
  createSqliteStore({ path: newFile(), keepMs: DAY, now: () => clock.now }),
);

describe('a file', () => {
  it('keeps contexts, logs, unanswered messages and the secret over a restart', async () => {
    const path = newFile();
    const before = createSqliteStore({ path, keepMs: DAY });
    await before.open('c', [{ text: 'welcome' }]);
    await before.append('c', { text: 'question' }, { key: 'k', awaits: true });
    const secret = await before.secret('token');
    await before.close();

    const after = createSqliteStore({ path, keepMs: DAY });
    expect(await after.unanswered()).toEqual(['c']);
    expect((await after.read('c', 0, 10)).map((entry) => entry.activity.text)).toEqual(['welcome', 'question']);
    expect(await after.secret('token')).toBe(secret);
    await after.close();
  });

  it('holds nothing of a conversation that has aged, not even in its free pages', async () => {
    const path = newFile();
    const written = createSqliteStore({ path, keepMs: DAY });
    await written.open('old', [{ text: 'PHRASE-A-OUBLIER'.repeat(300) }]);
    await written.commit({
      conversation: 'old',
      version: 0,
      context: 'PHRASE-A-OUBLIER',
      delivery: 'PHRASE-A-OUBLIER',
      answered: null,
      replies: [],
    });
    await written.close();
    expect(grep(path, 'PHRASE-A-OUBLIER')).toBe(true);

    const opened = createSqliteStore({ path, keepMs: DAY, now: () => Date.now() + DAY });
    expect(await opened.isOpen('old')).toBe(false);
    expect(grep(path, 'PHRASE-A-OUBLIER')).toBe(false);
    await opened.close();
  });

  it('written by a later release is refused, with the variable and the remedy', () => {
    const path = newFile();
    createSqliteStore({ path, keepMs: DAY }).close();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => createSqliteStore({ path, keepMs: DAY })).toThrow(/^STORE_URL.*version 99.*sqlite:chemin/);
  });

  it('that the process before still holds is waited for, with a line that says so', async () => {
    const path = newFile();
    const before = createSqliteStore({ path, keepMs: DAY });
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      void before.close();
    };
    const after = await openStore({ kind: 'sqlite', path }, { keepMs: DAY, mostMb: 10, say });
    expect(lines).toEqual([expect.stringMatching(/un autre processus.*redis:.*Nouvel essai/)]);
    await after.close();
  });

  it('can be looked into by a tool while a bot uses it', async () => {
    const path = newFile();
    const bot = createSqliteStore({ path, keepMs: DAY });
    await bot.tally([{ kind: 'k', name: 'n', week: '2026-W48', count: 1 }]);
    const tool = createSqliteStore({ path, keepMs: DAY, isShared: true });
    expect(await tool.tallies('k', ['2026-W48'])).toHaveLength(1);
    await tool.close();
    await bot.close();
  });

  it('that is no database is refused', () => {
    const path = join(folder, 'letter.txt');
    writeFileSync(path, 'Bonjour, ceci n’est pas une base de données.'.repeat(50));
    expect(() => createSqliteStore({ path, keepMs: DAY })).toThrow(/^STORE_URL/);
  });

  it('in a place where there can be none is refused', () => {
    const path = join(folder, 'note.txt');
    writeFileSync(path, '');
    expect(() => createSqliteStore({ path: join(path, 'bot.sqlite'), keepMs: DAY })).toThrow(/^STORE_URL/);
  });
});

describe('a counter', () => {
  it('starts again when its window has ended', () => {
    let now = 0;
    const counter = createCounter(() => now);
    counter.count('a', 60);
    now = 59_500;
    expect(counter.count('a', 60)).toEqual({ count: 2, resetIn: 1 });
    now = 60_000;
    expect(counter.count('a', 60)).toEqual({ count: 1, resetIn: 60 });
  });
});

function grep(path: string, word: string): boolean {
  const folder = join(path, '..');
  return readdirSync(folder).some((name) => readFileSync(join(folder, name), 'latin1').includes(word));
}
