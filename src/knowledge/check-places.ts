import type { Report } from './check-references.ts';
import type { Dataset } from './dataset.ts';
import { createPlaces } from './places.ts';
import type { RawFile } from './read-data.ts';

const TABLES = ['communes', 'intercommunalites', 'departements', 'regions'];
const CODE_LIST = 'la liste officielle (data/places/)';

/** Official codes: every region, département, intercommunalité and commune that the data names must exist. */
export function checkPlaces(dataset: Dataset, files: readonly RawFile[], report: Report): void {
  const missing = TABLES.filter((name) => !files.some((file) => file.path === `places/${name}.tsv`));
  for (const name of missing)
    report(`places/${name}.tsv`, [], 'ce fichier manque', 'engendrez-le : node src/knowledge/build-places.ts');
  if (missing.length > 0) return;

  const places = createPlaces(files, dataset.phrases.content);
  const checkCode = (file: string, path: readonly (string | number)[], kind: string, code: string) => {
    if (places.find(`${kind}-${code}`) === undefined) {
      report(file, path, `le code « ${code} » n’est pas dans ${CODE_LIST}`, 'corrigez-le');
    }
  };
  for (const { path, content } of dataset.territories) {
    checkCode(path, ['region'], 'region', content.region);
    for (const [index, code] of content.departements.entries()) {
      checkCode(path, ['departements', index], 'departement', code);
      if (places.departement(code)?.region !== content.region) {
        report(
          path,
          ['departements', index],
          `le département « ${code} » n’est pas dans la région « ${content.region} »`,
          'corrigez l’un des deux',
        );
      }
    }
    const { regions, departements, intercommunalites, communes } = content.perimetre;
    for (const [list, kind, codes] of [
      ['regions', 'region', regions],
      ['departements', 'departement', departements],
      ['intercommunalites', 'epci', intercommunalites],
      ['communes', 'commune', communes],
    ] as const) {
      for (const [index, code] of codes.entries()) checkCode(path, ['perimetre', list, index], kind, code);
    }
  }
  const cress = new Map<string, string>();
  for (const { path, content } of dataset.organisations) {
    const region = content['cress-de'];
    if (region === undefined) continue;
    checkCode(path, ['cress-de'], 'region', region);
    const other = cress.get(region);
    if (other !== undefined)
      report(path, ['cress-de'], `cette région a déjà une CRESS : « ${other} »`, 'corrigez l’une des deux fiches');
    cress.set(region, content.id);
  }
  const worded = new Set(dataset.phrases.content.map((phrase) => phrase.lieu));
  for (const place of [...places.regions, ...places.departements]) {
    if (!worded.has(place.id))
      report(
        dataset.phrases.path,
        [],
        `il manque ${place.name} (${place.id})`,
        'ajoutez une ligne avec « le », « en » et « de »',
      );
  }
  for (const [index, phrase] of dataset.phrases.content.entries()) {
    if (places.find(phrase.lieu) === undefined)
      report(dataset.phrases.path, [index, 'lieu'], `lieu inconnu : « ${phrase.lieu} »`, 'corrigez l’identifiant');
  }
  for (const [index, alias] of dataset.aliases.content.entries()) {
    for (const [at, place] of alias.lieux.entries()) {
      if (places.find(place) === undefined)
        report(dataset.aliases.path, [index, 'lieux', at], `lieu inconnu : « ${place} »`, 'corrigez l’identifiant');
    }
  }
}
