import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod/v4';
import { object, text as textSchema } from '../../src/server/open-data/schema.ts';
import { toCsv } from '../../src/server/open-data/to-csv.ts';
import { findSchemaFaults, isJson, resolve } from './find-schema-faults.ts';
import { readCsv } from './read-csv.ts';
import { knowledge, startOpenData } from './start-open-data.ts';

const DATASETS = ['territoires', 'organisations', 'themes', 'glossaire', 'sources'] as const;
const COUNTS = {
  territoires: knowledge.territories.length,
  organisations: knowledge.organisations.length,
  themes: knowledge.themes.length,
  glossaire: knowledge.terms.length,
  sources: knowledge.sources.length,
};

/** As far as tests look at it; whether records are whole is checked against the description. */
const RECORDS = z.array(z.looseObject({ id: z.string() }));
const TERRITORIES = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    region: z.string(),
    wave: z.union([z.literal(1), z.literal(2)]),
    labelledOn: z.iso.date(),
    themes: z.array(z.string()),
    sources: z.array(z.strictObject({ title: z.string(), url: z.url(), date: z.string().nullable() })).min(1),
  }),
);
const PROBLEM = z.looseObject({ title: z.string(), status: z.number(), detail: z.string() });
const REFERENCE = z.strictObject({ $ref: z.string() });
const SCHEMA = z.looseObject({});
const CONTENT = z.record(z.string(), z.strictObject({ schema: SCHEMA }));
const PARAMETER = z.strictObject({
  name: z.string(),
  in: z.enum(['query', 'path']),
  required: z.boolean().optional(),
  description: z.string(),
  style: z.literal('form').optional(),
  explode: z.boolean().optional(),
  schema: SCHEMA,
  example: z.unknown().optional(),
});
const RESPONSE = z.strictObject({
  description: z.string(),
  headers: z.record(z.string(), REFERENCE).optional(),
  content: CONTENT.optional(),
});
/** The part of the OpenAPI 3.1 specification that our description keeps to. */
const OPENAPI = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    version: z.string(),
    license: z.strictObject({ name: z.string(), url: z.url() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.strictObject({
      get: z.strictObject({
        operationId: z.string(),
        tags: z.array(z.string()),
        summary: z.string(),
        description: z.string().optional(),
        parameters: z.array(PARAMETER),
        responses: z.record(z.string().regex(/^\d{3}$/), z.union([REFERENCE, RESPONSE])),
      }),
    }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), SCHEMA),
    headers: z.record(z.string(), z.strictObject({ description: z.string(), schema: SCHEMA })),
    responses: z.record(z.string(), RESPONSE),
  }),
});

let server: Awaited<ReturnType<typeof startOpenData>>;

