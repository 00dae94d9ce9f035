import type { Person, Territory } from '../records.ts';
import { buildNames } from './build-names.ts';
import { buildLabel, buildOrganisation, buildPerson, buildTerm, buildTheme } from './build-records.ts';
import { buildTerritory } from './build-territory.ts';
import { dataError } from './fault.ts';
import { createTies } from './find-ties.ts';
import type { DECISIONS } from './formats/collisions-format.ts';
import type { Collision, Knowledge } from './knowledge.ts';
import { buildSources, createLinkSources } from './link-sources.ts';
import { listFacts } from './list-facts.ts';
import { type LoadedData, type LoadOptions, loadDataset } from './load-dataset.ts';
import { createPlaces } from './places.ts';
import { relatePlaces } from './relate-places.ts';

const COLLISION_DECISIONS: Readonly<Record<(typeof DECISIONS)[number], Collision['decision']>> = {
  mot: 'word',
  demander: 'both',
  premier: 'first',
  second: 'second',
  distincts: 'distinct',
};

/**
 * Loads, checks and indexes the data folder. Throws one `DataError` whose message holds every fault, each with file,
 * line, column and remedy, in French.
 */
export function createKnowledge(dir: string, options: LoadOptions = {}): Knowledge {
  return assembleKnowledge(loadDataset(dir, options));
}

/** Indexes data that is already read; throws the same `DataError` when it has faults. */
export function assembleKnowledge({ dataset, files, version, faults }: LoadedData): Knowledge {
  if (faults.length > 0 || dataset === null) throw dataError(faults);

  const sources = buildSources(dataset.sources.content);
  const link = createLinkSources(sources);
  const places = createPlaces(files, dataset.phrases.content);
  const territories = dataset.territories
    .map((file) => buildTerritory(file.content, link, places))
    .toSorted(byWaveThenName);
  const organisations = dataset.organisations.map((file) => buildOrganisation(file.content, link));
  const themes = dataset.themes.map((file) => buildTheme(file.content));
  const terms = dataset.terms.map((file) => buildTerm(file.content, link));
  const { label, appearances: labelAppearances } = buildLabel(dataset.label.content, link);
  const appearances = [...labelAppearances, ...territories.flatMap((territory) => territory.people)];
  const people = dataset.people.map((file): Person => buildPerson(file.content, appearances));

  const ties = createTies(territories, dataset.territories, themes);
  const relations = relatePlaces(territories, places);
  const memberships = Map.groupBy(
    territories.flatMap((territory) => territory.members),
    (membership) => membership.organisation,
  );
  const find = {
    territory: byId(territories),
    organisation: byId(organisations),
    person: byId(people),
    theme: byId(themes),
    term: byId(terms),
  };
  return {
    version,
    territories,
    organisations,
    people,
    themes,
    terms,
    sources,
    placesSource: link(dataset.territories[0]?.content.perimetre.sources ?? [])[0],
    label,
    names: buildNames({ territories, organisations, people, themes, terms }, places, dataset.aliases.content),
    communes: places.communes,
    collisions: dataset.collisions.content.map((item) => ({
      text: item.entre,
      with: item.et,
      decision: COLLISION_DECISIONS[item.decision],
      why: item.pourquoi,
    })),
    intents: dataset.intents.flatMap((file) => file.content),
    unheld: dataset.unheld.content,
    territory: (id) => find.territory.get(id),
    organisation: (id) => find.organisation.get(id),
    person: (id) => find.person.get(id),
    theme: (id) => find.theme.get(id),
    term: (id) => find.term.get(id),
    place: places.find,
    membershipsOf: (organisation) => memberships.get(organisation) ?? [],
    tiesOf: ties.tiesOf,
    withNarrower: ties.withNarrower,
    cressOf: (region) => organisations.find((organisation) => organisation.cressOf === region),
    territoriesAround: relations.around,
    territoriesInside: relations.inside,
    facts: () => listFacts({ territories, organisations, terms, label, labelAppearances }),
  };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function byWaveThenName(a: Territory, b: Territory): number {
  return a.wave - b.wave || a.name.localeCompare(b.name, 'fr');
}
