import { existsSync } from 'node:fs';
import { type Config, readConfig } from './config.ts';
import { checkFiles, checkNode, checkOpenFiles } from './doctor/check-machine.ts';
import { checkPort, checkPublicAddress, checkTeams } from './doctor/check-network.ts';
import { checkStore } from './doctor/check-store.ts';
import { type Finding, fault, well } from './doctor/finding.ts';
import { checkDataFolder } from './knowledge/check-data-folder.ts';
import { spacePunctuation } from './knowledge/fault.ts';
import { createDictionary } from './language/dictionary.ts';
import { readWords } from './translator.ts';

const SETTINGS = '.env';
const FOLDER = 'var';
const MARKS = { ok: '✓', warning: '!', fault: '✗' } as const;

/**
 * `npm run doctor`: checks all that the bot needs and says the remedy for each thing that it lacks. Gives the exit code:
 * 1 when something keeps the bot from working.
 */
export async function run(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const findings = [checkNode(process.versions.node), ...(await examine(env))];
  for (const { about, state, says, remedy } of findings) {
    say(spacePunctuation(`${MARKS[state]} ${about} : ${says}`));
    if (remedy !== undefined) say(spacePunctuation(`    → ${remedy}`));
  }
  const faults = findings.filter(({ state }) => state === 'fault').length;
  say(spacePunctuation(faults === 0 ? 'Le bot peut démarrer.' : `${faults} chose(s) à corriger avant de démarrer.`));
  return faults === 0 ? 0 : 1;
}

async function examine(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    const says = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    return [fault('Réglages', says, 'corriger la variable dans .env (.env.example explique chacune)')];
  }
  return [
    well('Réglages', 'chaque variable est bien formée'),
    checkSecret(config),
    checkData(config),
    ...checkFiles(FOLDER, SETTINGS),
    ...checkOpenFiles(config),
    ...(await checkStore(config.store, config)),
    await checkPort(config),
    await checkPublicAddress(config),
    ...(await checkTeams(config.app)),
  ];
}

/** A secret that is missing where it is needed is a fault of the settings already. */
function checkSecret({ tokenSecret }: Config): Finding {
  return well(
    'Secrets',
    tokenSecret === null
      ? 'le bot tire lui-même celui qui signe les jetons du chat, et le garde dans sa mémoire'
      : `TOKEN_SECRET est donné (${tokenSecret.length} caractères)`,
  );
}

function checkData({ dataDir, localesDir }: Config): Finding {
  try {
    for (const locale of ['fr', 'en'] as const) readWords(localesDir, locale);
    const { isSound, faults } = checkDataFolder(dataDir, createDictionary());
    return isSound
      ? well('Données', `${dataDir} est sans faute`)
      : fault('Données', `${faults.length} faute(s) dans ${dataDir}`, 'npm run check:data les montre une à une');
  } catch (error) {
    return fault('Données', error instanceof Error ? error.message : String(error), 'vérifier DATA_DIR et LOCALES_DIR');
  }
}

if (import.meta.main) {
  if (existsSync(SETTINGS)) process.loadEnvFile(SETTINGS);
  run(process.env, console.log).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
