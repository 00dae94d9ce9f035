import type { Dataset, Filter } from './dataset.ts';
import { list, type Schema, text } from './schema.ts';

const OPENAPI = '3.1.0';
const PROBLEM: Schema = {
  type: 'object',
  title: 'Probleme',
  properties: {
    title: text('Ce qui ne va pas, en deux mots.'),
    status: { type: 'integer', description: 'Le statut HTTP.' },
    detail: text('Ce qui ne va pas et que faire, en une phrase.'),
    parameter: text('Le paramètre en cause.'),
    allowed: list(text('Valeur ou paramètre.'), 'Ce qui serait admis.'),
    existing: list(text('Identifiant ou adresse.'), 'Ce qui existe.'),
  },
  required: ['title', 'status'],
  additionalProperties: false,
};

/**
 * The OpenAPI 3.1 description of the datasets, built from the tables that write their records. `version` is that of
 * the data.
 */
export function describeOpenData(datasets: readonly Dataset[], version: string, licence: string): unknown {
  const components = new Map<string, unknown>();
  const refer = (schema: Schema): unknown => referTo(schema, components);
  const paths = Object.fromEntries(
    datasets.flatMap((dataset) => [
      [`/api/${dataset.path}`, { get: describeList(dataset, refer) }],
      [`/api/${dataset.path}/{id}`, { get: describeRecord(dataset, refer) }],
    ]),
  );
  const problem = { 'application/problem+json': { schema: refer(PROBLEM) } };
  return {
    openapi: OPENAPI,
    info: {
      title: 'Territoires French Impact : données ouvertes',
      summary: 'Les 27 territoires labellisés, leurs organisations, leurs thèmes, le glossaire et toutes les sources.',
      description: [
        'Chaque énoncé porte ses sources et leur date. Les listes viennent entières, sans pages.',
        'JSON par défaut ; CSV (UTF-8, points-virgules) par `Accept: text/csv`, par `?format=csv` ou en ajoutant `.csv` à l’adresse ; `.json` existe aussi.',
        'Dans une cellule CSV, ` | ` sépare les valeurs d’une liste, et une apostrophe précède ce qu’un tableur prendrait pour une formule.',
        'Un filtre répété admet chacune de ses valeurs ; des filtres différents s’ajoutent. Majuscules, accents et traits d’union n’y comptent pas.',
        'Chaque réponse porte un `ETag` : le renvoyer dans `If-None-Match` donne 304 tant que les données n’ont pas changé.',
      ].join('\n\n'),
      version,
      license: { name: 'Licence Ouverte 2.0', url: licence },
    },
    servers: [{ url: '/' }],
    tags: datasets.map(({ title, description }) => ({ name: title, description })),
    paths,
    components: {
      schemas: Object.fromEntries(components),
      headers: {
        ETag: { description: 'La version des données et celle de la réponse.', schema: { type: 'string' } },
        Link: { description: 'La licence et cette description.', schema: { type: 'string' } },
      },
      responses: {
        Inchange: { description: 'Les données n’ont pas changé.' },
        ParametreInconnu: { description: 'Un paramètre ou une valeur n’existe pas.', content: problem },
        Introuvable: { description: 'Aucune fiche de cet identifiant.', content: problem },
        TropDeRequetes: { description: 'Trop de requêtes depuis cette adresse.', content: problem },
        Indisponible: { description: 'Le service est momentanément indisponible.', content: problem },
      },
    },
  };
}

function describeList({ path, title, description, filters, row }: Dataset, refer: (schema: Schema) => unknown) {
  return {
    operationId: `lister-${path}`,
    tags: [title],
    summary: `${title} : la liste entière`,
    description,
    parameters: [...filters.map(describeFilter), FORMAT],
    responses: {
      200: describeContent(description, { type: 'array', items: refer(row) }),
      304: { $ref: '#/components/responses/Inchange' },
      400: { $ref: '#/components/responses/ParametreInconnu' },
      ...FAILURES,
    },
  };
}

function describeRecord({ path, title, one, ids, whole }: Dataset, refer: (schema: Schema) => unknown) {
  const id = {
    name: 'id',
    in: 'path',
    required: true,
    description: 'Identifiant, tel que la liste le donne.',
    schema: { type: 'string' },
    example: ids[0],
  };
  return {
    operationId: `lire-${path}`,
    tags: [title],
    summary: `${title} : une fiche entière (${one})`,
    parameters: [id, FORMAT],
    responses: {
      200: describeContent('La fiche.', refer(whole)),
      304: { $ref: '#/components/responses/Inchange' },
      400: { $ref: '#/components/responses/ParametreInconnu' },
      404: { $ref: '#/components/responses/Introuvable' },
      ...FAILURES,
    },
  };
}

const FAILURES = {
  429: { $ref: '#/components/responses/TropDeRequetes' },
  503: { $ref: '#/components/responses/Indisponible' },
};

const FORMAT = {
  name: 'format',
  in: 'query',
  description: 'Prime sur `Accept`.',
  schema: { type: 'string', enum: ['json', 'csv'] },
};

function describeFilter({ name, description, choices }: Filter) {
  const values = choices.flatMap(({ value, names }) => [value, ...names]);
  return {
    name,
    in: 'query',
    description,
    style: 'form',
    explode: true,
    schema: { type: 'array', items: { type: 'string', enum: [...new Set(values)] } },
  };
}

function describeContent(description: string, schema: unknown) {
  return {
    description,
    headers: { ETag: { $ref: '#/components/headers/ETag' }, Link: { $ref: '#/components/headers/Link' } },
    content: { 'application/json': { schema }, 'text/csv': { schema: { type: 'string' } } },
  };
}

/** The schema with each titled object in it moved to the components and named instead. */
function referTo({ title, ...schema }: Schema, components: Map<string, unknown>): unknown {
  const { items, properties } = schema;
  const named =
    properties && Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, referTo(one, components)]));
  const plain = {
    ...schema,
    ...(items && { items: referTo(items, components) }),
    ...(named && { properties: named }),
  };
  if (title === undefined) return plain;
  const isNullable = typeof schema.type !== 'string';
  components.set(title, isNullable ? { ...plain, type: schema.type[0] } : plain);
  const reference = { $ref: `#/components/schemas/${title}` };
  return isNullable ? { anyOf: [reference, { type: 'null' }] } : reference;
}