beforeAll(async () => {
  server = await startOpenData();
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${server.url}/api/${path}`, { headers, method });
}

async function idsOf(path: string): Promise<readonly string[]> {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  return RECORDS.parse(await response.json()).map(({ id }) => id);
}

/** The rows of a CSV file without its byte order mark, which must be there. */
async function csvOf(response: Response): Promise<readonly (readonly string[])[]> {
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return readCsv(bytes.subarray(3).toString());
}

describe('the lists', () => {
  it('give every territory at once, as docs/interface.md promises', async () => {
    const territories = TERRITORIES.parse(await (await get('territoires')).json());
    expect(territories).toHaveLength(27);
    expect(territories.find(({ id }) => id === 'region-bretagne')).toMatchObject({
      name: 'Région Bretagne',
      kind: 'région',
      region: 'Bretagne',
      wave: 1,
      labelledOn: '2019-02-25',
    });
  });

  it.each(DATASETS)('give all records of %s, each once, and each can be read whole', async (path) => {
    const ids = await idsOf(path);
    expect(ids).toHaveLength(COUNTS[path]);
    expect(new Set(ids).size).toBe(ids.length);
    const statuses = await Promise.all(ids.map(async (id) => (await get(`${path}/${id}`)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('say of the whole record what they say themselves', async () => {
    const [first] = RECORDS.parse(await (await get('organisations')).json());
    const whole = await (await get(`organisations/${first?.id}`)).json();
    // The whole record says more of each source.
    expect(whole).toMatchObject({ ...first, sources: expect.any(Array) });
  });
});

describe('the filters', () => {
  it.each([
    ['by theme', 'territoires?theme=vieillissement'],
    ['by the name of a theme', 'territoires?theme=Vieillissement'],
  ])('%s give those that the bot would name', async (_, path) => {
    const ties = knowledge.tiesOf('vieillissement').filter(({ strength }) => strength !== 'mention');
    const tied = new Set(ties.map(({ territory }) => territory));
    expect(tied.size).toBeGreaterThan(0);
    expect(new Set(await idsOf(path))).toEqual(tied);
  });

  it('count the narrower themes of a broad one', async () => {
    const broad = knowledge.themes.find(({ id }) => knowledge.withNarrower(id).length > 1);
    const narrow = knowledge.withNarrower(broad?.id ?? '').slice(1);
    const found = await idsOf(`territoires?theme=${broad?.id}`);
    for (const theme of narrow) for (const id of await idsOf(`territoires?theme=${theme}`)) expect(found).toContain(id);
    expect(await idsOf(`themes?theme=${broad?.id}`)).toEqual(expect.arrayContaining(narrow));
  });

  it.each(['53', 'Bretagne', 'bretagne', 'BRETAGNE'])('know Bretagne as « %s »', async (region) => {
    expect(await idsOf(`territoires?region=${region}`)).toEqual(['region-bretagne']);
  });

  it('know regions and kinds without their accents, spaces and hyphens', async () => {
    const written = encodeURIComponent('Île-de-France');
    expect(await idsOf('territoires?region=ile%20de%20france')).toEqual(await idsOf(`territoires?region=${written}`));
    expect(await idsOf('territoires?kind=region')).toEqual([
      'region-bretagne',
      'region-normandie',
      'region-nouvelle-aquitaine',
    ]);
  });

  it('give an empty list for a region without a labelled territory', async () => {
    expect(await idsOf('territoires?region=Corse')).toEqual([]);
  });

  it('add up when they differ, and widen when one is repeated', async () => {
    const first = await idsOf('territoires?wave=1');
    const second = await idsOf('territoires?wave=2');
    expect([first.length, second.length]).toEqual([20, 7]);
    expect(await idsOf('territoires?wave=1&wave=2')).toHaveLength(27);
    const both = await idsOf(`territoires?wave=2&kind=${encodeURIComponent('territoire rural')}`);
    expect(both.length).toBeGreaterThan(0);
    for (const id of both) expect(second).toContain(id);
  });

  it('choose organisations by their own kind and by their territories, the CRESS of the region included', async () => {
    const cress = await idsOf('organisations?kind=CRESS');
    expect(cress.length).toBeGreaterThan(10);
    const breton = await idsOf('organisations?region=Bretagne');
    const members = knowledge.territory('region-bretagne')?.members.map(({ organisation }) => organisation) ?? [];
    expect(breton).toEqual(expect.arrayContaining(members));
    expect(await idsOf('organisations?region=Pays%20de%20la%20Loire&kind=CRESS')).toContain(
      knowledge.cressOf('52')?.id,
    );
  });

  it('choose sources and themes by their territories', async () => {
    const sources = await idsOf('sources?region=Bretagne');
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.length).toBeLessThan(COUNTS.sources);
    expect((await idsOf('themes?region=Bretagne')).length).toBeLessThan(COUNTS.themes);
  });
});

describe('a request that cannot be followed', () => {
  it.each([
    ['an unknown region', 'territoires?region=Bretange', 'region', 'Bretange', 'Bretagne'],
    ['an unknown theme', 'territoires?theme=espace', 'theme', 'espace', 'vieillissement'],
    ['a wave that never came', 'territoires?wave=3', 'wave', '3', '1, 2'],
    ['an unknown kind', 'organisations?kind=secte', 'kind', 'secte', 'CRESS'],
    ['an empty value', 'territoires?theme=', 'theme', '', 'numerique'],
    ['an unknown parameter', 'territoires?page=2', 'page', 'page', 'theme, region, wave, kind, format'],
    ['a filter that a dataset has not', 'glossaire?wave=1', 'wave', 'wave', 'format'],
    ['a filter on one record', 'territoires/roubaix?wave=1', 'wave', 'wave', 'format'],
    ['an unknown format', 'territoires?format=xml', 'format', 'xml', 'json, csv'],
    ['a format said twice', 'territoires.csv?format=json', 'format', 'format', 'theme, region'],
    ['one bad value among good ones', 'territoires?wave=1&wave=9', 'wave', '9', '1, 2'],
  ])('%s gets 400 that names the parameter and what is admitted', async (_, path, parameter, value, admitted) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = PROBLEM.parse(await response.json());
    expect(problem).toMatchObject({ status: 400, parameter });
    expect(problem.detail).toContain(`«\u00a0${value}\u00a0»`);
    expect(problem.detail).toContain(admitted);
    expect(problem.allowed).not.toEqual([]);
  });

  it('for an unknown record gets 404 with the ids that exist', async () => {
    const response = await get('territoires/region-bretange');
    expect(response.status).toBe(404);
    const problem = PROBLEM.parse(await response.json());
    expect(problem.detail).toContain('/api/territoires');
    expect(problem.existing).toContain('region-bretagne');
  });

  it('for an unknown dataset gets 404 with those that exist', async () => {
    const problem = PROBLEM.parse(await (await get('territoire')).json());
    expect(problem.status).toBe(404);
    for (const path of DATASETS) expect(problem.detail).toContain(`/api/${path}`);
  });

  it.each(['__proto__', 'constructor', '%00', '..%2f..%2fetc', '.csv', `${'a'.repeat(190)}`])(
    'for the record « %s » gets 404 and nothing else',
    async (id) => {
      expect((await get(`territoires/${id}`)).status).toBe(404);
    },
  );

  it('is echoed no longer than a line', async () => {
    const problem = PROBLEM.parse(await (await get(`territoires?wave=${'9'.repeat(3000)}`)).json());
    expect(problem.detail.length).toBeLessThan(200);
  });

  it('with another method gets 405', async () => {
    expect((await get('territoires', {}, 'POST')).status).toBe(405);
  });
});

describe('the formats', () => {
  it.each([
    ['by suffix', 'territoires.csv', {}],
    ['by parameter', 'territoires?format=csv', {}],
    ['by Accept', 'territoires', { accept: 'text/csv' }],
    ['by weight in Accept', 'territoires', { accept: 'application/json;q=0.5, text/csv;q=0.9' }],
  ])('CSV %s, with a line for each record', async (_, path, headers) => {
    const response = await get(path, headers);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="territoires.csv"');
    const [head, ...rows] = await csvOf(response);
    expect(head).toEqual([
      'id',
      'name',
      'kind',
      'region',
      'wave',
      'labelledOn',
      'themes',
      'sources.title',
      'sources.url',
      'sources.date',
    ]);
    expect(rows).toHaveLength(27);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]));
  });

  it.each([
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['a client that takes anything', '*/*'],
    ['a client that refuses CSV', 'text/csv;q=0, */*'],
    ['a client that says nothing clear', ';;q=x,,'],
  ])('JSON for %s', async (_, accept) => {
    expect((await get('territoires', { accept })).headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('write a whole territory as one line for each statement, with its sources', async () => {
    const [head = [], ...rows] = await csvOf(await get('territoires/region-bretagne.csv'));
    const id = head.indexOf('id');
    const title = head.indexOf('sources.title');
    const bretagne = knowledge.territory('region-bretagne');
    const items = [...(bretagne?.challenges ?? []), ...(bretagne?.members ?? []), ...(bretagne?.people ?? [])];
    for (const item of items) expect(rows.find((row) => row[id] === item.id)?.[title]).not.toBe('');
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
  });

  it.each(DATASETS)('read back from the CSV of %s what its JSON says', async (path) => {
    const records = RECORDS.parse(await (await get(path)).json());
    const [head = [], ...rows] = await csvOf(await get(`${path}.csv`));
    const cell = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? '';
    expect(rows.map((row) => cell(row, 'id'))).toEqual(records.map(({ id }) => id));
    for (const [at, record] of records.entries()) {
      for (const [name, value] of Object.entries(record)) {
        if (typeof value === 'string') expect(cell(rows[at] ?? [], name).replace(/^'/, '')).toBe(value);
      }
    }
  });

  it.each(DATASETS)('hold no list separator inside a value of %s', async (path) => {
    expect(await (await get(path)).text()).not.toContain(' | ');
  });

  it('keep a spreadsheet from computing a cell', () => {
    const row = object({ a: textSchema(''), b: textSchema('') });
    const nasty = ['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1', 'dire "oui" ; non', 'deux\nlignes'];
    const csv = toCsv(
      row,
      nasty.map((cell) => ({ a: cell, b: null })),
    );
    const [, ...rows] = readCsv(csv.slice(1));
    expect(rows.map(([cell]) => cell)).toEqual([
      ...nasty.slice(0, 8).map((cell) => `'${cell}`),
      'dire "oui" ; non',
      'deux\nlignes',
    ]);
    expect(csv).toContain('"dire ""oui"" ; non"');
  });
});

