import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/v4';
import { collisionsFormat } from './formats/collisions-format.ts';
import { labelFormat } from './formats/label-format.ts';
import { organisationFormat } from './formats/organisation-format.ts';
import { personFormat } from './formats/person-format.ts';
import { aliasesFormat, phrasesFormat } from './formats/places-format.ts';
import { intentsFormat, unheldFormat } from './formats/questions-format.ts';
import { sourcesFormat } from './formats/sources-format.ts';
import { termFormat } from './formats/term-format.ts';
import { territoryFormat } from './formats/territory-format.ts';
import { themeFormat } from './formats/theme-format.ts';

const FORMATS: Readonly<Record<string, z.ZodType>> = {
  territory: territoryFormat,
  organisation: organisationFormat,
  person: personFormat,
  theme: themeFormat,
  term: termFormat,
  label: labelFormat,
  sources: sourcesFormat,
  collisions: collisionsFormat,
  'places-phrases': phrasesFormat,
  'places-aliases': aliasesFormat,
  intents: intentsFormat,
  unheld: unheldFormat,
};

/** The text of each file of `schemas/`, by its name: what lets an editor complete and check YAML as one types. */
export function buildSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(FORMATS).map(([name, format]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(format, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../../schemas/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(buildSchemas())) writeFileSync(new URL(name, folder), content);
}
