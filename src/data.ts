import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { createAssistant } from './create-assistant.ts';
import { askAll } from './editing/ask-all.ts';
import { withCopy } from './editing/copy-folder.ts';
import { describeChanges } from './editing/describe-changes.ts';
import { diffAnswers } from './editing/diff-answers.ts';
import { type DiffReport, drawDiffHtml, drawDiffText } from './editing/draw-diff.ts';
import { exportData } from './editing/export-data.ts';
import { findStale } from './editing/find-stale.ts';
import { withCommitted } from './editing/git-data.ts';
import { listFrames } from './editing/list-frames.ts';
import { openInput } from './editing/open-input.ts';
import { planImport } from './editing/plan-import.ts';
import { type DataFolder, readFolder } from './editing/read-files.ts';
import { readQuestions } from './editing/read-questions.ts';
import { writeFiles } from './editing/write-files.ts';
import { checkDataFolder } from './knowledge/check-data-folder.ts';
import { createKnowledge } from './knowledge/create-knowledge.ts';
import { spacePunctuation } from './knowledge/fault.ts';
import { createDictionary } from './language/dictionary.ts';

const USAGE = spacePunctuation(`Usage :
  npm run data:export [-- dossier]                        les données en tableur et en CSV (var/export)
  npm run data:import -- fichier.xlsx [autre.xlsx …]      vérifie, montre la différence, puis écrit
      [--essai]       ne rien écrire
      [--supprimer]   accepter que beaucoup de lignes disparaissent d’une feuille
      [--sans-reponses]   ne pas comparer les réponses
  npm run data:diff [-- avant après] [--html page.html]   les réponses qui changent depuis le dernier commit
  npm run data:stale [-- 2027-11-23]                      les fiches relues il y a plus d’un an`);
const EXPORT_FOLDER = 'var/export';
const DIFF_PAGE = 'var/differences.html';
const QUESTIONS = 'test/understanding/tuning';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** More faults than these mostly come from one cause. */
const MOST_FAULTS = 50;

type Say = (line: string) => void;

/** Runs one of the editors' commands; gives the exit code. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: Say,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      essai: { type: 'boolean' },
      supprimer: { type: 'boolean' },
      'sans-reponses': { type: 'boolean' },
      html: { type: 'string' },
    },
  });
  const [command, ...paths] = positionals;
  const config = readConfig(env);
  const page = values.html ?? DIFF_PAGE;
  const compare = (before: Side, after: Side): void => compareAnswers(before, after, { config, page, say });
  switch (command) {
    case 'export':
      return exportTo(sound(config.dataDir), paths[0] ?? EXPORT_FOLDER, say);
    case 'import': {
      if (paths.length === 0) throw new Error(USAGE);
      const isTrial = values.essai === true;
      const compared = values['sans-reponses'] === true ? null : compare;
      return importFrom(sound(config.dataDir), paths, {
        isTrial,
        mayRemoveMany: values.supprimer === true,
        compare: compared,
        say,
      });
    }
    case 'diff': {
      const [before, after] = paths;
      if (before !== undefined)
        compare({ dir: before, name: before }, { dir: after ?? config.dataDir, name: after ?? config.dataDir });
      else
        withCommitted(config.dataDir, (dir) =>
          compare({ dir, name: 'le dernier commit' }, { dir: config.dataDir, name: config.dataDir }),
        );
      return 0;
    }
    case 'stale':
      return listStale(config.dataDir, paths[0] ?? new Date().toISOString().slice(0, 10), say);
    default:
      throw new Error(USAGE);
  }
}

/** One of two datasets that are compared. */
interface Side {
  readonly dir: string;
  readonly name: string;
}

function sound(dir: string): DataFolder {
  const { folder, broken } = readFolder(dir);
  if (broken.length > 0) {
    throw new Error(
      spacePunctuation(
        `Des fichiers ne se lisent pas : ${broken.join(', ')} ; lancez npm run check:data et corrigez-les d’abord.`,
      ),
    );
  }
  return folder;
}

