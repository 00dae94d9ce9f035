import { readdirSync, readFileSync } from 'node:fs';
import { type Activity, TestAdapter } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot/bot.ts';
import { readConfig } from '../src/config.ts';
import { createAssistant } from '../src/create-assistant.ts';
import { readFrame } from '../src/frame.ts';
import { createSqliteStore } from '../src/store/sqlite-store.ts';

const FOLDER = new URL('conversations/', import.meta.url);
const DAY = 24 * 60 * 60 * 1000;

const assistant = createAssistant(readConfig({}));

/** A line of a user and what the bot must say to it: pieces in order, with `…` for anything between. */
interface Exchange {
  readonly line: number;
  readonly said: string;
  readonly expected: readonly string[];
}

describe('a transcript is a test', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
    it(file, async () => {
      await play(file, readTranscript(readFileSync(new URL(file, FOLDER), 'utf8')));
    });
  }
});

/** `>` a line of the user, `<` a line of the answer, `…` anything, `#` a remark. */
function readTranscript(text: string): readonly Exchange[] {
  const exchanges: { line: number; said: string; expected: string[] }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    const last = exchanges.at(-1);
    if (line.startsWith('>')) exchanges.push({ line: index + 1, said: line.slice(1).trim(), expected: [] });
    else if (line.startsWith('<') && last !== undefined) last.expected.push(line.slice(1).trim());
    else if (line !== '' && line !== '…' && !line.startsWith('#')) throw new Error(`line ${index + 1}: ${line}`);
  }
  return exchanges;
}

const SENTENCES = { apology: 'Désolé', forgetful: 'Oubli', mention: (name: string) => `@${name}` };

async function play(file: string, exchanges: readonly Exchange[]): Promise<void> {
  const store = createSqliteStore({ path: ':memory:', keepMs: DAY });
  const failures: unknown[] = [];
  const bot = createBot({
    assistant,
    store,
    readFrame,
    sentences: { fr: SENTENCES, en: SENTENCES },
    events: { turn() {}, forgot: (error) => failures.push(error), failed: (error) => failures.push(error) },
  });
  const adapter = new TestAdapter((context) => bot.run(context));
  for (const { line, said, expected } of exchanges) {
    adapter.activeQueue.splice(0);
    await adapter.receiveActivity({ type: 'message', text: said });
    const text = normalise(adapter.activeQueue.map((activity: Partial<Activity>) => activity.text ?? '').join('\n'));
    let from = 0;
    for (const piece of expected.map(normalise)) {
      const at = text.indexOf(piece, from);
      expect(at, `${file}:${line} « ${said} » lacks « ${piece} » in:\n${text}\n`).toBeGreaterThanOrEqual(0);
      from = at + piece.length;
    }
  }
  expect(failures).toEqual([]);
  await store.close();
}

/** Typed and drawn spaces and apostrophes compare as the same. */
function normalise(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ').replaceAll("'", '’');
}
