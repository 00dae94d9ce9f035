import type { Appearance, Label, Organisation, Person, Term, Theme } from '../records.ts';
import { buildAppearances, buildGaps } from './build-territory.ts';
import type { LabelFile } from './formats/label-format.ts';
import type { OrganisationFile, STATES } from './formats/organisation-format.ts';
import type { PersonFile } from './formats/person-format.ts';
import type { TermFile } from './formats/term-format.ts';
import type { ThemeFile } from './formats/theme-format.ts';
import type { LinkSources } from './link-sources.ts';

const STATUSES: Readonly<Record<(typeof STATES)[number], Organisation['status']['is']>> = {
  active: 'active',
  renommée: 'renamed',
  dissoute: 'dissolved',
  'non vérifiée': 'unverified',
};

/** One file of `data/organisations/` as a record. Without `etat`, it is active: no change is known. */
export function buildOrganisation(file: OrganisationFile, link: LinkSources): Organisation {
  const state = file.etat;
  return {
    id: file.id,
    name: file.nom,
    shortName: file.sigle ?? null,
    otherNames: file['autres-noms'],
    kind: file.nature,
    city: file.ville ?? null,
    website: file.site
      ? {
          url: file.site.adresse,
          checked: file.site.verifie ? { on: file.site.verifie.le, by: file.site.verifie.par } : null,
        }
      : null,
    description: file.description
      ? { id: `${file.id}/description`, text: file.description.texte, sources: link(file.description.sources) }
      : null,
    status: state
      ? {
          is: STATUSES[state.est],
          fact: { id: `${file.id}/etat`, text: state.texte, sources: link(state.sources) },
          insteadOf: state['a-la-place'] ?? null,
        }
      : { is: 'active', fact: null, insteadOf: null },
    cressOf: file['cress-de'] ?? null,
    checkedOn: file['relu-le'],
    sources: link(file.sources),
  };
}

/** One file of `data/people/` as a record, with everything this person was and said, in the order of `appearances`. */
export function buildPerson(file: PersonFile, appearances: readonly Appearance[]): Person {
  return {
    id: file.id,
    name: file.nom,
    otherNames: file['autres-noms'],
    appearances: appearances.filter((appearance) => appearance.person === file.id),
    checkedOn: file['relu-le'],
  };
}

/** One file of `data/themes/` as a record. */
export function buildTheme(file: ThemeFile): Theme {
  return {
    id: file.id,
    label: file.nom,
    broader: file['plus-large'] ?? null,
    synonyms: file.synonymes,
    examples: file.exemples,
  };
}

/** One file of `data/terms/` as a record. */
export function buildTerm(file: TermFile, link: LinkSources): Term {
  return {
    id: file.id,
    term: file.terme,
    expansion: file.developpe ?? null,
    synonyms: file.synonymes,
    examples: file.exemples,
    definition: { id: `${file.id}/definition`, text: file.definition.texte, sources: link(file.definition.sources) },
  };
}

/** `data/label.yaml` as a record, with the appearances that are about the label itself. */
export function buildLabel(file: LabelFile, link: LinkSources): { label: Label; appearances: readonly Appearance[] } {
  const fact = (item: { id: string; texte: string; sources: readonly string[] }) => ({
    id: `label/${item.id}`,
    text: item.texte,
    sources: link(item.sources),
  });
  const label: Label = {
    name: file.nom,
    otherNames: file['autres-noms'],
    summary: fact({ id: 'resume', ...file.resume }),
    sections: file.sections.map((section) => ({
      id: section.id,
      title: section.titre,
      facts: section.faits.map(fact),
    })),
    timeline: file.chronologie
      .map((item) => ({ ...fact(item), date: item.date }))
      .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    gaps: buildGaps(file.manques, 'label'),
  };
  return { label, appearances: buildAppearances(file.personnes, 'label', link) };
}
