import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTermNotes } from '../../src/store/note-terms.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';

const WEEK = '2026-W48';
const DAY = 24 * 60 * 60 * 1000;

function createNotes(store: ReturnType<typeof createSqliteStore>) {
  return createTermNotes({
    store,
    secret: 'secret',
    least: 3,
    isTerm: (word) => word !== 'dubreuil',
    now: () => new Date('2026-11-25T12:00:00Z'),
  });
}

it('a word is kept in clear from the third conversation on, each conversation counted once', async () => {
  const store = createSqliteStore({ path: ':memory:', keepMs: DAY });
  const notes = createNotes(store);
  const meet = (conversation: string) => {
    notes.add({ words: ['ressourcerie', 'dubreuil'], conversation });
    return notes.flush();
  };
  for (const conversation of ['a', 'b', 'a', 'a']) await meet(conversation);
  expect(await store.tallies('term', [WEEK])).toEqual([]);
  await meet('c');
  expect(await store.tallies('term', [WEEK])).toEqual([{ kind: 'term', name: 'ressourcerie', week: WEEK, count: 3 }]);
  for (const conversation of ['c', 'd', 'd']) await meet(conversation);
  expect((await store.tallies('term', [WEEK])).map(({ name, count }) => [name, count])).toEqual([['ressourcerie', 4]]);
  await store.close();
});

it('until then neither the word nor the conversation stands in the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terms-'));
  const store = createSqliteStore({ path: join(folder, 'bot.sqlite'), keepMs: DAY });
  const notes = createNotes(store);
  for (const conversation of ['conversation-1', 'conversation-2']) notes.add({ words: ['ressourcerie'], conversation });
  await notes.flush();
  await store.close();
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(files.join()).not.toMatch(/ressourcerie|conversation-\d/);
  rmSync(folder, { recursive: true });
});
