type Json = Readonly<Record<string, unknown>>;

/** Every keyword that the checker knows; any other in a schema is a fault, so that nothing goes unchecked. */
const KEYWORDS = new Set([
  '$ref',
  'additionalProperties',
  'anyOf',
  'description',
  'enum',
  'format',
  'items',
  'minItems',
  'pattern',
  'properties',
  'required',
  'type',
]);

/** What a JSON value lacks of a JSON Schema (2020-12, the part we use), as paths and reasons; `root` resolves `$ref`. */
export function findSchemaFaults(value: unknown, schema: unknown, root: unknown, path = '$'): readonly string[] {
  if (!isJson(schema)) return [`${path}: no schema`];
  const strange = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  if (strange.length > 0) return [`${path}: unknown keywords ${strange.join(', ')}`];
  if (typeof schema.$ref === 'string') return findSchemaFaults(value, resolve(schema.$ref, root), root, path);
  if (Array.isArray(schema.anyOf)) {
    const tried = schema.anyOf.map((one) => findSchemaFaults(value, one, root, path));
    return tried.some((faults) => faults.length === 0) ? [] : tried.flat();
  }
  const types: readonly unknown[] = [schema.type].flat();
  if (!types.includes(typeOf(value))) return [`${path}: ${typeOf(value)} instead of ${types.join(' or ')}`];
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return [`${path}: ${value} is not in the list`];
  if (typeof value === 'string') return stringFaults(value, schema, path);
  if (Array.isArray(value)) {
    const few = typeof schema.minItems === 'number' && value.length < schema.minItems ? [`${path}: too few`] : [];
    return [...few, ...value.flatMap((one, at) => findSchemaFaults(one, schema.items, root, `${path}[${at}]`))];
  }
  return isJson(value) ? objectFaults(value, schema, root, path) : [];
}

/** What a reference inside a document such as `#/components/schemas/Source` points at; undefined for nothing. */
export function resolve(reference: string, root: unknown): unknown {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((value, key) => (isJson(value) ? value[key] : undefined), root);
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringFaults(value: string, { pattern, format }: Json, path: string): readonly string[] {
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return [`${path}: ${value} !~ ${pattern}`];
  if (format === 'uri' && !URL.canParse(value)) return [`${path}: ${value} is no address`];
  return value.trim() === '' ? [`${path}: an empty text`] : [];
}

function objectFaults(value: Json, schema: Json, root: unknown, path: string): readonly string[] {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.filter((name) => typeof name === 'string' && !(name in value));
  const strange = Object.keys(value).filter((name) => !(name in properties) && schema.additionalProperties === false);
  return [
    ...missing.map((name) => `${path}: lacks ${name}`),
    ...strange.map((name) => `${path}: ${name} is not described`),
    ...Object.entries(value).flatMap(([name, one]) =>
      name in properties ? findSchemaFaults(one, properties[name], root, `${path}.${name}`) : [],
    ),
  ];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
