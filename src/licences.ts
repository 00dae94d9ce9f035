import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spacePunctuation } from './knowledge/fault.ts';

/** Licences that let anybody use, change and pass on the program, by their SPDX names. */
const FREE: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0', 'BlueOak-1.0.0'],
  ...['Zlib', 'Unlicense', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'AFL-2.1', 'Python-2.0', 'WTFPL'],
]);
/** What a licence that is not named in the package says of itself. */
const KNOWN_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\bMIT\b|Permission is hereby granted, free of charge/, 'MIT'],
  [/\bISC\b/, 'ISC'],
  [/Apache License,?\s+Version 2\.0/i, 'Apache-2.0'],
];

/** One package that is locked, and what it may be used under; null when it does not say. */
export interface Licensed {
  readonly name: string;
  readonly licence: string | null;
}

/** True when one of the licences that an SPDX expression lets choose is free; AND asks for both sides. */
export function isFree(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, ' ').trim();
  return plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => FREE.has(one.trim())));
}

/** The packages of the lock file of a folder, optional ones of other systems included, with their licences. */
export function listLicences(folder: string): readonly Licensed[] {
  const lock: unknown = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const packages = isRecord(lock) && isRecord(lock.packages) ? Object.entries(lock.packages) : [];
  return packages
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      licence: (isRecord(entry) ? readName(entry.license) : null) ?? readInstalled(join(folder, path)),
    }));
}

/** `npm run licences`: prints each licence with its packages; gives 1 when one is not known to be free. */
export function run(folder: string, say: (line: string) => void): number {
  const all = listLicences(folder);
  const byLicence = Map.groupBy(all, ({ licence }) => licence ?? 'inconnue');
  for (const [licence, own] of [...byLicence].toSorted(([, a], [, b]) => b.length - a.length)) {
    const names = [...new Set(own.map(({ name }) => name))];
    say(`${String(own.length).padStart(4)}  ${licence}${names.length <= 4 ? `  (${names.join(', ')})` : ''}`);
  }
  const closed = all.filter(({ licence }) => licence === null || !isFree(licence));
  for (const { name, licence } of closed) {
    say(
      spacePunctuation(
        `✗ ${name} : licence ${licence ?? 'inconnue'} ; la lire, puis remplacer ce paquet ou l’ajouter à FREE`,
      ),
    );
  }
  say(
    spacePunctuation(
      closed.length === 0
        ? `${all.length} paquets verrouillés : aucune licence n’interdit l’usage.`
        : `${closed.length} paquet(s) à examiner.`,
    ),
  );
  return closed.length === 0 ? 0 : 1;
}

function readInstalled(path: string): string | null {
  if (!existsSync(join(path, 'package.json'))) return null;
  const manifest: unknown = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (!isRecord(manifest)) return null;
  const many: readonly unknown[] = Array.isArray(manifest.licenses) ? manifest.licenses : [];
  const named = readName(manifest.license) ?? many.map(readName).find((one) => one !== null) ?? null;
  if (named !== null) return named;
  const texts = readdirSync(path).filter((name) => /^(?:licen[cs]e|readme)/i.test(name));
  const text = texts.map((name) => readFileSync(join(path, name), 'utf8')).join('\n');
  return KNOWN_TEXTS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** Some packages name their licence as an object. */
function readName(value: unknown): string | null {
  const name = isRecord(value) ? value.type : value;
  return typeof name === 'string' && name !== '' ? name : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

if (import.meta.main) process.exitCode = run('.', console.log);
