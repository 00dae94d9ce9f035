import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInput } from '../../src/editing/open-input.ts';
import { addLine, columnOf, lineOf, type Office, openOffice, removeLine, setCell } from './open-office.ts';

/** French sentences with their no-break spaces as ordinary ones, to be read in a test. */
function plain(sentences: readonly string[]): readonly string[] {
  return sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '));
}

describe('a spreadsheet that is not as it should be gets its sentence, and nothing is written', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  async function faultsOf(edit: Parameters<Office['change']>[1]): Promise<readonly string[]> {
    const plan = await office.plan([await office.change('faute.xlsx', edit)]);
    return plain(plan.faults);
  }

  it('a sheet is missing', async () => {
    const faults = await faultsOf((_, sheets) => {
      sheets.splice(
        sheets.findIndex((sheet) => sheet.name === 'Membres'),
        1,
      );
    });
    expect(faults).toEqual(['feuille Membres : cette feuille manque ; remettez-la, ou repartez d’un nouvel export']);
  });

  it('a column was renamed', async () => {
    const faults = await faultsOf((sheet) => {
      const organisations = sheet('Organisations');
      (organisations.rows[0] ?? [])[columnOf(organisations, 'Site web')] = 'Site internet';
    });
    expect(faults).toEqual([
      'feuille Organisations, ligne 1, colonne Site web : cette colonne manque ; celle qui s’appelle « Site internet » est inconnue ; écrivez « Site web » dans la première ligne',
    ]);
  });

  it('a column was added', async () => {
    const faults = await faultsOf((sheet) => {
      for (const row of sheet('Personnes').rows.slice(0, 3)) row.push(row.includes('Nom') ? 'Téléphone' : '00');
    });
    expect(faults).toEqual([
      'feuille Personnes, ligne 1, colonne Téléphone : colonne inconnue ; retirez-la ; les colonnes de cette feuille sont : Identifiant, Nom, Autres noms, Relu le',
    ]);
  });

  it('a cell holds a formula', async () => {
    const path = join(office.home, 'formule.xlsx');
    const { sheets } = await read(readFileSync(office.workbook));
    const open = sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows, hidden: sheet.hidden === true }));
    writeFileSync(
      path,
      await writeXlsx({
        sheets: open.map((sheet) =>
          sheet.name === 'Personnes'
            ? { ...sheet, cells: new Map([['1,1', { formula: 'UPPER(A2)', formulaResult: 'LIA' }]]) }
            : sheet,
        ),
      }),
    );
    expect(plain((await office.plan([path])).faults)).toEqual([
      'feuille Personnes, ligne 2, colonne Nom : la cellule contient une formule ; collez sa valeur à la place (collage spécial, valeurs)',
    ]);
  });

  it('cells are merged', async () => {
    const faults = await faultsOf((sheet) => {
      sheet('Personnes').merges = [{ startRow: 1, endRow: 2, startCol: 3, endCol: 3 }];
    });
    expect(faults[0]).toBe(
      'feuille Personnes, ligne 2 : les cellules D2:D3 sont fusionnées ; défaites la fusion et remplissez chaque cellule',
    );
  });

  it('a date cannot be read', async () => {
    expect(await faultsOf((sheet) => setCell(sheet('Personnes'), 'lia-fanal', 'Relu le', 'au printemps'))).toEqual([
      'feuille Personnes, ligne 2, colonne Relu le : « au printemps » n’est pas une date que l’on sait lire ; écrivez-la ainsi : 2019-02-25 (ou 2019-02, ou 2019)',
    ]);
  });

  it('a date does not exist, or is not whole where it must be', async () => {
    expect(await faultsOf((sheet) => setCell(sheet('Personnes'), 'lia-fanal', 'Relu le', '30/02/2026'))).toEqual([
      'feuille Personnes, ligne 2, colonne Relu le : date impossible ; écrivez-la ainsi : 2019-02-25 (ou 2019-02, ou 2019)',
    ]);
    expect(await faultsOf((sheet) => setCell(sheet('Personnes'), 'lia-fanal', 'Relu le', '2026'))).toEqual([
      'feuille Personnes, ligne 2, colonne Relu le : date incomplète ; écrivez l’année, le mois et le jour : 2019-02-25',
    ]);
  });

  it('an address, a value or an identifier is not a known one', async () => {
    let line = 0;
    const faults = await faultsOf((sheet) => {
      line = lineOf(sheet('Organisations'), 'roue-libre');
      setCell(sheet('Organisations'), 'roue-libre', 'Site web', 'roue-libre.example');
      setCell(sheet('Membres'), 'membre-halle-de-selune', 'Place', 'cheffe');
    });
    expect(faults).toContain(
      `feuille Organisations, ligne ${line}, colonne Site web : adresse mal formée ; elle commence par https:// ou http://`,
    );
    expect(faults.some((fault) => /^feuille Membres, ligne \d+, colonne Place : valeur inconnue/.test(fault))).toBe(
      true,
    );
    const [unknown] = await faultsOf((sheet) =>
      setCell(sheet('Membres'), 'membre-halle-de-selune', 'Organisation', 'la-halle'),
    );
    expect(unknown).toMatch(/^feuille Membres, ligne \d+, colonne Organisation : « la-halle » n’existe pas/);
  });

  it('a fact has no source', async () => {
    const faults = await faultsOf((sheet) => setCell(sheet('Chiffres'), 'chiffre-1', 'Sources', null));
    expect(faults[0]).toMatch(/^feuille Chiffres, ligne 2, colonne Sources : il manque « sources »/);
  });

  it('a line belongs to a territory that does not exist, or no longer does', async () => {
    expect(
      await faultsOf((sheet) =>
        addLine(sheet('Manques'), { Territoire: 'lille', Identifiant: 'm', Sur: 'autre', Texte: 'Rien.' }),
      ),
    ).toEqual([
      'feuille Manques, ligne 4, colonne Territoire : « lille » n’existe pas ; corrigez l’identifiant, ajoutez sa fiche, ou supprimez cette ligne',
    ]);
    const left = await faultsOf((sheet) => removeLine(sheet('Territoires'), 'ile-aux-fanaux'));
    expect(left[0]).toMatch(/^feuille Défis, ligne \d+, colonne Territoire : « ile-aux-fanaux » n’existe pas/);
  });

  it('an identifier is missing, malformed or taken', async () => {
    const faults = await faultsOf((sheet) => {
      addLine(sheet('Personnes'), { Nom: 'Sans Identifiant' });
      addLine(sheet('Personnes'), { Identifiant: '../Évadée', Nom: 'X' });
      addLine(sheet('Personnes'), { Identifiant: 'lia-fanal', Nom: 'Lia bis', 'Relu le': '2026-11-23' });
    });
    expect(faults).toEqual([
      'feuille Personnes, ligne 4, colonne Identifiant : la cellule est vide ; remplissez-la, ou supprimez la ligne entière',
      'feuille Personnes, ligne 5, colonne Identifiant : « ../Évadée » est mal formé ; n’écrivez que des minuscules sans accent, des chiffres et des traits d’union',
      'feuille Personnes, ligne 6, colonne Identifiant : cette ligne a le même identifiant que la ligne 2 ; donnez-en un autre à l’une des deux, ou supprimez-en une',
    ]);
  });

  it('a new name is too close to another one', async () => {
    const faults = await faultsOf((sheet) =>
      addLine(sheet('Synonymes'), { Fiche: 'mobilite', Synonyme: 'roue libre' }),
    );
    expect(faults).toEqual([
      'feuille Noms proches : « Roue Libre » (roue-libre) et « roue libre » (mobilite) sont trop proches ; ajoutez une ligne avec ces deux noms, votre décision et pourquoi',
    ]);
  });

  it('many lines went at once', async () => {
    const cut = (name: string) => office.change(name, (sheet) => sheet('Questions').rows.splice(20, 400));
    const { faults } = await office.plan([await cut('coupe.xlsx')]);
    expect(plain(faults)[0]).toMatch(
      /^feuille Questions : \d+ lignes sur \d+ n’y sont plus .*ajoutez --supprimer à la commande$/,
    );
    const agreed = await office.plan([await cut('coupe.xlsx')], { mayRemoveMany: true });
    expect(agreed.changes.length).toBeGreaterThan(300);
  });

  it('the file is no workbook, or is not there', async () => {
    const path = join(office.home, 'lettre.xlsx');
    writeFileSync(path, 'Bonjour');
    await expect(openInput(path)).rejects.toThrow('ne s’ouvre pas comme un classeur');
    await expect(openInput(join(office.home, 'absent.xlsx'))).rejects.toThrow('n’existe pas');
  });
});

