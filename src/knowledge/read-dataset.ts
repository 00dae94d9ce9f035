import type * as z from 'zod/v4';
import type { Dataset, Loaded } from './dataset.ts';
import { explainIssue } from './explain-issue.ts';
import type { Fault } from './fault.ts';
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
import type { ParsedFile, Position, ValuePath } from './parse-file.ts';

/** Finds where a value of a file stands; see `createLocator`. */
export type Locate = (file: string, path: ValuePath, key?: string) => Position;

const FOLDERS = ['territories', 'organisations', 'people', 'themes', 'terms', 'intents'];
const FILES = ['label', 'sources', 'collisions', 'unheld', 'places/formules', 'places/alias'];

/**
 * Checks the form of every parsed file. `dataset` is null when a file that cannot be missed is absent or broken;
 * otherwise it holds the files that are sound, beside the faults of the others.
 */
export function readDataset(
  files: readonly ParsedFile[],
  broken: ReadonlySet<string>,
  locate: Locate,
): { dataset: Dataset | null; faults: readonly Fault[] } {
  const faults: Fault[] = [];

  const check = <Format extends z.ZodType>(file: ParsedFile, format: Format): Loaded<z.infer<Format>> | null => {
    const result = format.safeParse(file.value);
    if (result.success) return { path: file.path, content: result.data };
    for (const issue of result.error.issues) {
      const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
      faults.push({ file: file.path, ...locate(file.path, issue.path, key), ...explainIssue(issue, file.value) });
    }
    return null;
  };
  const folder = <Format extends z.ZodType>(name: string, format: Format) =>
    files
      .filter((file) => file.path.startsWith(`${name}/`))
      .map((file) => check(file, format))
      .filter((loaded) => loaded !== null);
  const single = <Format extends z.ZodType>(name: string, format: Format) => {
    const file = files.find((candidate) => candidate.path === `${name}.yaml`);
    if (file) return check(file, format);
    if (!broken.has(`${name}.yaml`)) {
      faults.push({
        file: `${name}.yaml`,
        line: 1,
        column: 1,
        what: 'ce fichier manque',
        remedy: 'remettez-le à sa place',
      });
    }
    return null;
  };

  for (const file of files) {
    if (!FOLDERS.includes(file.path.split('/')[0] ?? '') && !FILES.includes(file.path.replace(/\.yaml$/, ''))) {
      faults.push({
        file: file.path,
        line: 1,
        column: 1,
        what: 'ce fichier n’a pas sa place ici',
        remedy: 'déplacez-le dans le bon dossier ou supprimez-le',
      });
    }
  }

  const label = single('label', labelFormat);
  const sources = single('sources', sourcesFormat);
  const collisions = single('collisions', collisionsFormat);
  const phrases = single('places/formules', phrasesFormat);
  const aliases = single('places/alias', aliasesFormat);
  const unheld = single('unheld', unheldFormat);
  const folders = {
    territories: folder('territories', territoryFormat),
    organisations: folder('organisations', organisationFormat),
    people: folder('people', personFormat),
    themes: folder('themes', themeFormat),
    terms: folder('terms', termFormat),
    intents: folder('intents', intentsFormat),
  };
  if (!label || !sources || !collisions || !phrases || !aliases || !unheld) return { dataset: null, faults };
  return { dataset: { ...folders, label, sources, collisions, phrases, aliases, unheld }, faults };
}
