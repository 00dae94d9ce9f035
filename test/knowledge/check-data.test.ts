import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildSchemas } from '../../src/knowledge/build-schemas.ts';
import { checkDataFolder } from '../../src/knowledge/check-data-folder.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { findCollisions } from '../../src/knowledge/find-collisions.ts';
import { findTypographyFaults } from '../../src/knowledge/find-typography-faults.ts';
import type { Name } from '../../src/knowledge/knowledge.ts';
import { createDictionary } from '../../src/language/dictionary.ts';

/** These read the whole folder, which a busy machine does slowly. */
const TIMEOUT_MS = 60_000;
const dictionary = createDictionary();

const organisation = (id: string, text: string): Name => ({ type: 'organisation', id, text, as: 'name' });
const closeTo = (...names: readonly Name[]) =>
  findCollisions(names, dictionary).map((pair) => [pair.first.text, pair.second?.text ?? pair.word, pair.how]);

describe('npm run check:data', { timeout: TIMEOUT_MS }, () => {
  it('finds the data sound and says what it counted', () => {
    const check = checkDataFolder('data', dictionary);
    expect(check.isSound, check.lines.join('\n')).toBe(true);
    const lines = check.lines.map((line) => line.replaceAll('\u00a0', ' '));
    expect(lines).toContain('territoires : 27');
    expect(lines).toContain('faits sans source : 0');
    expect(lines).toContain('noms trop proches sans décision : 0');
  });
});

describe('the collision guard', () => {
  it('sees a name that is one letter from an ordinary word', () => {
    expect(closeTo(organisation('adress', 'ADRESS'))).toEqual([['ADRESS', 'adresse', 'near']]);
  });

  it('sees a name that is an ordinary word, or a piece of sentence', () => {
    expect(closeTo(organisation('envie', 'Envie'))).toEqual([['Envie', 'envie', 'word']]);
    expect(closeTo(organisation('est-ensemble', 'Est Ensemble'))).toEqual([['Est Ensemble', 'est ensemble', 'word']]);
  });

  it('sees a name that is another plus one word, small words apart', () => {
    expect(closeTo(organisation('a', 'Kerbihan'), organisation('b', 'Kerbihan Active'))).toEqual([
      ['Kerbihan', 'Kerbihan Active', 'longer'],
    ]);
    expect(closeTo(organisation('a', 'Zarne'), organisation('b', 'Vallée de la Zarne'))).toEqual([
      ['Zarne', 'Vallée de la Zarne', 'longer'],
    ]);
  });

  it('sees two records that share a name whatever its accents and hyphens', () => {
    expect(closeTo(organisation('a', 'Kerbéol-Ouest'), organisation('b', 'Kerbeol Ouest'))).toEqual([
      ['Kerbéol-Ouest', 'Kerbeol Ouest', 'same'],
    ]);
  });

  it('leaves alone two names of one record, and short ones that differ by a letter', () => {
    expect(closeTo(organisation('a', 'Kerbihan'), organisation('a', 'Kerbihan Active'))).toEqual([]);
    expect(closeTo(organisation('a', 'XKZ'), organisation('b', 'XKW'))).toEqual([]);
  });
});

describe('French typography', () => {
  it('finds nothing wrong with a clean text', () => {
    expect(
      findTypographyFaults('L’«\u00a0innovation sociale\u00a0»\u00a0: est-ce utile\u00a0? Oui, à 11\u00a0%\u00a0!'),
    ).toEqual([]);
  });

  it.each([
    ["l'emploi", 'apostrophe droite'],
    ['deux  espaces', 'espaces en trop'],
    ['et puis...', 'trois points'],
    ['défis : trois', 'espace insécable'],
    ['vraiment?', 'espace insécable'],
    ['le « label »', 'espace insécable'],
  ])('finds what is wrong in « %s »', (text, fault) => {
    expect(findTypographyFaults(text).join('\n')).toContain(fault);
  });
});

describe('what is generated', { timeout: TIMEOUT_MS }, () => {
  it('keeps the schemas of the editors up to date with the types', () => {
    for (const [name, content] of Object.entries(buildSchemas())) {
      expect(
        readFileSync(`schemas/${name}`, 'utf8') === content,
        `run: node src/knowledge/build-schemas.ts (${name})`,
      ).toBe(true);
    }
  });

  it('gives every file of people, places and facts the address of its schema', () => {
    for (const folder of ['territories', 'organisations', 'people', 'themes', 'terms']) {
      for (const name of readdirSync(`data/${folder}`)) {
        expect(readFileSync(`data/${folder}/${name}`, 'utf8')).toMatch(
          /^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/\w+\.schema\.json\n/,
        );
      }
    }
  });

  it('loads the same data from the cache as from the files', () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'cache-'));
    try {
      const first = createKnowledge('data', { cacheDir });
      const second = createKnowledge('data', { cacheDir });
      expect(readdirSync(cacheDir)).toHaveLength(1);
      expect(second.facts()).toEqual(first.facts());
      expect(second.names).toEqual(first.names);
    } finally {
      rmSync(cacheDir, { recursive: true });
    }
  });
});
