import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/data.ts';
import { writeFiles } from '../../src/editing/write-files.ts';
import { addLine, type Office, openOffice, setCell } from './open-office.ts';

describe('the commands of the editors', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  async function type(...args: readonly string[]): Promise<{ code: number; said: string }> {
    const lines: string[] = [];
    const env = { DATA_DIR: office.dir, LOCALES_DIR: 'examples/locales' };
    const code = await run(args, env, (line) => lines.push(line));
    return { code, said: lines.join('\n').replaceAll('\u00a0', ' ') };
  }

  it('export writes a workbook and CSV files, and importing either changes nothing', async () => {
    const target = join(office.home, 'export');
    const exported = await type('export', target);
    expect(exported.said).toMatch(/^\d+ lignes dans 22 feuilles : .*donnees\.xlsx, et en CSV dans /);
    expect(readdirSync(target).sort()).toEqual(['csv', 'donnees.xlsx']);
    const before = bytesOf(office.dir);
    for (const path of ['donnees.xlsx', 'csv']) {
      expect(await type('import', join(target, path))).toEqual({
        code: 0,
        said: 'Aucune différence avec les données d’aujourd’hui : rien à écrire.',
      });
    }
    expect(bytesOf(office.dir)).toEqual(before);
  });

  it('import says the difference, says which answers change, then writes', async () => {
    const path = await office.change('ville.xlsx', (sheet) => {
      setCell(sheet('Organisations'), 'atelier-des-fanaux', 'Ville', 'Port-Sélune');
    });
    const page = join(office.home, 'page.html');
    const { code, said } = await type('import', path, '--html', page);
    expect(code).toBe(0);
    expect(said).toContain(
      'Organisations : 1 ligne corrigée\n  ~ atelier-des-fanaux\n      − Ville : Trois-Fanaux\n      + Ville : Port-Sélune',
    );
    expect(said).toMatch(/\d+ réponses? change/);
    expect(said).toContain('− Siège : Trois-Fanaux\n  + Siège : Port-Sélune');
    expect(readFileSync(page, 'utf8')).toContain('<ins>Siège\u00a0: Port-Sélune</ins>');
    expect(readFileSync(join(office.dir, 'organisations/atelier-des-fanaux.yaml'), 'utf8')).toContain(
      'ville: Port-Sélune\n',
    );
  });

  it('import with one fault among good changes writes nothing at all', async () => {
    const before = bytesOf(office.dir);
    const path = await office.change('moitie.xlsx', (sheet) => {
      setCell(sheet('Organisations'), 'atelier-des-fanaux', 'Ville', 'Port-Sélune');
      addLine(sheet('Personnes'), { Identifiant: 'ada-grue', Nom: 'Ada Grue', 'Relu le': '2026-11-23' });
    });
    const { code, said } = await type('import', path);
    expect(code).toBe(1);
    expect(said).toBe(
      'feuille Personnes, ligne 4, colonne Identifiant : « Ada Grue » n’apparaît dans aucune fiche ; citez cette personne dans un territoire ou supprimez cette ligne\n1 faute(s) : rien n’a été écrit.',
    );
    expect(bytesOf(office.dir)).toEqual(before);
  });

  it('import --essai shows all and writes nothing', async () => {
    const before = bytesOf(office.dir);
    const path = await office.change('essai.xlsx', (sheet) => {
      setCell(sheet('Organisations'), 'atelier-des-fanaux', 'Ville', 'Port-Sélune');
    });
    const { said } = await type('import', path, '--essai', '--sans-reponses');
    expect(said).toContain('Essai : rien n’a été écrit ; 1 fichier(s) changeraient.');
    expect(bytesOf(office.dir)).toEqual(before);
  });

  it('stale lists what was checked more than a year before a day, oldest first', async () => {
    const file = join(office.dir, 'organisations/roue-libre.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('relu-le: 2026-11-23', 'relu-le: 2025-03-01'));
    expect((await type('stale', '2026-03-01')).said).toBe(
      'Toutes les fiches ont été relues dans l’année qui précède le 2026-03-01.',
    );
    const later = await type('stale', '2026-03-02');
    expect(later.said).toBe(
      `2025-03-01 : Roue Libre (organisation, ${file})\n1 fiche(s) relue(s) il y a plus d’un an au 2026-03-02 : vérifiez-les, puis changez leur date « relu-le ».`,
    );
    expect((await type('stale', '2028-01-01')).said.split('\n')).toHaveLength(8);
  });

  it('a word that is no command gets the usage, a day that is none gets its form', async () => {
    await expect(type('exporter')).rejects.toThrow('npm run data:export');
    await expect(type('stale', 'demain')).rejects.toThrow('écrivez-le ainsi');
  });
});

describe('files that are written together', () => {
  it('are all put back when one of them cannot be written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'ensemble-'));
    writeFileSync(join(dir, 'a.yaml'), 'ancien\n');
    const texts = new Map([
      ['a.yaml', 'neuf\n'],
      ['dossier/b.yaml', 'neuf\n'],
      ['absent.yaml', null],
    ]);
    expect(() => writeFiles(dir, texts)).toThrow();
    expect(readFileSync(join(dir, 'a.yaml'), 'utf8')).toBe('ancien\n');
    expect(existsSync(join(dir, 'dossier/b.yaml'))).toBe(false);
    expect(readdirSync(dir, { recursive: true })).toEqual(['a.yaml', 'dossier']);
    rmSync(dir, { recursive: true });
  });
});

function bytesOf(dir: string): Readonly<Record<string, string>> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, 'latin1')];
    }),
  );
}
