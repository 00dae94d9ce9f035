import type { Organisation, Person, Place, Term, Territory, Theme } from '../records.ts';
import type { AliasesFile } from './formats/places-format.ts';
import type { Name } from './knowledge.ts';
import type { Places } from './places.ts';

/** The records whose names are collected. */
export interface Named {
  readonly territories: readonly Territory[];
  readonly organisations: readonly Organisation[];
  readonly people: readonly Person[];
  readonly themes: readonly Theme[];
  readonly terms: readonly Term[];
}

/** Every name, other name, synonym and code of the records, of regions, départements and intercommunalités. */
export function buildNames(records: Named, places: Places, aliases: AliasesFile): readonly Name[] {
  return [
    ...records.territories.flatMap((item) => collect('territory', item.id, item.name, null, item.otherNames)),
    ...records.organisations.flatMap((item) =>
      collect('organisation', item.id, item.name, item.shortName, item.otherNames),
    ),
    ...records.people.flatMap((item) => collect('person', item.id, item.name, null, item.otherNames)),
    ...records.themes.flatMap((item) => [
      ...collect('theme', item.id, item.label, null, []),
      ...item.synonyms.map((text): Name => ({ type: 'theme', id: item.id, text, as: 'synonym' })),
    ]),
    ...records.terms.flatMap((item) => [
      ...collect('term', item.id, item.term, null, item.expansion === null ? [] : [item.expansion]),
      ...item.synonyms.map((text): Name => ({ type: 'term', id: item.id, text, as: 'synonym' })),
    ]),
    ...places.regions.flatMap((place) => collect('place', place.id, place.name, null, [`Région ${place.name}`])),
    ...places.departements.flatMap((place) => [...collect('place', place.id, place.name, null, []), codeOf(place)]),
    ...places.groups.flatMap((place) => collect('place', place.id, place.name, null, [])),
    ...aliases.flatMap(({ noms, lieux }) =>
      lieux.flatMap((id) => noms.map((text): Name => ({ type: 'place', id, text, as: 'other' }))),
    ),
  ];
}

function collect(
  type: Name['type'],
  id: string,
  name: string,
  short: string | null,
  others: readonly string[],
): readonly Name[] {
  return [
    { type, id, text: name, as: 'name' },
    ...(short === null ? [] : [{ type, id, text: short, as: 'short' } as const]),
    ...others.map((text): Name => ({ type, id, text, as: 'other' })),
  ];
}

function codeOf(departement: Place): Name {
  return { type: 'place', id: departement.id, text: departement.code, as: 'code' };
}
