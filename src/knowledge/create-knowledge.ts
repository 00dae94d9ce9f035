import { createRequire } from 'node:module';
import { join } from 'node:path';
import { keep, versionOf } from '../kept/keep.ts';
import type { Person, Territory } from '../records.ts';
import { buildNames } from './build-names.ts';
import { buildLabel, buildOrganisation, buildPerson, buildTerm, buildTheme } from './build-records.ts';
import { buildTerritory } from './build-territory.ts';
import type { Dataset } from './dataset.ts';
import { dataError } from './fault.ts';
import { createTies } from './find-ties.ts';
import type { DECISIONS } from './formats/collisions-format.ts';
import type { Collision, Knowledge } from './knowledge.ts';
import { buildSources, createLinkSources } from './link-sources.ts';
import { listFacts } from './list-facts.ts';
import { createPlaces } from './places.ts';
import { type RawData, type RawFile, readBytes } from './read-data.ts';
import { relatePlaces } from './relate-places.ts';

const COLLISION_DECISIONS: Readonly<Record<(typeof DECISIONS)[number], Collision['decision']>> = {
  mot: 'word',
  demander: 'both',
  premier: 'first',
  second: 'second',
  distincts: 'distinct',
};

/** `cacheDir`: a folder where a sound dataset is kept, so that the next start neither parses nor checks it. */
export interface LoadOptions {
  readonly cacheDir?: string;
}

/**
 * Loads, checks and indexes the data folder. Throws one `DataError` whose message holds every fault, each with file,
 * line, column and remedy, in French.
 */
export function createKnowledge(dir: string, { cacheDir }: LoadOptions = {}): Knowledge {
  const raw = readBytes(dir);
  const check = (): Dataset => checkDataset(dir, raw);
  const isKept = cacheDir !== undefined && raw.faults.length === 0;
  const dataset = isKept ? keep(cacheDir, 'data', `${raw.version}-${hashChecks()}`, check) : check();
  return assembleKnowledge({ dataset, files: raw.files, version: raw.version });
}

/** The YAML parser and the formats are loaded only when there is something to check. */
function checkDataset(dir: string, raw: RawData): Dataset {
  const { loadDataset }: typeof import('./load-dataset.ts') = createRequire(import.meta.url)('./load-dataset.ts');
  const { dataset, faults } = loadDataset(dir, raw);
  if (faults.length > 0 || dataset === null) throw dataError(faults);
  return dataset;
}

/** Changes with the checks that a dataset has passed. */
function hashChecks(): string {
  return versionOf(import.meta.dirname, join(import.meta.dirname, '../language'));
}

/** Indexes a dataset without faults; `files` are those it was read from. */
export function assembleKnowledge({
  dataset,
  files,
  version,
}: {
  dataset: Dataset;
  files: readonly RawFile[];
  version: string;
}): Knowledge {
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
