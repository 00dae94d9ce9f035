import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Appearance, Organisation, Territory } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer, questionsAbout } from './next.ts';

/** « Qui s’est exprimé en Normandie ? », « qui dirige la CRESS Bretagne ? », else those who spoke for the label. */
export const people: Dialog = (frame, knowledge) => {
  const organisation = knowledge.organisation(frame.organisations[0] ?? '') ?? null;
  const territory = organisation ? null : (knowledge.territory(frame.territories[0] ?? '') ?? null);
  const appearances = organisation
    ? appearancesFor(organisation, knowledge)
    : territory
      ? territory.people
      : knowledge.people.flatMap((person) => person.appearances.filter((one) => one.territory === null));
  const found = appearances.flatMap((appearance) => {
    const person = knowledge.person(appearance.person);
    return person ? [{ person, appearance }] : [];
  });
  const [first] = found;
  return {
    kind: 'people',
    territory,
    organisation,
    people: found,
    gaps: territory?.gaps.filter((gap) => gap.about === 'people') ?? [],
    next: offer(
      first ? ask('person', { people: [first.person.id] }) : null,
      ...questionsAfter(organisation, territory, knowledge),
    ),
  };
};

/** Those whose function names the organisation, each person and function once. */
function appearancesFor(organisation: Organisation, knowledge: Knowledge): readonly Appearance[] {
  const names = [organisation.name, ...(organisation.shortName ? [organisation.shortName] : [])];
  return knowledge.people.flatMap((person) => {
    const functions = new Set<string>();
    return person.appearances.filter((one) => {
      if (functions.has(one.function) || !names.some((name) => one.function.includes(name))) return false;
      functions.add(one.function);
      return true;
    });
  });
}

function questionsAfter(organisation: Organisation | null, territory: Territory | null, knowledge: Knowledge) {
  if (organisation) return [ask('organisation', { organisations: [organisation.id] }), ask('list')];
  if (territory) return questionsAbout(territory, knowledge, 'people');
  return [ask('label', { topics: ['qui'] }), ask('label', { topics: ['timeline'] })];
}
