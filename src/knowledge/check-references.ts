import { checkIds } from './check-ids.ts';
import { checkPlaces } from './check-places.ts';
import { checkQuestions } from './check-questions.ts';
import type { Dataset, Loaded } from './dataset.ts';
import type { Fault } from './fault.ts';
import type { ValuePath } from './parse-file.ts';
import type { RawFile } from './read-data.ts';
import type { Locate } from './read-dataset.ts';
import { walkValues } from './walk-values.ts';

/** Notes a fault at a value of a file. */
export type Report = (file: string, path: ValuePath, what: string, remedy: string) => void;

/** Which folder or file each kind of reference leads to, for the remedy. */
const TARGETS: Readonly<Record<string, { readonly kind: string; readonly where: string }>> = {
  sources: { kind: 'source', where: 'data/sources.yaml' },
  'sources-du-label': { kind: 'source', where: 'data/sources.yaml' },
  themes: { kind: 'thème', where: 'data/themes/' },
  'plus-large': { kind: 'thème', where: 'data/themes/' },
  organisation: { kind: 'organisation', where: 'data/organisations/' },
  'a-la-place': { kind: 'organisation', where: 'data/organisations/' },
  personne: { kind: 'personne', where: 'data/people/' },
};

/**
 * What the form of single files cannot show: identifiers used twice or unknown, sources and people that nothing uses,
 * dates in the wrong order, codes that are not official. Gives every fault at once.
 */
export function checkReferences(dataset: Dataset, locate: Locate, files: readonly RawFile[]): readonly Fault[] {
  const faults: Fault[] = [];
  const report: Report = (file, path, what, remedy) => faults.push({ file, ...locate(file, path), what, remedy });

  checkIds(dataset, report);
  checkLinks(dataset, report);
  checkDates(dataset, report);
  checkThemes(dataset, report);
  checkPlaces(dataset, files, report);
  checkQuestions(dataset, report);
  return faults;
}

function checkLinks(dataset: Dataset, report: Report): void {
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    source: new Set(dataset.sources.content.map((source) => source.id)),
    thème: idsOf(dataset.themes),
    organisation: idsOf(dataset.organisations),
    personne: idsOf(dataset.people),
  };
  const used = new Set<string>();
  const holders = [
    ...dataset.territories,
    ...dataset.organisations,
    ...dataset.themes,
    ...dataset.terms,
    dataset.label,
  ];
  for (const { path: file, content } of holders) {
    walkValues(content, (value, path) => {
      const target = TARGETS[String(path.at(-1))];
      if (!target || (typeof value !== 'string' && !Array.isArray(value))) return;
      const references: readonly unknown[] = Array.isArray(value) ? value : [value];
      for (const [index, reference] of references.entries()) {
        const at = Array.isArray(value) ? [...path, index] : path;
        used.add(`${target.kind} ${reference}`);
        if (!known[target.kind]?.has(String(reference))) {
          report(
            file,
            at,
            `« ${reference} » n’existe pas`,
            `corrigez l’identifiant, ou ajoutez-le dans ${target.where}`,
          );
        }
        if (references.indexOf(reference) < index) {
          report(file, at, `« ${reference} » est cité deux fois`, 'ne le citez qu’une fois');
        }
      }
    });
  }
  for (const [index, source] of dataset.sources.content.entries()) {
    if (!used.has(`source ${source.id}`)) {
      report(
        dataset.sources.path,
        [index],
        `la source « ${source.id} » ne sert nulle part`,
        'citez-la dans une fiche ou retirez-la',
      );
    }
  }
  for (const person of dataset.people) {
    if (!used.has(`personne ${person.content.id}`)) {
      report(
        person.path,
        ['id'],
        `« ${person.content.nom} » n’apparaît dans aucune fiche`,
        'citez cette personne dans un territoire ou supprimez ce fichier',
      );
    }
  }
}

function checkDates(dataset: Dataset, report: Report): void {
  for (const { path, content } of dataset.territories) {
    const given = content.remise?.le;
    if (given !== undefined && given < content['labellise-le'].slice(0, given.length)) {
      report(
        path,
        ['remise', 'le'],
        'la remise du label précède l’annonce : la fin vient avant le début',
        'corrigez l’une des deux dates',
      );
    }
  }
}

function checkThemes(dataset: Dataset, report: Report): void {
  const broader = new Map(dataset.themes.map((theme) => [theme.content.id, theme.content['plus-large']]));
  for (const theme of dataset.themes) {
    const seen = new Set<string>();
    let up: string | undefined = theme.content.id;
    while (up !== undefined && !seen.has(up)) {
      seen.add(up);
      up = broader.get(up);
    }
    if (up !== undefined) {
      report(
        theme.path,
        ['plus-large'],
        'ce thème se contient lui-même',
        'choisissez un autre thème plus large, ou retirez la ligne',
      );
    }
  }
}

function idsOf(files: readonly Loaded<{ readonly id: string }>[]): ReadonlySet<string> {
  return new Set(files.map((file) => file.content.id));
}
