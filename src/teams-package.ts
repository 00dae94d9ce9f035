import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIdentity } from './channels/teams/read-identity.ts';

const PACKAGE = join(import.meta.dirname, '..', 'package.json');
const TARGET = join('var', 'territoires-french-impact-teams.zip');

/**
 * `npm run teams:package`: writes the app package that an administrator uploads to Teams. Prints where it is, or one
 * French line for each value that is missing or wrong; then nothing is written and the code is 1.
 */
async function run(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { version }: { version: string } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  const identity = readIdentity(process.env, version);
  if ('faults' in identity) return complain(identity.faults);
  const { packApp } = await import('./channels/teams/pack-app.ts');
  const packed = await packApp(identity);
  if ('faults' in packed) return complain(packed.faults);
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, packed.zip);
  console.log(`${TARGET} : prêt à charger dans Teams (version ${identity.version}, ${identity.publicUrl}).`);
  return 0;
}

function complain(faults: readonly string[]): number {
  for (const fault of faults) console.error(fault);
  return 1;
}

/** The checker of manifests is only there for those who build packages. */
function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return 'Il manque de quoi vérifier le paquet : lancer « npm ci » (sans --omit=dev), puis recommencer.';
  }
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  run().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(explain(error));
      process.exitCode = 1;
    },
  );
}
