import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** The rows of docs/design.md, top to bottom: each may import what is named, and types from any row below. */
const ROWS: readonly { readonly module: string; readonly mayImport: readonly string[] }[] = [
  { module: 'main', mayImport: ['*'] },
  { module: 'serve', mayImport: ['*'] },
  { module: 'start', mayImport: ['*'] },
  { module: 'bundle', mayImport: ['kept'] },
  { module: 'ask', mayImport: ['*'] },
  { module: 'check-data', mayImport: ['*'] },
  { module: 'data', mayImport: ['*'] },
  { module: 'teams-package', mayImport: ['*'] },
  { module: 'create-assistant', mayImport: ['*'] },
  { module: 'inbox', mayImport: ['*'] },
  { module: 'doctor', mayImport: ['*'] },
  { module: 'licences', mayImport: ['*'] },
  { module: 'note-words', mayImport: ['bot', 'language', 'store'] },
  { module: 'editing', mayImport: ['language', 'knowledge', 'answer', 'records', 'frame'] },
  { module: 'server', mayImport: [] },
  { module: 'channels', mayImport: [] },
  { module: 'bot', mayImport: [] },
  { module: 'assistant', mayImport: [] },
  { module: 'cards', mayImport: ['answer', 'records', 'frame', 'feedback'] },
  { module: 'dialogs', mayImport: ['answer', 'records', 'frame'] },
  { module: 'understanding', mayImport: ['language', 'knowledge', 'answer', 'records', 'frame', 'kept'] },
  { module: 'maps', mayImport: [] },
  { module: 'knowledge', mayImport: ['language', 'answer', 'records', 'kept'] },
  { module: 'store', mayImport: [] },
  { module: 'translator', mayImport: ['locales'] },
  { module: 'language', mayImport: ['kept'] },
  { module: 'feedback', mayImport: ['answer'] },
  { module: 'frame', mayImport: ['answer', 'records'] },
  { module: 'answer', mayImport: [] },
  { module: 'records', mayImport: [] },
  { module: 'kept', mayImport: [] },
  { module: 'config', mayImport: [] },
  { module: 'learn', mayImport: ['config', 'create-assistant'] },
  { module: 'reload', mayImport: [] },
  { module: 'locales', mayImport: [] },
];

/** The one home of each library, so that a change of library touches one folder. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  botbuilder: ['bot', 'channels'],
  'botframework-connector': ['channels'],
  '@microsoft/app-manifest': ['channels'],
  fflate: ['channels'],
  ws: ['channels'],
  restify: ['server'],
  esbuild: ['server', 'bundle'],
  pino: ['server'],
  'prom-client': ['server'],
  redis: ['store'],
  'node:sqlite': ['store'],
  i18next: ['translator'],
  'fuse.js': ['language'],
  '@zxcvbn-ts/language-fr': ['language'],
  yaml: ['knowledge', 'editing'],
  hucre: ['editing'],
  '@resvg/resvg-js': ['maps'],
  zod: ['knowledge', 'editing'],
  '@microsoft/teams.cards': ['cards'],
};

describe('the house', () => {
  const imports = listSources().flatMap((file) => importsOf(file));

  it('has imports to look at', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it('lets each module import only what docs/design.md allows', () => {
    expect(imports.flatMap((one) => judgeModule(one) ?? [])).toEqual([]);
  });

  it('keeps each library in its one home', () => {
    expect(imports.flatMap((one) => judgeLibrary(one) ?? [])).toEqual([]);
  });

  it('names modules that exist, each once', () => {
    const names = ROWS.map((row) => row.module);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(imports.map((one) => one.from))].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('leaves no code at its door: all of it has a folder', () => {
    const loose = readdirSync(ROOT).filter((name) => /\.[cm]?[jt]s$/.test(name));
    expect(loose).toEqual(['vitest.config.ts']);
  });
});

interface Import {
  readonly file: string;
  /** The module that the file is part of. */
  readonly from: string;
  /** A module of ours, or a package. */
  readonly to: string;
  readonly isOurs: boolean;
  readonly isType: boolean;
}

function listSources(): readonly string[] {
  return ['src', 'dialogs', 'locales'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
  );
}

function importsOf(file: string): readonly Import[] {
  const from = moduleOf(file);
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map(([, type, stated, dynamic]) => {
    const target = stated ?? dynamic ?? '';
    const isOurs = target.startsWith('.');
    const to = isOurs ? moduleOf(normalize(join(dirname(file), target))) : packageOf(target);
    return { file, from, to, isOurs, isType: type !== undefined };
  });
}

/** `src/bot/bot.ts` → bot, `src/config.ts` → config, `dialogs/contacts.ts` → dialogs */
function moduleOf(file: string): string {
  const [top = '', inside = ''] = file.split('/');
  return top === 'src' ? inside.replace(/\.ts$/, '') : top;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function judgeModule({ file, from, to, isOurs, isType }: Import): string | null {
  if (!isOurs || from === to) return null;
  const at = ROWS.findIndex((row) => row.module === from);
  const allowed = ROWS[at]?.mayImport ?? [];
  if (allowed.includes('*') || allowed.includes(to)) return null;
  if (isType && ROWS.findIndex((row) => row.module === to) > at) return null;
  const may = allowed.length === 0 ? 'nothing of ours but types from rows below' : `only ${allowed.join(', ')}`;
  return `${file}: ${from} may import ${may}; have what it needs of ${to} handed in by main`;
}

function judgeLibrary({ file, from, to, isOurs, isType }: Import): string | null {
  const homes = HOMES[to];
  if (isOurs || homes === undefined || homes.includes(from) || from === 'main') return null;
  return isType && from === 'main'
    ? null
    : `${file}: ${to} belongs in ${homes.map((home) => `src/${home}`).join(' or ')}`;
}
