import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Appearance, Source, Territory, TerritoryKind } from '../../records.ts';
import type { Definition } from './dataset.ts';
import { among, date, list, nullable, object, type Schema, text } from './schema.ts';
import * as statements from './statements.ts';
import type { TerritoryFilters } from './territory-filters.ts';
import { LINE, listLines } from './territory-lines.ts';

const CODES = (what: string): Schema => list(text('Code officiel.'), `Codes officiels des ${what}.`);
const PERIMETER = object({
  regions: CODES('régions'),
  departements: CODES('départements'),
  intercommunalites: CODES('intercommunalités'),
  communes: CODES('communes'),
});
/** `/api/territoires`: the labelled territories. */
export function defineTerritories(
  knowledge: Knowledge,
  kinds: readonly TerritoryKind[],
  filters: TerritoryFilters,
): Definition<Territory> {
  const nameOf = (id: string): string => knowledge.person(id)?.name ?? id;
  const person = ({ territory: _, ...appearance }: Appearance): unknown => ({
    ...appearance,
    person: nameOf(appearance.person),
  });
  return {
    path: 'territoires',
    one: 'territoire',
    title: 'Territoires',
    description: 'Les territoires labellisés « Territoire French Impact ».',
    component: 'Territoire',
    items: knowledge.territories,
    idOf: ({ id }) => id,
    fields: [
      { name: 'id', schema: statements.RECORD_ID, read: ({ id }) => id },
      { name: 'name', schema: text('Nom.'), read: ({ name }) => name },
      { name: 'kind', schema: among(kinds, 'Type de territoire.'), read: ({ kind }) => kind },
      { name: 'region', schema: text('Nom de sa région.'), read: ({ region }) => region.name },
      { name: 'wave', schema: among([1, 2], 'Vague du label.'), read: ({ wave }) => wave },
      { name: 'labelledOn', schema: date('Date de l’annonce.'), read: ({ labelledOn }) => labelledOn },
      { name: 'themes', schema: statements.THEME_IDS, read: themesOf },
      {
        name: 'sources',
        schema: list(statements.SHORT_SOURCE, 'Toutes les pages qui appuient la fiche, celles du label d’abord.', 1),
        read: (territory) => sourcesOfTerritory(territory).map(statements.shortSource),
      },
    ],
    more: [
      { name: 'sources', schema: statements.SOURCES, read: sourcesOfTerritory },
      { name: 'regionCode', schema: text('Code officiel de sa région.'), read: ({ region }) => region.code },
      { name: 'otherNames', schema: list(text('Nom.'), 'Autres noms.'), read: ({ otherNames }) => otherNames },
      { name: 'legalForm', schema: nullable(text('Forme juridique.')), read: ({ legalForm }) => legalForm },
      {
        name: 'departements',
        schema: list(statements.UNIT, 'Ses départements.'),
        read: ({ departements }) => departements,
      },
      { name: 'perimeter', schema: PERIMETER, read: ({ perimeter }) => perimeter },
      {
        name: 'labelSources',
        schema: list(statements.WHOLE_SOURCE, 'Pages qui disent le nom, la vague et la date.', 1),
        read: ({ labelSources }) => labelSources,
      },
      {
        name: 'handedOver',
        schema: nullable(object({ on: date('Date de la remise sur place.'), sources: statements.SOURCES })),
        read: ({ handedOver }) => handedOver,
      },
      { name: 'summary', schema: statements.FACT, read: ({ summary }) => summary },
      { name: 'challenges', schema: list(statements.CHALLENGE, 'Défis.'), read: ({ challenges }) => challenges },
      { name: 'actions', schema: list(statements.WORK, 'Actions.'), read: ({ actions }) => actions },
      { name: 'projects', schema: list(statements.WORK, 'Projets.'), read: ({ projects }) => projects },
      {
        name: 'impacts',
        schema: list(statements.FACT, 'Effets attendus ou constatés.'),
        read: ({ impacts }) => impacts.map(statements.plainFact),
      },
      {
        name: 'figures',
        schema: list(statements.FACT, 'Chiffres.'),
        read: ({ figures }) => figures.map(statements.plainFact),
      },
      { name: 'members', schema: list(statements.MEMBERSHIP, 'Organisations.'), read: ({ members }) => members },
      {
        name: 'people',
        schema: list(statements.APPEARANCE, 'Personnes.'),
        read: ({ people }) => people.map(person),
      },
      { name: 'gaps', schema: list(statements.GAP, 'Ce qu’aucune source ne dit.'), read: ({ gaps }) => gaps },
    ],
    filters: [filters.theme, filters.region, filters.wave, filters.kind],
    select(asked) {
      const chosen = filters.choose(asked);
      return ({ id }) => chosen?.has(id) ?? true;
    },
    table: { row: LINE, rows: (territory) => listLines(territory, knowledge) },
  };
}

/** The themes of its challenges, and of the actions and projects tied to the label; each once. */
export function themesOf({ challenges, actions, projects }: Territory): readonly string[] {
  const works = [...actions, ...projects].filter(({ link }) => link === 'label');
  return [...new Set([...challenges, ...works].flatMap(({ themes }) => themes))];
}

/** Every page that states something of a territory, those of the label first. */
export function sourcesOfTerritory(territory: Territory): readonly Source[] {
  const { labelSources, handedOver, summary, challenges, actions, projects, impacts, figures, members, people } =
    territory;
  const statedBy = [summary, ...challenges, ...actions, ...projects, ...impacts, ...figures, ...members, ...people];
  return statements.eachOnce([
    ...labelSources,
    ...(handedOver?.sources ?? []),
    ...statedBy.flatMap(({ sources }) => sources),
  ]);
}