describe('what spreadsheets do to cells is undone', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it.each([
    ['a date', new Date('2027-01-15')],
    ['the number behind a date', 46402],
    ['a French date', '15/01/2027'],
    ['a date in words', '15 janvier 2027'],
    ['a date with its time', '2027-01-15T00:00:00.000Z'],
    ['a date between no-break spaces', '\u00a02027-01-15\u202f'],
  ])('%s is read as a date', async (_, value) => {
    const path = await office.change('date.xlsx', (sheet) =>
      setCell(sheet('Personnes'), 'lia-fanal', 'Relu le', value),
    );
    const { faults, texts } = await office.plan([path]);
    expect(faults).toEqual([]);
    expect(texts.get('people/lia-fanal.yaml')).toContain('\nrelu-le: 2027-01-15\n');
  });

  it('a year typed as a number and a month that became « juin-24 » stay a year and a month', async () => {
    const path = await office.change('annee.xlsx', (sheet) => {
      setCell(sheet('Sources'), 'annonce', 'Date', 2024);
      setCell(sheet('Sources'), 'cahier', 'Date', 'nov-23');
      setCell(sheet('Sources'), 'gazette', 'Date', '07/2024');
    });
    const { faults, changes } = await office.plan([path]);
    expect(faults).toEqual([]);
    expect(changes.map((change) => (change.kind === 'edit' ? [change.key, change.cells.Date] : []))).toEqual([
      ['annonce', '2024'],
      ['gazette', '2024-07'],
    ]);
  });

  it('ordinary spaces, straight apostrophes and three dots become what French wants; an address keeps its colon', async () => {
    const path = await office.change('typo.xlsx', (sheet) => {
      setCell(sheet('Défis'), 'Nourrir les cantines', 'Texte', "L'été : « oui » !  Et après...");
      setCell(sheet('Organisations'), 'roue-libre', 'Site web', ' https://roue.example/?a=b \u00a0');
    });
    const { faults, changes } = await office.plan([path]);
    expect(faults).toEqual([]);
    const cells = changes.map((change) => (change.kind === 'edit' ? change.cells : {}));
    expect(cells).toEqual([
      { Texte: 'L’été\u00a0: «\u00a0oui\u00a0»\u00a0! Et après…' },
      { 'Site web': 'https://roue.example/?a=b' },
    ]);
  });

  it('no-break spaces that became ordinary ones change nothing', async () => {
    const path = await office.change('espaces.xlsx', (_, sheets) => {
      for (const sheet of sheets.filter(({ name }) => name !== '_export')) {
        sheet.rows = sheet.rows.map((row) =>
          row.map((cell) => (typeof cell === 'string' ? cell.replaceAll('\u00a0', ' ') : cell)),
        );
      }
    });
    expect((await office.plan([path])).changes).toEqual([]);
  });

  it('two lines that differ by a no-break space alone stay two lines', async () => {
    const file = join(office.dir, 'intents/contacts.yaml');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}    - où aller ?\n    - où aller\u00a0?\n    - où aller ?\n`);
    const again = await openOffice(office.dir);
    expect((await again.plan([again.workbook])).changes).toEqual([]);
    again.close();
    writeFileSync(file, before);
  });

  it('a thousand empty lines are not there', async () => {
    const path = await office.change('vides.xlsx', (_, sheets) => {
      for (const sheet of sheets.slice(1, 6)) {
        const width = sheet.rows[0]?.length ?? 0;
        sheet.rows.push(...Array.from({ length: 1000 }, () => Array.from({ length: width }, () => ' ')));
      }
    });
    const { faults, changes } = await office.plan([path]);
    expect([faults, changes]).toEqual([[], []]);
  });

  it('CSV saved as Windows-1252 with semicolons, zeros lost and dates turned French, changes nothing by itself', async () => {
    const folder = join(office.home, 'ansi');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const sheet of [
      '_export',
      'territoires',
      'defis',
      'actions',
      'projets',
      'effets',
      'chiffres',
      'membres',
      'apparitions',
      'manques',
      'organisations',
      'personnes',
      'themes',
      'synonymes',
      'glossaire',
      'sources',
      'label',
      'faits-du-label',
      'chronologie',
      'questions',
      'hors-donnees',
      'lieux',
      'noms-proches',
    ]) {
      const text = readFileSync(join(office.csv, `${sheet}.csv`), 'utf8').slice(1);
      const saved = sheet === '_export' ? text : text.replace(/;(\d{4})-(\d\d)-(\d\d)(?=[;\r])/g, ';$3/$2/$1');
      writeFileSync(join(folder, `${sheet}.csv`), toWindows1252(saved));
    }
    const untouched = await office.plan([folder]);
    expect(plain(untouched.faults)).toEqual([]);
    expect(untouched.changes).toEqual([]);
    const path = join(folder, 'organisations.csv');
    writeFileSync(
      path,
      toWindows1252(
        new TextDecoder('windows-1252')
          .decode(readFileSync(path))
          .replace('coopérative;;Port-Sélune', 'coopérative;;Bois-Lanterne'),
      ),
    );
    const { changes } = await office.plan([folder]);
    expect(changes.map((change) => (change.kind === 'edit' ? [change.key, change.cells] : []))).toEqual([
      ['halle-de-selune', { Ville: 'Bois-Lanterne' }],
    ]);
  });
});

describe('two editors', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it('who change different cells of one line are both heard', async () => {
    const one = await office.change('un.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Port-Sélune'),
    );
    const two = await office.change('deux.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Nature', 'association'),
    );
    const { faults, texts } = await office.plan([one, two]);
    expect(faults).toEqual([]);
    expect(texts.get('organisations/roue-libre.yaml')).toContain('nature: association\nville: Port-Sélune\n');
  });

  it('who change the same cell otherwise get a sentence, and neither is written', async () => {
    const one = await office.change('un.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Port-Sélune'),
    );
    const two = await office.change('deux.xlsx', (sheet) => {
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Vieux-Gué');
      removeLine(sheet('Organisations'), 'atelier-des-fanaux');
    });
    const { faults, texts } = await office.plan([one, two]);
    expect(plain(faults)[0]).toMatch(
      /^deux\.xlsx, feuille Organisations, ligne \d+, colonne Ville : cette cellule a aussi changé de l’autre côté depuis cet export : « Port-Sélune » là-bas, « Vieux-Gué » ici ; repartez d’un nouvel export et reportez-y votre changement$/,
    );
    expect(texts.size).toBe(0);
  });

  it('of whom one removes what the other changed get a sentence, whoever comes first', async () => {
    const change = await office.change('change.xlsx', (sheet) =>
      setCell(sheet('Synonymes'), 'cantine', 'Synonyme', 'cantoche'),
    );
    const keep = await office.change('corrige.xlsx', (sheet) =>
      setCell(sheet('Manques'), 'manque-1', 'Texte', 'Aucun projet.'),
    );
    const remove = await office.change('retire.xlsx', (sheet) => removeLine(sheet('Manques'), 'manque-1'));
    expect(plain((await office.plan([keep, remove])).faults)[0]).toContain(
      'n’est plus dans cette feuille, mais a changé depuis cet export',
    );
    expect(plain((await office.plan([remove, keep])).faults)[0]).toContain(
      'a été supprimé depuis cet export, et vous l’avez changé',
    );
    expect((await office.plan([change, remove])).faults).toEqual([]);
  });

  it('a file changed by hand since the export is not undone by an import', async () => {
    const path = await office.change('export.xlsx', (sheet) =>
      setCell(sheet('Organisations'), 'roue-libre', 'Ville', 'Port-Sélune'),
    );
    const file = join(office.dir, 'organisations/roue-libre.yaml');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('nature: coopérative', 'nature: régie'));
    const { faults, texts } = await office.plan([path]);
    expect(faults).toEqual([]);
    expect(texts.get('organisations/roue-libre.yaml')).toContain('nature: régie\nville: Port-Sélune');
    writeFileSync(file, before);
  });
});

function toWindows1252(text: string): Uint8Array {
  const table = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  return Uint8Array.from([...text], (sign) => (table.includes(sign) ? table.indexOf(sign) : 0x3f));
}