describe('caches and other sites', () => {
  it.each(['territoires', 'territoires.csv', 'territoires/roubaix', 'themes?wave=2', 'openapi.json'])(
    '%s has a tag, and 304 for whoever has it',
    async (path) => {
      const first = await get(path);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(new RegExp(`^"${knowledge.version}-`));
      expect(first.headers.get('cache-control')).toBe('public, max-age=300');
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await get(path, { 'if-none-match': known });
        expect([again.status, await again.text()]).toEqual([304, '']);
        expect(again.headers.get('etag')).toBe(tag);
      }
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    },
  );

  it('tells representations apart by their tags', async () => {
    const paths = ['territoires', 'territoires.csv', 'territoires?wave=1', 'organisations', 'territoires/roubaix'];
    const tags = await Promise.all(paths.map(async (path) => (await get(path)).headers.get('etag')));
    const plain = await get('territoires', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(new Set([...tags, plain.headers.get('etag')]).size).toBe(paths.length + 1);
    expect((await get('territoires')).headers.get('vary')).toBe('Accept, Accept-Encoding');
  });

  it('answers HEAD as GET, without the body', async () => {
    const [head, whole] = await Promise.all([get('territoires', {}, 'HEAD'), get('territoires')]);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'link']) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
  });

  it.each(['territoires', 'territoires/roubaix', 'territoires?wave=3', 'territoires/nulle-part', 'openapi.json'])(
    'lets pages of other sites read %s, and names the licence and the description',
    async (path) => {
      const { headers } = await get(path, { origin: 'https://example.org' });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
      expect(headers.get('link')).toContain('<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel="license"');
      expect(headers.get('link')).toContain('</api/openapi.json>; rel="service-desc"');
    },
  );

  it('leaves a client that hangs up in the middle of a list without harm', async () => {
    await new Promise<void>((resolve) => {
      const call = request(`${server.url}/api/sources`, (response) => {
        response.once('data', () => call.destroy());
        response.once('close', () => resolve());
        response.on('error', () => undefined);
      });
      call.end();
    });
    expect((await get('sources')).status).toBe(200);
  });
});

