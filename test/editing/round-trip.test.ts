import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/editing/read-files.ts';
import { writeFiles } from '../../src/editing/write-files.ts';
import { addLine, type Office, openOffice, removeLine, setCell } from './open-office.ts';

describe('the real data taken to a spreadsheet and back', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('data');
  });
  afterAll(() => office.close());

  it('changes nothing, from the workbook or from the folder of CSV files', async () => {
    for (const path of [office.workbook, office.csv]) {
      const { faults, changes, texts } = await office.plan([path]);
      expect(faults).toEqual([]);
      expect(changes).toEqual([]);
      expect([...texts.keys()]).toEqual([]);
    }
  }, 120_000);

  it('changes nothing when the lines of a sheet were sorted and its columns moved', async () => {
    const path = await office.change('trie.xlsx', (sheet) => {
      const organisations = sheet('Organisations');
      const [head = [], ...lines] = organisations.rows;
      organisations.rows = [head, ...lines.toReversed()].map((row) => row.toReversed());
    });
    expect((await office.plan([path])).changes).toEqual([]);
  });

  it('rewrites only the lines that differ, and leaves comments, order and blank lines alone', async () => {
    const path = await office.change('corrige.xlsx', (sheet) => {
      setCell(sheet('Organisations'), 'cress-bretagne', 'Site web', 'https://www.cress-bretagne.example');
      setCell(sheet('Organisations'), 'cress-bretagne', 'Site vérifié le', '2027-01-15');
      setCell(sheet('Organisations'), 'cress-bretagne', 'Site vérifié par', 'Avise');
      setCell(sheet('Territoires'), 'region-bretagne', 'Forme', null);
      addLine(sheet('Synonymes'), { Fiche: 'agriculture', Synonyme: 'bergerie' });
      addLine(sheet('Questions'), { Genre: 'contacts', Exemple: 'le carnet d’adresses de ⟨territory⟩ ?' });
    });
    const plan = await office.plan([path], { isChecked: false });
    const before = new Map(readFolder(office.dir).folder.texts.map((file) => [file.path, file.text]));
    const changed = Object.fromEntries(
      [...plan.texts].map(([file, text]) => {
        const [old, now] = [before.get(file)?.split('\n') ?? [], text?.split('\n') ?? []];
        return [
          file,
          { gone: old.filter((line) => !now.includes(line)), came: now.filter((line) => !old.includes(line)) },
        ];
      }),
    );
    expect(changed).toEqual({
      'organisations/cress-bretagne.yaml': {
        gone: ['  adresse: https://www.ess-bretagne.org'],
        came: ['  adresse: https://www.cress-bretagne.example', '  verifie:', '    le: 2027-01-15', '    par: Avise'],
      },
      'territories/region-bretagne.yaml': { gone: ['forme: région'], came: [] },
      'themes/agriculture.yaml': { gone: [], came: ['  - bergerie'] },
      'intents/contacts.yaml': { gone: [], came: ['  - le carnet d’adresses de ⟨territory⟩ ?'] },
    });
  });
});

describe('a change that is made and then unmade', () => {
  it('gives the same bytes again', async () => {
    const office = await openOffice();
    const file = join(office.dir, 'organisations/roue-libre.yaml');
    const first = readFileSync(file, 'utf8');
    const there = await office.change('aller.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Port-Sélune'),
    );
    writeFiles(office.dir, (await office.plan([there])).texts);
    expect(readFileSync(file, 'utf8')).not.toBe(first);
    const again = await openOffice(office.dir);
    const back = await again.change('retour.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Montclair-sur-Onde'),
    );
    const { texts } = await again.plan([back]);
    expect(texts.get('organisations/roue-libre.yaml')).toBe(first);
    office.close();
    again.close();
  });
});

describe('what an editor may do in a spreadsheet', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it('add a territory with its challenges and its members, which makes a file like its neighbours', async () => {
    const path = await office.change('ajout.xlsx', (sheet) => {
      addLine(sheet('Territoires'), {
        Identifiant: 'bois-lanterne',
        Nom: 'Bois-Lanterne',
        '« le … »': 'Bois-Lanterne',
        '« en … »': 'à Bois-Lanterne',
        '« de … »': 'de Bois-Lanterne',
        Catégorie: 'territoire urbain',
        Région: 99,
        Départements: '991',
        'Périmètre : communes': '99102',
        'Périmètre : sources': 'liste-des-lieux',
        Vague: 2,
        'Labellisé le': new Date('2025-05-20'),
        'Sources du label': 'seconde-annonce',
        Résumé: "L'endroit où l'on relie ateliers et écoles : \"tout près\" d'ici.",
        'Résumé : sources': 'seconde-annonce, gazette',
      });
      addLine(sheet('Défis'), {
        Territoire: 'bois-lanterne',
        Identifiant: 'defi-1',
        Titre: 'Apprendre un métier',
        Texte: 'Des artisans ouvrent leurs ateliers aux jeunes.',
        Thèmes: 'numerique',
        Sources: 'gazette',
      });
      addLine(sheet('Membres'), {
        Territoire: 'bois-lanterne',
        Identifiant: 'membre-roue-libre',
        Organisation: 'roue-libre',
        Place: 'chef de file',
        Rôle: 'Elle réunit les ateliers.',
        Sources: 'gazette',
      });
    });
    const { faults, texts } = await office.plan([path]);
    expect(faults).toEqual([]);
    expect([...texts.keys()]).toEqual(['territories/bois-lanterne.yaml']);
    expect(
      texts.get('territories/bois-lanterne.yaml'),
    ).toBe(`# yaml-language-server: $schema=../../../schemas/territory.schema.json
# Label, lieux, organisations et personnes sont inventés pour l’exemple.

id: bois-lanterne
nom: Bois-Lanterne
dans-la-phrase: { le: Bois-Lanterne, en: à Bois-Lanterne, de: de Bois-Lanterne }
categorie: territoire urbain
region: '99'
departements: [ '991' ]
perimetre:
  communes: [ '99102' ]
  sources: [ liste-des-lieux ]
vague: 2
labellise-le: 2025-05-20
sources-du-label: [ seconde-annonce ]
resume:
  texte: >-
    L’endroit où l’on relie ateliers et écoles\u00a0: "tout près" d’ici.
  sources: [ seconde-annonce, gazette ]
defis:
  - id: defi-1
    titre: Apprendre un métier
    texte: Des artisans ouvrent leurs ateliers aux jeunes.
    themes: [ numerique ]
    sources: [ gazette ]
membres:
  - id: membre-roue-libre
    organisation: roue-libre
    place: chef de file
    role: Elle réunit les ateliers.
    sources: [ gazette ]
`);
  });

  it('remove a line, and a whole list with its last line', async () => {
    const path = await office.change('retrait.xlsx', (sheet) => {
      removeLine(sheet('Synonymes'), 'cantine');
      removeLine(sheet('Manques'), 'region-valmarine');
    });
    const { faults, texts } = await office.plan([path]);
    expect(faults).toEqual([]);
    expect([...texts.keys()].sort()).toEqual(['territories/region-valmarine.yaml', 'themes/alimentation.yaml']);
    expect(texts.get('territories/region-valmarine.yaml')).not.toContain('manques');
    expect(texts.get('themes/alimentation.yaml')).not.toMatch(/cantine$/m);
  });

  it('hand in one CSV file, and leave the other sheets alone', async () => {
    const { faults, changes, texts } = await office.plan([join(office.csv, 'organisations.csv')]);
    expect([faults, changes, [...texts]]).toEqual([[], [], []]);
  });
});
