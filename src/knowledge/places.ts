import type { Place, Wording } from '../records.ts';
import { createCommuneTable } from './commune-table.ts';
import type { PhrasesFile } from './formats/places-format.ts';
import type { CommuneNames } from './knowledge.ts';
import { shortenGroupName, wordCommune, wordGroup } from './place-wording.ts';
import type { RawFile } from './read-data.ts';

/** Regions, départements, intercommunalités and communes of the official list, found by id or listed for their names. */
export interface Places {
  readonly regions: readonly Place[];
  readonly departements: readonly Place[];
  readonly groups: readonly Place[];
  readonly communes: CommuneNames;
  find(id: string): Place | undefined;
  /** The place that is the whole of a code: a département of `Ille-et-Vilaine`'s code, a region of Brittany's … */
  region(code: string): Place | undefined;
  departement(code: string): Place | undefined;
}

/** Indexes the tables of `data/places/`; communes stay bytes until one is asked for. */
export function createPlaces(files: readonly RawFile[], phrases: PhrasesFile): Places {
  const wordings = new Map<string, Wording>(
    phrases.map((phrase) => [phrase.lieu, { the: phrase.le, in: phrase.en, of: phrase.de }]),
  );
  const word = (id: string, name: string): Wording => wordings.get(id) ?? wordCommune(name);

  const departementRegion = new Map<string, string>();
  const regions = rows(files, 'places/regions.tsv').map(([code = '', name = '', population]): Place => {
    const id = `region-${code}`;
    return { ...place(id, 'région', code, curl(name), word(id, curl(name)), code, population) };
  });
  const departements = rows(files, 'places/departements.tsv').map(
    ([code = '', name = '', region = '', population]): Place => {
      const id = `departement-${code}`;
      departementRegion.set(code, region);
      return {
        ...place(id, 'département', code, curl(name), word(id, curl(name)), region, population),
        departement: code,
      };
    },
  );
  const groups = rows(files, 'places/intercommunalites.tsv').map(
    ([code = '', , official = '', departement = '', population]): Place => {
      const region = departementRegion.get(departement) ?? '';
      const name = curl(official);
      return {
        ...place(`epci-${code}`, 'intercommunalité', code, shortenGroupName(name), wordGroup(name), region, population),
        departement,
        intercommunalite: code,
      };
    },
  );
  const few = new Map([...regions, ...departements, ...groups].map((item) => [item.id, item]));

  const communes = createCommuneTable(bytesOf(files, 'places/communes.tsv'));
  const findCommune = (code: string): Place | undefined => {
    const [, name = '', found = '', departement = '', group = '', population] = communes.find(code) ?? [];
    if (found === '') return undefined;
    const region = departementRegion.get(departement) ?? '';
    const item = place(`commune-${found}`, 'commune', found, curl(name), wordCommune(curl(name)), region, population);
    return { ...item, departement, intercommunalite: group === '' ? null : group };
  };

  return {
    regions,
    departements,
    groups,
    communes: communes.names,
    find: (id) => (id.startsWith('commune-') ? findCommune(id.slice('commune-'.length)) : few.get(id)),
    region: (code) => few.get(`region-${code}`),
    departement: (code) => few.get(`departement-${code}`),
  };
}

function place(
  id: string,
  kind: Place['kind'],
  code: string,
  name: string,
  wording: Wording,
  region: string,
  population = '0',
): Place {
  return {
    id,
    kind,
    code,
    name,
    wording,
    region,
    departement: null,
    intercommunalite: null,
    population: Number(population),
  };
}

function bytesOf(files: readonly RawFile[], path: string): Buffer {
  return files.find((file) => file.path === path)?.bytes ?? Buffer.alloc(0);
}

function rows(files: readonly RawFile[], path: string): readonly (readonly string[])[] {
  return bytesOf(files, path)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

function curl(name: string): string {
  return name.replaceAll("'", '’');
}