describe('the OpenAPI description', () => {
  it('is OpenAPI 3.1, names the licence and the data version, and refers to nothing that is missing', async () => {
    const description: unknown = await (await get('openapi.json')).json();
    const { info, components, paths } = OPENAPI.parse(description);
    expect(info).toMatchObject({ version: knowledge.version, license: { name: 'Licence Ouverte 2.0' } });
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to);
    expect(references.filter((to) => resolve(to, description) === undefined)).toEqual([]);
    const named = new Set(references.map((to) => to.split('/').at(-1)));
    expect(Object.keys(components.schemas).filter((name) => !named.has(name))).toEqual([]);
    const operations = Object.values(paths).map(({ get: operation }) => operation.operationId);
    expect(new Set(operations).size).toBe(operations.length);
    for (const [path, { get: operation }] of Object.entries(paths)) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
    }
  });

  it('describes every address there is, and no other', async () => {
    const { paths } = OPENAPI.parse(await (await get('openapi.json')).json());
    expect(Object.keys(paths)).toEqual(DATASETS.flatMap((path) => [`/api/${path}`, `/api/${path}/{id}`]));
  });

  it.each(DATASETS)('is what every list and every whole record of %s keeps to', async (path) => {
    const root = await (await get('openapi.json')).json();
    const { paths } = OPENAPI.parse(root);
    const schemaOf = (address: string): unknown => {
      const response = paths[address]?.get.responses['200'];
      return response && 'content' in response ? response.content?.['application/json']?.schema : undefined;
    };
    const records = RECORDS.parse(await (await get(path)).json());
    expect(findSchemaFaults(records, schemaOf(`/api/${path}`), root).slice(0, 5)).toEqual([]);
    for (const { id } of records) {
      const whole: unknown = await (await get(`${path}/${id}`)).json();
      expect(findSchemaFaults(whole, schemaOf(`/api/${path}/{id}`), root).slice(0, 5), id).toEqual([]);
    }
  });

  it('is what errors keep to', async () => {
    const root: unknown = await (await get('openapi.json')).json();
    for (const path of ['territoires?wave=3', 'territoires?page=1', 'territoires/nulle-part']) {
      const problem: unknown = await (await get(path)).json();
      expect(findSchemaFaults(problem, { $ref: '#/components/schemas/Probleme' }, root)).toEqual([]);
    }
  });

  it.each(DATASETS)('names only values of filters that %s admits', async (path) => {
    const { paths } = OPENAPI.parse(await (await get('openapi.json')).json());
    for (const { name, schema } of paths[`/api/${path}`]?.get.parameters ?? []) {
      const items = isJson(schema.items) ? schema.items : schema;
      const values: readonly unknown[] = Array.isArray(items.enum) ? items.enum : [];
      expect(values.length).toBeGreaterThan(0);
      for (const value of values) {
        const response = await get(`${path}?${new URLSearchParams({ [name]: String(value) })}`);
        expect(response.status, `${name}=${value}`).toBe(200);
      }
    }
  });
});
