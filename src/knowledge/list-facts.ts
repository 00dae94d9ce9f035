import type { Appearance, Fact, Label, Organisation, Term, Territory } from '../records.ts';

/** Every item that bears a source, by its stable id. An appearance shows its position, or its function when it has none. */
export function listFacts(records: {
  readonly territories: readonly Territory[];
  readonly organisations: readonly Organisation[];
  readonly terms: readonly Term[];
  readonly label: Label;
  readonly labelAppearances: readonly Appearance[];
}): readonly Fact[] {
  return [
    ...records.territories.flatMap((territory) => [
      territory.summary,
      ...territory.challenges,
      ...territory.actions,
      ...territory.projects,
      ...territory.impacts,
      ...territory.figures,
      ...territory.members,
      ...territory.people.map(asFact),
    ]),
    ...records.organisations.flatMap((organisation) =>
      [organisation.description, organisation.status.fact].filter((fact) => fact !== null),
    ),
    ...records.terms.map((term) => term.definition),
    records.label.summary,
    ...records.label.sections.flatMap((section) => section.facts),
    ...records.label.timeline,
    ...records.labelAppearances.map(asFact),
  ];
}

function asFact(appearance: Appearance): Fact {
  return { id: appearance.id, text: appearance.position ?? appearance.function, sources: appearance.sources };
}
