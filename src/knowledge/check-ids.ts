import { LABEL_TOPICS } from '../answer.ts';
import type { Report } from './check-references.ts';
import type { Dataset, Loaded } from './dataset.ts';

/** Identifiers: each record's is its file's name and nobody else's, each item's is unique in its file. */
export function checkIds(dataset: Dataset, report: Report): void {
  checkRecords(
    [...dataset.territories, ...dataset.organisations, ...dataset.people, ...dataset.themes, ...dataset.terms],
    report,
  );
  for (const file of dataset.territories) {
    const { defis, actions, projets, impacts, chiffres, membres, personnes, manques } = file.content;
    checkItems(file.path, { defis, actions, projets, impacts, chiffres, membres, personnes, manques }, report);
  }
  const { content, path } = dataset.label;
  checkItems(
    path,
    { chronologie: content.chronologie, personnes: content.personnes, manques: content.manques },
    report,
  );
  checkFacts(dataset, report);
  checkSources(dataset, report);
  checkTopics(dataset, report);
}

function checkRecords(files: readonly Loaded<{ readonly id: string }>[], report: Report): void {
  const owners = new Map<string, string>();
  for (const { path, content } of files) {
    const owner = owners.get(content.id);
    if (owner !== undefined) {
      report(
        path,
        ['id'],
        `l’identifiant « ${content.id} » sert déjà dans ${owner}`,
        'donnez-en un autre à l’une des deux fiches',
      );
    }
    owners.set(content.id, owner ?? path);
    const name = path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length);
    if (name !== content.id) {
      report(
        path,
        ['id'],
        `l’identifiant « ${content.id} » n’est pas le nom du fichier`,
        `écrivez « ${name} », ou renommez le fichier`,
      );
    }
  }
}

function checkItems(
  path: string,
  lists: Readonly<Record<string, readonly { readonly id: string }[]>>,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [list, items] of Object.entries(lists)) {
    for (const [index, item] of items.entries()) {
      if (seen.has(item.id)) {
        report(
          path,
          [list, index, 'id'],
          `l’identifiant « ${item.id} » est pris deux fois dans ce fichier`,
          'donnez-en un autre à l’un des deux',
        );
      }
      seen.add(item.id);
    }
  }
}

function checkFacts({ label }: Dataset, report: Report): void {
  const seen = new Set<string>();
  for (const [section, { faits }] of label.content.sections.entries()) {
    for (const [index, { id }] of faits.entries()) {
      if (seen.has(id)) {
        report(
          label.path,
          ['sections', section, 'faits', index, 'id'],
          `l’identifiant « ${id} » est pris deux fois dans ce fichier`,
          'donnez-en un autre à l’un des deux',
        );
      }
      seen.add(id);
    }
  }
}

function checkSources({ sources }: Dataset, report: Report): void {
  const ids = new Set<string>();
  const addresses = new Map<string, string>();
  for (const [index, source] of sources.content.entries()) {
    if (ids.has(source.id))
      report(
        sources.path,
        [index, 'id'],
        `deux sources s’appellent « ${source.id} »`,
        'donnez un autre identifiant à l’une des deux',
      );
    ids.add(source.id);
    const other = addresses.get(source.adresse);
    if (other !== undefined)
      report(sources.path, [index, 'adresse'], `cette adresse est déjà celle de « ${other} »`, 'n’en gardez qu’une');
    addresses.set(source.adresse, source.id);
  }
}

function checkTopics({ label }: Dataset, report: Report): void {
  const present = label.content.sections.map((section) => section.id);
  for (const topic of LABEL_TOPICS) {
    if (topic !== 'timeline' && !present.includes(topic)) {
      report(label.path, ['sections'], `il manque la section « ${topic} »`, 'ajoutez-la : des questions y mènent');
    }
  }
  for (const [index, id] of present.entries()) {
    if (present.indexOf(id) < index)
      report(label.path, ['sections', index, 'id'], `la section « ${id} » est écrite deux fois`, 'réunissez les deux');
  }
}
