import type { Place, Wording } from '../records.ts';
import type { PhrasesFile } from './formats/places-format.ts';
import type { CommuneNames } from './knowledge.ts';
import { shortenGroupName, wordCommune, wordGroup } from './place-wording.ts';
import type { DataFile } from './read-data.ts';

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

/** Indexes the tables of `data/places/`; communes stay lines of text until one is asked for. */
export function createPlaces(files: readonly DataFile[], phrases: PhrasesFile): Places {
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

  const lines = tableLines(files, 'places/communes.tsv');
  const communes = indexNames(lines);
  let lineOfCode: Map<string, string> | null = null;
  const findCommune = (code: string): Place | undefined => {
    lineOfCode ??= new Map(
      lines.filter((line) => line.split('\t', 2)[1] !== '').map((line) => [line.split('\t', 3)[2] ?? '', line]),
    );
    const [, name = '', found = '', departement = '', group = '', population] = lineOfCode.get(code)?.split('\t') ?? [];
    if (found === '') return undefined;
    const region = departementRegion.get(departement) ?? '';
    const item = place(`commune-${found}`, 'commune', found, curl(name), wordCommune(curl(name)), region, population);
    return { ...item, departement, intercommunalite: group === '' ? null : group };
  };

  return {
    regions,
    departements,
    groups,
    communes,
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

// The lines are sorted by folded name, then by falling population: each name is a run of lines.
function indexNames(lines: readonly string[]): CommuneNames {
  const folded: string[] = [];
  const starts: number[] = [];
  lines.forEach((line, index) => {
    const name = line.slice(0, line.indexOf('\t'));
    if (name === folded.at(-1)) return;
    folded.push(name);
    starts.push(index);
  });
  return {
    folded,
    ids: (index) => {
      const run = lines.slice(starts[index], starts[index + 1]);
      return [...new Set(run.map((line) => `commune-${line.split('\t', 3)[2]}`))];
    },
    population: (index) => {
      const line = lines[starts[index] ?? 0] ?? '';
      return Number(line.slice(line.lastIndexOf('\t') + 1));
    },
  };
}

function tableLines(files: readonly DataFile[], path: string): readonly string[] {
  const text = files.find((file) => file.path === path)?.text ?? '';
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function rows(files: readonly DataFile[], path: string): readonly (readonly string[])[] {
  return tableLines(files, path).map((line) => line.split('\t'));
}

function curl(name: string): string {
  return name.replaceAll("'", '’');
}
