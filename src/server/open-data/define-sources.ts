import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Source } from '../../records.ts';
import type { Definition } from './dataset.ts';
import { sourcesOfTerritory } from './define-territories.ts';
import { address, list, nullable, text } from './schema.ts';
import * as statements from './statements.ts';
import type { TerritoryFilters } from './territory-filters.ts';

/** `/api/sources`: every page that the dataset rests on, and what it states. */
export function defineSources(knowledge: Knowledge, filters: TerritoryFilters): Definition<Source> {
  const territories = index(
    knowledge.territories.map(({ id, ...record }) => ({ id, sources: sourcesOfTerritory({ id, ...record }) })),
  );
  const statedBy = index([
    ...knowledge.facts(),
    ...knowledge.territories.map(({ id, labelSources }) => ({ id, sources: labelSources })),
    ...knowledge.organisations,
  ]);
  return {
    path: 'sources',
    one: 'source',
    title: 'Sources',
    description: 'Toutes les pages citées, une fois chacune.',
    component: 'PageCitee',
    items: knowledge.sources,
    idOf: ({ id }) => id,
    fields: [
      { name: 'id', schema: statements.RECORD_ID, read: ({ id }) => id },
      { name: 'title', schema: text('Titre de la page.'), read: ({ title }) => title },
      { name: 'publisher', schema: nullable(text('Qui publie la page.')), read: ({ publisher }) => publisher },
      { name: 'url', schema: address('Adresse de la page.'), read: ({ url }) => url },
      {
        name: 'date',
        schema: statements.PAGE_DATE,
        read: ({ date: on }) => on,
      },
      {
        name: 'territories',
        schema: list(text('Identifiant de territoire.'), 'Territoires dont elle dit quelque chose.'),
        read: ({ id }) => territories.get(id) ?? [],
      },
    ],
    more: [
      {
        name: 'states',
        schema: list(text('Identifiant.'), 'Énoncés et fiches qui la citent, par identifiant.'),
        read: ({ id }) => statedBy.get(id) ?? [],
      },
    ],
    filters: [filters.theme, filters.region, filters.wave, filters.kind].map((filter) => ({
      ...filter,
      description: `Sources des territoires retenus. ${filter.description}`,
    })),
    select(asked) {
      const chosen = filters.choose(asked);
      return ({ id }) => chosen === null || (territories.get(id) ?? []).some((territory) => chosen.has(territory));
    },
  };
}

/** From the id of a source to the ids of what cites it, each once. */
function index(
  citing: readonly { readonly id: string; readonly sources: readonly Source[] }[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, sources } of citing) {
    for (const source of new Set(sources.map((one) => one.id))) {
      const ids = found.get(source);
      if (ids === undefined) found.set(source, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
  }
  return found;
}
