import type { Call, Reply } from '../../channels/http.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Route } from '../server.ts';
import { type Bodies, createBodies, MEDIA_TYPES } from './bodies.ts';
import { createDataset, type Dataset } from './dataset.ts';
import { defineGlossary } from './define-glossary.ts';
import { defineOrganisations } from './define-organisations.ts';
import { defineSources } from './define-sources.ts';
import { defineTerritories } from './define-territories.ts';
import { defineThemes } from './define-themes.ts';
import { describeOpenData } from './describe-open-data.ts';
import { echo, type Fault, FORMATS, type Format, readRequest } from './read-request.ts';
import { deliver, type Representation, represent } from './representation.ts';
import { createTerritoryFilters } from './territory-filters.ts';

const ROOT = '/api';
const DESCRIPTION = `${ROOT}/openapi.json`;
const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';
const HEADERS = {
  link: `<${LICENCE}>; rel="license", <${DESCRIPTION}>; rel="service-desc"`,
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-expose-headers': 'ETag, Link, Content-Disposition, Retry-After',
};
const TITLES: Readonly<Record<400 | 404, string>> = { 400: 'Requête mal formée', 404: 'Introuvable' };

/** The addresses of the datasets, in the order of the description. */
const PATHS = ['territoires', 'organisations', 'themes', 'glossaire', 'sources'] as const;
type Path = (typeof PATHS)[number];

/**
 * The open data (docs/ouverture-des-donnees.md): lists, whole records and their OpenAPI description. Nothing is worked
 * out before the first request, then each body once for each version of the data.
 */
export function listOpenData(current: () => Knowledge): readonly Route[] {
  const publish = keepNewest(current, publishAll);
  const open = { method: 'GET', isOpenToSites: true } as const;
  return [
    { ...open, path: DESCRIPTION, handle: (call) => deliver(publish().description, call, HEADERS) },
    ...PATHS.flatMap((path): readonly Route[] => [
      { ...open, path: `${ROOT}/${path}`, handle: (call) => list(call, publish()[path], null) },
      ...FORMATS.map(
        (suffix): Route => ({
          ...open,
          path: `${ROOT}/${path}.${suffix}`,
          handle: (call) => list(call, publish()[path], suffix),
        }),
      ),
      { ...open, path: `${ROOT}/${path}/:id`, handle: (call) => one(call, publish()[path]) },
    ]),
    // `messages` is the bot’s and takes no GET.
    { ...open, path: `${ROOT}/:unknown(^(?!messages$).*)`, handle: missDataset },
  ];
}

interface Published {
  readonly dataset: Dataset;
  readonly written: Bodies;
}

function publishAll(
  knowledge: Knowledge,
): Readonly<Record<Path, Published>> & { readonly description: Representation } {
  const { version, territories } = knowledge;
  const kinds = [...new Set(territories.map(({ kind }) => kind))];
  const filters = createTerritoryFilters(knowledge, kinds);
  const publish = (dataset: Dataset): Published => ({ dataset, written: createBodies(dataset, version) });
  const all = {
    territoires: publish(createDataset(defineTerritories(knowledge, kinds, filters))),
    organisations: publish(createDataset(defineOrganisations(knowledge, filters))),
    themes: publish(createDataset(defineThemes(knowledge, filters))),
    glossaire: publish(createDataset(defineGlossary(knowledge))),
    sources: publish(createDataset(defineSources(knowledge, filters))),
  };
  const datasets = PATHS.map((path) => all[path].dataset);
  const description = JSON.stringify(describeOpenData(datasets, version, LICENCE));
  return { ...all, description: represent(description, MEDIA_TYPES.json, version) };
}

function list(call: Call, { dataset, written }: Published, suffix: Format | null): Reply | Promise<Reply> {
  const request = readRequest(call, dataset.filters, suffix);
  if ('fault' in request) return refuse(request.fault);
  const { asked, format } = request;
  const body = Object.keys(asked).length === 0 ? written.all(format) : written.some(dataset.select(asked), format);
  return deliver(body, call, headersOf(dataset.path, format));
}

function one(call: Call, { dataset, written }: Published): Reply | Promise<Reply> {
  const { id, suffix } = splitSuffix(call.params.id ?? '');
  if (!dataset.ids.includes(id)) return missRecord(id, dataset);
  const request = readRequest(call, [], suffix);
  if ('fault' in request) return refuse(request.fault);
  return deliver(written.one(id, request.format), call, headersOf(`${dataset.path}-${id}`, request.format));
}

/** Makes something of the newest data, once. */
function keepNewest<Value>(current: () => Knowledge, make: (knowledge: Knowledge) => Value): () => Value {
  let made: { readonly of: Knowledge; readonly value: Value } | null = null;
  return () => {
    const knowledge = current();
    if (made?.of !== knowledge) made = { of: knowledge, value: make(knowledge) };
    return made.value;
  };
}

function headersOf(name: string, format: Format): Readonly<Record<string, string>> {
  return format === 'csv' ? { ...HEADERS, 'content-disposition': `attachment; filename="${name}.csv"` } : HEADERS;
}

/** "region-bretagne.csv" → region-bretagne, csv */
function splitSuffix(last: string): { readonly id: string; readonly suffix: Format | null } {
  const suffix = FORMATS.find((format) => last.endsWith(`.${format}`)) ?? null;
  return { id: suffix === null ? last : last.slice(0, -suffix.length - 1), suffix };
}

function missRecord(id: string, { path, one, ids }: Dataset): Reply {
  const detail = `Aucune fiche ${echo(id)} (${one}). Toutes sont à ${ROOT}/${path}, et leurs identifiants ci-dessous.`;
  return fail(404, { detail, existing: ids });
}

function missDataset({ params }: Call): Reply {
  const existing = [...PATHS.map((path) => `${ROOT}/${path}`), DESCRIPTION];
  return fail(404, {
    detail: `Rien à ${echo(`${ROOT}/${params.unknown}`)}. Ce qui existe\u00a0: ${existing.join(', ')}.`,
    existing,
  });
}

function refuse({ detail, parameter, allowed }: Fault): Reply {
  return fail(400, { detail, parameter, allowed });
}

function fail(status: 400 | 404, problem: Readonly<Record<string, unknown>>): Reply {
  const body = JSON.stringify({ title: TITLES[status], status, ...problem });
  return { status, headers: HEADERS, content: { type: 'application/problem+json; charset=utf-8', body } };
}