async function exportTo(folder: DataFolder, target: string, say: Say): Promise<number> {
  const { workbook, csvFolder, sheets, rows } = await exportData(folder, target);
  say(spacePunctuation(`${rows} lignes dans ${sheets} feuilles : ${workbook}, et en CSV dans ${csvFolder}`));
  return 0;
}

async function importFrom(
  folder: DataFolder,
  paths: readonly string[],
  options: {
    readonly isTrial: boolean;
    readonly mayRemoveMany: boolean;
    readonly compare: ((before: Side, after: Side) => void) | null;
    readonly say: Say;
  },
): Promise<number> {
  const { isTrial, mayRemoveMany, compare, say } = options;
  const dictionary = createDictionary();
  const inputs = await Promise.all(paths.map(openInput));
  const check = (dir: string) => checkDataFolder(dir, dictionary).faults;
  const { faults, warnings, changes, texts } = planImport(folder, inputs, { mayRemoveMany, check });
  for (const warning of warnings) say(spacePunctuation(`Attention : ${warning}`));
  if (faults.length > 0) {
    for (const fault of faults.slice(0, MOST_FAULTS)) say(fault);
    if (faults.length > MOST_FAULTS) say(`… et ${faults.length - MOST_FAULTS} autres`);
    say(spacePunctuation(`${faults.length} faute(s) : rien n’a été écrit.`));
    return 1;
  }
  if (texts.size === 0) {
    say('Aucune différence avec les données d’aujourd’hui : rien à écrire.');
    return 0;
  }
  for (const line of describeChanges(changes)) say(line);
  if (compare !== null) {
    say('');
    withCopy(folder.dir, texts, (dir) =>
      compare({ dir: folder.dir, name: 'aujourd’hui' }, { dir, name: paths.join(', ') }),
    );
  }
  say('');
  if (isTrial) {
    say(spacePunctuation(`Essai : rien n’a été écrit ; ${texts.size} fichier(s) changeraient.`));
    return 0;
  }
  for (const { path, text } of folder.texts) {
    if (texts.has(path) && readFileSync(join(folder.dir, path), 'utf8') !== text) {
      throw new Error(spacePunctuation(`${path} a changé pendant l’import : rien n’a été écrit ; recommencez.`));
    }
  }
  writeFiles(folder.dir, texts);
  say(spacePunctuation(`Écrit : ${[...texts.keys()].map((path) => join(folder.dir, path)).join(', ')}`));
  return 0;
}

function compareAnswers(
  before: Side,
  after: Side,
  { config, page, say }: { readonly config: ReturnType<typeof readConfig>; readonly page: string; readonly say: Say },
): void {
  const questions = readQuestions(QUESTIONS);
  const ask = (dataDir: string) =>
    askAll(createAssistant({ ...config, dataDir }), questions, listFrames(readFolder(dataDir).folder.files));
  const [old, now] = [ask(before.dir), ask(after.dir)];
  const report: DiffReport = { asked: now.size, before: before.name, after: after.name, diffs: diffAnswers(old, now) };
  for (const line of drawDiffText(report)) say(line);
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, drawDiffHtml(report));
  say(spacePunctuation(`La même chose en page web, à envoyer : ${page}`));
}

function listStale(dataDir: string, today: string, say: Say): number {
  if (!DAY.test(today))
    throw new Error(spacePunctuation(`« ${today} » n’est pas un jour ; écrivez-le ainsi : 2027-11-23`));
  const stale = findStale(createKnowledge(dataDir), today);
  for (const { kind, id, name, checkedOn } of stale) {
    const folder = kind === 'organisation' ? 'organisations' : 'people';
    say(spacePunctuation(`${checkedOn} : ${name} (${kind}, ${join(dataDir, folder, `${id}.yaml`)})`));
  }
  say(
    stale.length === 0
      ? `Toutes les fiches ont été relues dans l’année qui précède le ${today}.`
      : spacePunctuation(
          `${stale.length} fiche(s) relue(s) il y a plus d’un an au ${today} : vérifiez-les, puis changez leur date « relu-le ».`,
        ),
  );
  return 0;
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  run(process.argv.slice(2), process.env, console.log).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
