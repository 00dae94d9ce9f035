import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/inbox.ts';
import { createSqliteStore } from '../src/store/sqlite-store.ts';
import { nameWeek } from '../src/store/week.ts';

const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
const week = nameWeek(new Date());
let serial = 0;
let env: Record<string, string>;
let dataDir: string;

beforeEach(async () => {
  serial += 1;
  dataDir = join(folder, `${serial}`, 'data');
  cpSync('data', dataDir, { recursive: true });
  const path = join(folder, `${serial}`, 'bot.sqlite');
  env = { STORE_URL: `sqlite:${path}`, DATA_DIR: dataDir };
  // The bot runs meanwhile.
  const bot = createSqliteStore({ path, keepMs: 1000 });
  await bot.tally([
    { kind: 'term', name: 'xylotheque', week, count: 7 },
    { kind: 'term', name: 'recette', week, count: 12 },
    { kind: 'term', name: 'vieux', week, count: 9 },
    { kind: 'outcome', name: 'contacts/answer', week, count: 40 },
    { kind: 'outcome', name: 'contacts/clarify', week, count: 2 },
    { kind: 'feedback', name: 'contacts/yes', week, count: 3 },
  ]);
  await bot.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command with what an editor types, in order. */
async function talk(args: readonly string[], typed: readonly string[]): Promise<string> {
  const said: string[] = [];
  const left = [...typed];
  const code = await run(args, env, {
    say: (line) => said.push(line),
    ask: async (question) => {
      said.push(question);
      return left.shift() ?? null;
    },
  });
  expect(code).toBe(0);
  return said.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ');
}

describe('npm run inbox', () => {
  it('lists counts and the words asked for in vain, the most frequent first, without those that the data knows', async () => {
    const said = await talk(['--liste'], []);
    expect(said).toMatch(/contacts : 40 answer, 2 clarify/);
    expect(said).toMatch(/contacts : 3 yes/);
    expect(said).toMatch(/« recette » : 12 conversations \(\d{4}-W\d\d : 12\)[\s\S]*« xylotheque » : 7 conversations/);
    expect(said).not.toContain('vieux');
  });

  it('adds a word to a theme on « oui », after showing which answers change, and asks no more about it', async () => {
    const said = await talk([], ['', 'oui culture', 'xylothèque', 'oui']);
    expect(said).toMatch(/question.*répond|réponse/i);
    expect(said).toMatch(/Écrit : .*themes\/culture\.yaml/);
    const before = readFileSync('data/themes/culture.yaml', 'utf8').split('\n');
    const after = readFileSync(join(dataDir, 'themes/culture.yaml'), 'utf8').split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual(['  - xylothèque']);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(await talk(['--liste'], [])).not.toContain('xylo');
  }, 180_000);

  it('writes nothing without a second « oui », nor to a theme that there is not', async () => {
    const said = await talk([], ['oui nulle-part', 'culture', '', 'non']);
    expect(said).toMatch(/Il n’y a pas de thème « nulle-part »/);
    expect(said).toContain('Rien n’a été écrit.');
    expect(readFileSync(join(dataDir, 'themes/culture.yaml'), 'utf8')).toBe(
      readFileSync('data/themes/culture.yaml', 'utf8'),
    );
  }, 180_000);

  it('takes its answers from a terminal, or all at once from a file', () => {
    const said = spawnSync(process.execPath, ['src/inbox.ts'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      input: '\noui culture\nxylothèque\noui\n',
    });
    expect([said.status, said.stderr]).toEqual([0, '']);
    expect(said.stdout).toMatch(/Écrit.*themes\/culture\.yaml/);
    expect(readFileSync(join(dataDir, 'themes/culture.yaml'), 'utf8')).toContain('  - xylothèque\n');
  }, 180_000);

  it('refuses a word for good on « jamais »', async () => {
    await talk([], ['jamais', 'fin']);
    const said = await talk(['--liste'], []);
    expect(said).not.toContain('recette');
    expect(said).toContain('xylotheque');
  });

  it('says so when there is no memory to look into', async () => {
    await expect(run([], { STORE_URL: 'memory:' }, { say() {}, ask: async () => null })).rejects.toThrow(/memory:/);
    env = { ...env, STORE_URL: 'sqlite:nulle/part.sqlite' };
    expect(await talk([], [])).toMatch(/Rien encore/);
  });
});
