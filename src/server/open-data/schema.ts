const PARTIAL_DATE = '^\\d{4}(-\\d{2}){0,2}$';

/** The part of JSON Schema (2020-12) that describes our records. A titled object is a component of the description. */
export interface Schema {
  readonly type: string | readonly [string, 'null'];
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly format?: string;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

/** A string. */
export function text(description: string): Schema {
  return { type: 'string', description };
}

/** An absolute address. */
export function address(description: string): Schema {
  return { type: 'string', format: 'uri', description };
}

/** An ISO date, possibly only a year or a month. */
export function date(description: string): Schema {
  return { type: 'string', pattern: PARTIAL_DATE, description };
}

/** One value of a closed list. */
export function among(values: readonly (string | number)[], description: string): Schema {
  return { type: values.every((value) => typeof value === 'number') ? 'integer' : 'string', enum: values, description };
}

/** Yes or no. */
export function flag(description: string): Schema {
  return { type: 'boolean', description };
}

/** The same, or null. */
export function nullable(schema: Schema): Schema {
  const type = typeof schema.type === 'string' ? schema.type : schema.type[0];
  return { ...schema, type: [type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}

/** A list; `minItems` is 0 unless told. */
export function list(items: Schema, description: string, minItems = 0): Schema {
  return { type: 'array', items, description, ...(minItems > 0 ? { minItems } : {}) };
}

/** An object that has all these properties and no other; with a title it becomes a component. */
export function object(properties: Readonly<Record<string, Schema>>, title?: string): Schema {
  return {
    type: 'object',
    ...(title === undefined ? {} : { title }),
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
