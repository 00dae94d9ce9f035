import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/v4';
import { fold } from '../language/fold.ts';

const HEADER =
  'Fichier engendré par src/knowledge/build-places.ts à partir de @etalab/decoupage-administratif ; ne pas corriger à la main.';

const communes = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    type: z.string(),
    departement: z.string().optional(),
    region: z.string().optional(),
    chefLieu: z.string().optional(),
    population: z.number().optional(),
  }),
);
const regions = z.array(z.object({ code: z.string(), nom: z.string(), zone: z.string() }));
const departements = z.array(z.object({ code: z.string(), nom: z.string(), region: z.string() }));
const groups = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    type: z.string(),
    populationMunicipale: z.number().optional(),
    membres: z.array(z.object({ code: z.string() })),
  }),
);

/** The text of each generated file of `data/places/`, by its name; the same for the same version of the package. */
export function buildPlaces(): Readonly<Record<string, string>> {
  const allCommunes = read('communes', communes);
  const actual = allCommunes.filter((commune) => commune.type === 'commune-actuelle');
  const allGroups = read('epci', groups);
  const groupOf = new Map(
    allGroups.flatMap((group) => group.membres.map((member) => [member.code, group.code] as const)),
  );
  const populations = new Map(actual.map((commune) => [commune.code, commune.population ?? 0]));
  const departementOf = new Map(actual.map((commune) => [commune.code, commune.departement ?? '']));
  const actualNames = new Set(actual.map((commune) => fold(commune.nom)));

  // Former communes keep leading to the one that took them in, unless a commune of today bears the name.
  const former = allCommunes.filter(
    (commune) =>
      (commune.type === 'commune-deleguee' || commune.type === 'commune-associee') &&
      commune.chefLieu !== undefined &&
      populations.has(commune.chefLieu) &&
      !actualNames.has(fold(commune.nom)),
  );
  const communeRows = [
    ...actual.map((commune) => [
      fold(commune.nom),
      commune.nom,
      commune.code,
      commune.departement ?? '',
      groupOf.get(commune.code) ?? '',
      String(commune.population ?? 0),
    ]),
    ...former.map((commune) => {
      const seat = commune.chefLieu ?? '';
      return [
        fold(commune.nom),
        '',
        seat,
        departementOf.get(seat) ?? '',
        groupOf.get(seat) ?? '',
        String(populations.get(seat) ?? 0),
      ];
    }),
  ].toSorted(byNameThenPopulation);

  const population = (test: (commune: z.infer<typeof communes>[number]) => boolean) =>
    String(actual.filter(test).reduce((sum, commune) => sum + (commune.population ?? 0), 0));
  return {
    'communes.tsv': table('nom replié\tnom\tcode\tdépartement\tintercommunalité\tpopulation', communeRows),
    'intercommunalites.tsv': table(
      'code\tsorte\tnom\tdépartement\tpopulation',
      allGroups.map((group) => [
        group.code,
        group.type,
        group.nom,
        mainDepartement(group.membres, departementOf, populations),
        String(group.populationMunicipale ?? 0),
      ]),
    ),
    'departements.tsv': table(
      'code\tnom\trégion\tpopulation',
      read('departements', departements).map((item) => [
        item.code,
        item.nom,
        item.region,
        population((commune) => commune.departement === item.code),
      ]),
    ),
    'regions.tsv': table(
      'code\tnom\tpopulation',
      read('regions', regions)
        .filter((item) => item.zone !== 'com')
        .map((item) => [item.code, item.nom, population((commune) => commune.region === item.code)]),
    ),
  };
}

function read<Format extends z.ZodType>(name: string, format: Format): z.infer<Format> {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  return format.parse(JSON.parse(readFileSync(path, 'utf8')));
}

// An intercommunalité may cross departements: it is filed under the one where most of its inhabitants live.
function mainDepartement(
  members: readonly { code: string }[],
  departementOf: ReadonlyMap<string, string>,
  populations: ReadonlyMap<string, number>,
): string {
  const inhabitants = new Map<string, number>();
  for (const member of members) {
    const departement = departementOf.get(member.code) ?? '';
    inhabitants.set(departement, (inhabitants.get(departement) ?? 0) + (populations.get(member.code) ?? 0) + 1);
  }
  return [...inhabitants].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function byNameThenPopulation(a: readonly string[], b: readonly string[]): number {
  const [nameA = '', nameB = ''] = [a[0], b[0]];
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return Number(b[5]) - Number(a[5]) || ((a[2] ?? '') < (b[2] ?? '') ? -1 : 1);
}

function table(columns: string, rows: readonly (readonly string[])[]): string {
  return `# ${HEADER}\n# ${columns}\n${rows.map((row) => row.join('\t')).join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../../data/places/', import.meta.url);
  for (const [name, content] of Object.entries(buildPlaces())) writeFileSync(new URL(name, folder), content);
}
