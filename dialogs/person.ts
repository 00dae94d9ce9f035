import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';
import { which } from './which.ts';

/** « Qui est Anne Patault ? »: each function at its date, each position attributed. */
export const person: Dialog = (frame, knowledge) => {
  const found = knowledge.person(frame.people[0] ?? '');
  if (found === undefined) return which({ ...frame, intent: 'person' }, knowledge);
  const appearances = found.appearances.map((appearance) => ({
    territory: appearance.territory === null ? null : (knowledge.territory(appearance.territory) ?? null),
    appearance,
  }));
  const territory = appearances.find((one) => one.territory !== null)?.territory ?? null;
  return {
    kind: 'person',
    person: found,
    appearances,
    next: offer(
      territory ? ask('people', { territories: [territory.id] }) : ask('people'),
      territory ? ask('contacts', { territories: [territory.id] }) : ask('label', { topics: ['qui'] }),
      territory ? ask('overview', { territories: [territory.id] }) : ask('label', { topics: ['timeline'] }),
    ),
  };
};
