import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';

/** Each test reads the whole folder, which a busy machine does slowly. */
const TIMEOUT_MS = 60_000;
const BRETAGNE = 'territories/region-bretagne.yaml';
const ADRESS = 'organisations/adress.yaml';
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the data folder, spoilt by `spoil`; gives the lines of the error that loading it throws. */
function faultsOf(spoil: (dir: string) => void): readonly string[] {
  const dir = mkdtempSync(join(tmpdir(), 'data-'));
  folders.push(dir);
  cpSync('data', dir, { recursive: true });
  spoil(dir);
  try {
    createKnowledge(dir);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.name).toBe('DataError');
    return error.message.replaceAll(`${dir}/`, '').replaceAll('\u00a0', ' ').split('\n');
  }
  return [];
}

function replace(dir: string, file: string, before: string, after: string): void {
  const text = readFileSync(join(dir, file), 'utf8');
  expect(text).toContain(before);
  writeFileSync(join(dir, file), text.replace(before, after));
}

describe('bad data stops the start', { timeout: TIMEOUT_MS }, () => {
  it('loads a sound copy', () => {
    expect(faultsOf(() => {})).toEqual([]);
  });

  it('names a theme that does not exist, with its line and column', () => {
    const lines = faultsOf((dir) => replace(dir, BRETAGNE, 'themes: [ numerique ]', 'themes: [ numerik ]'));
    expect(lines[1]).toMatch(
      /^territories\/region-bretagne\.yaml:5\d:\d+ : « numerik » n’existe pas ; .*data\/themes\//,
    );
  });

  it('gives all faults at once, file after file, not only the first', () => {
    const lines = faultsOf((dir) => {
      replace(dir, BRETAGNE, 'region: ', 'regoin: ');
      replace(dir, ADRESS, 'nature: agence', 'nature: ""');
      replace(dir, 'label.yaml', 'le 25 février 2019', "le 25 février  2019, c'est dit");
      writeFileSync(join(dir, 'themes/sante.yaml'), 'id: sante\nnom: [Santé\n');
    });
    expect(lines[0]).toMatch(/^\d+ fautes dans les données :$/);
    const all = lines.join('\n');
    expect(all).toMatch(/region-bretagne\.yaml:\d+:1 : clé inconnue « regoin » ; clés permises ici : id, nom/);
    expect(all).toMatch(/region-bretagne\.yaml:\d+:\d+ : il manque « region » ; ajoutez cette ligne/);
    expect(all).toMatch(/adress\.yaml:\d+:\d+ : texte vide ; /);
    expect(all).toMatch(/label\.yaml:\d+:\d+ : apostrophe droite \('\) ; écrivez l’apostrophe courbe/);
    expect(all).toMatch(/label\.yaml:\d+:\d+ : espaces en trop ; /);
    expect(all).toMatch(/themes\/sante\.yaml:\d+:\d+ : .+ ; .+/);
  });

  it.each([
    [
      'an unknown source',
      BRETAGNE,
      'sources: [ avise-2019-03-26 ]',
      'sources: [ avise-2018 ]',
      /« avise-2018 » n’existe pas ; .*sources\.yaml/,
    ],
    [
      'a fact without a source',
      BRETAGNE,
      'sources: [ avise-2019-03-26 ]',
      'sources: []',
      /aucune source ; citez au moins une page/,
    ],
    [
      'an unknown organisation',
      BRETAGNE,
      'organisation: tag35',
      'organisation: tag36',
      /« tag36 » n’existe pas ; .*data\/organisations\//,
    ],
    [
      'a date that does not exist',
      BRETAGNE,
      'labellise-le: 2019-02-25',
      'labellise-le: 2019-02-31',
      /date impossible ; écrivez-la ainsi/,
    ],
    ['a date without a day', BRETAGNE, 'labellise-le: 2019-02-25', 'labellise-le: 2019-02', /date incomplète ; /],
    [
      'a kind that is not in the list',
      BRETAGNE,
      'categorie: région',
      'categorie: province',
      /valeur inconnue ; écrivez l’une de celles-ci : région, département/,
    ],
    ['the same item twice', BRETAGNE, 'id: defi-2', 'id: defi-1', /« defi-1 » est pris deux fois dans ce fichier ; /],
    [
      'an id that is not the file’s',
      BRETAGNE,
      'id: region-bretagne',
      'id: bretagne',
      /« bretagne » n’est pas le nom du fichier ; /,
    ],
    ['a wrong official code', BRETAGNE, "'22'", "'99'", /le code « 99 » n’est pas dans la liste officielle/],
    [
      'a handing over before the announcement',
      'territories/figeac.yaml',
      'le: 2019-04-09',
      'le: 2018-04-09',
      /la fin vient avant le début ; corrigez l’une des deux dates/,
    ],
    [
      'an address without https',
      'sources.yaml',
      'https://123savoie.com',
      '123savoie.com',
      /adresse mal formée ; elle commence par https/,
    ],
    [
      'a theme inside itself',
      'themes/dechets.yaml',
      'plus-large: economie-circulaire',
      'plus-large: dechets',
      /ce thème se contient lui-même ; /,
    ],
    [
      'an ordinary space before a colon',
      BRETAGNE,
      'Deux voies\u00a0:',
      'Deux voies :',
      /espace insécable manquante avant/,
    ],
  ])('%s', (_what, file, before, after, message) => {
    const lines = faultsOf((dir) => replace(dir, file, before, after));
    expect(
      lines
        .slice(1)
        .filter((line) => line.startsWith(`${file}:`))
        .join('\n'),
    ).toMatch(message);
  });

  it('says which file is already using an id', () => {
    const lines = faultsOf((dir) => cpSync(join(dir, ADRESS), join(dir, 'organisations/autre.yaml')));
    expect(lines.join('\n')).toMatch(
      /organisations\/autre\.yaml:\d+:\d+ : l’identifiant « adress » sert déjà dans organisations\/adress\.yaml/,
    );
  });

  it('refuses an empty file, one that is not UTF-8, one with another ending and one that is missing', () => {
    const lines = faultsOf((dir) => {
      writeFileSync(join(dir, 'themes/sport.yaml'), '\n');
      writeFileSync(join(dir, 'themes/culture.yaml'), Buffer.from([0x6e, 0x6f, 0x6d, 0x3a, 0x20, 0xe9]));
      writeFileSync(join(dir, 'themes/mer.yml'), 'id: mer\n');
      rmSync(join(dir, 'unheld.yaml'));
    });
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^themes\/sport\.yaml:1:1 : ce fichier est vide ; /),
        expect.stringMatching(/^themes\/culture\.yaml:1:1 : ce fichier n’est pas en UTF-8 ; /),
        expect.stringMatching(/^themes\/mer\.yml:1:1 : ce fichier ne finit pas par « \.yaml » ; /),
        expect.stringMatching(/^unheld\.yaml:1:1 : ce fichier manque ; /),
      ]),
    );
  });

  it('says that a source serves nowhere, at its own line', () => {
    const lines = faultsOf((dir) =>
      appendFileSync(join(dir, 'sources.yaml'), '- id: orpheline\n  titre: Page\n  adresse: https://example.org/\n'),
    );
    expect(lines[1]).toMatch(/^sources\.yaml:\d+:\d+ : la source « orpheline » ne sert nulle part ; /);
  });

  it('speaks French without the jargon of the tools', () => {
    const lines = faultsOf((dir) => {
      replace(dir, BRETAGNE, 'autres-noms: [ Bretagne ]', 'autres-noms: Bretagne');
      replace(dir, ADRESS, 'id: adress', 'id: ADRESS');
    });
    expect(lines.join('\n')).not.toMatch(/expected|invalid|zod|string|array|undefined/i);
    expect(lines.join('\n')).toContain('il faut ici une liste (une ligne par élément, chacune commençant par « - »)');
  });
});
