import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Organisation, Source } from '../../records.ts';
import type { Definition } from './dataset.ts';
import { address, among, date, list, nullable, object, text } from './schema.ts';
import * as statements from './statements.ts';
import type { TerritoryFilters } from './territory-filters.ts';

const WEBSITE = object({
  url: address('Adresse du site : un lien, pas un fait.'),
  checked: nullable(object({ on: date('Quand le lien a été vérifié.'), by: text('Par qui.') })),
});

/** `/api/organisations`: those named in a territory, the CRESS and the national bodies. */
export function defineOrganisations(knowledge: Knowledge, filters: TerritoryFilters): Definition<Organisation> {
  const { membershipsOf } = knowledge;
  const kinds = [...new Set(knowledge.organisations.map(({ kind }) => kind))].sort((a, b) => a.localeCompare(b, 'fr'));
  const territoriesOf = ({ id }: Organisation): readonly string[] =>
    membershipsOf(id).map(({ territory }) => territory);
  return {
    path: 'organisations',
    one: 'organisation',
    title: 'Organisations',
    description:
      'Les organisations qui portent, composent ou entourent les collectifs, les CRESS et les têtes de réseau.',
    component: 'Organisation',
    items: knowledge.organisations,
    idOf: ({ id }) => id,
    fields: [
      { name: 'id', schema: statements.RECORD_ID, read: ({ id }) => id },
      { name: 'name', schema: text('Nom complet.'), read: ({ name }) => name },
      { name: 'shortName', schema: nullable(text('Nom court.')), read: ({ shortName }) => shortName },
      { name: 'kind', schema: among(kinds, 'Nature.'), read: ({ kind }) => kind },
      { name: 'city', schema: nullable(text('Ville.')), read: ({ city }) => city },
      { name: 'website', schema: nullable(WEBSITE), read: ({ website }) => website },
      {
        name: 'status',
        schema: among(
          ['active', 'renamed', 'dissolved', 'unverified'],
          '« active » : aucun changement n’est connu ; une organisation dissoute n’est plus un contact.',
        ),
        read: ({ status }) => status.is,
      },
      {
        name: 'territories',
        schema: list(text('Identifiant de territoire.'), 'Territoires où elle apparaît (voir /api/territoires).'),
        read: territoriesOf,
      },
      {
        name: 'sources',
        schema: list(statements.SHORT_SOURCE, 'Pages qui appuient la fiche.', 1),
        read: (organisation) => sourcesOf(organisation).map(statements.shortSource),
      },
    ],
    more: [
      { name: 'sources', schema: statements.SOURCES, read: sourcesOf },
      { name: 'otherNames', schema: list(text('Nom.'), 'Autres noms.'), read: ({ otherNames }) => otherNames },
      { name: 'description', schema: nullable(statements.FACT), read: ({ description }) => description },
      { name: 'statusFact', schema: nullable(statements.FACT), read: ({ status }) => status.fact },
      {
        name: 'insteadOf',
        schema: nullable(text('Identifiant de l’organisation à qui s’adresser à sa place.')),
        read: ({ status }) => status.insteadOf,
      },
      {
        name: 'cressOf',
        schema: nullable(text('Code officiel de la région dont elle est la CRESS.')),
        read: ({ cressOf }) => cressOf,
      },
      { name: 'checkedOn', schema: date('Dernière relecture de la fiche.'), read: ({ checkedOn }) => checkedOn },
      {
        name: 'memberships',
        schema: list(statements.MEMBERSHIP, 'Sa part dans chaque territoire.'),
        read: ({ id }) => membershipsOf(id),
      },
    ],
    filters: [
      { ...filters.theme, description: `Des territoires qui travaillent sur ce thème. ${filters.theme.description}` },
      { ...filters.region, description: `Des territoires de cette région, et sa CRESS. ${filters.region.description}` },
      { ...filters.wave, description: `Des territoires de cette vague. ${filters.wave.description}` },
      {
        name: 'kind',
        description: 'Nature de l’organisation.',
        choices: kinds.map((value) => ({ value, names: [] })),
      },
    ],
    select({ kind, ...where }) {
      const chosen = filters.choose(where);
      const cressOf = where.theme || where.wave ? [] : (where.region ?? []);
      return (organisation) =>
        (kind === undefined || kind.includes(organisation.kind)) &&
        (chosen === null ||
          territoriesOf(organisation).some((id) => chosen.has(id)) ||
          (organisation.cressOf !== null && cressOf.includes(organisation.cressOf)));
    },
  };
}

function sourcesOf({ sources, description, status }: Organisation): readonly Source[] {
  return statements.eachOnce([...sources, ...(description?.sources ?? []), ...(status.fact?.sources ?? [])]);
}
