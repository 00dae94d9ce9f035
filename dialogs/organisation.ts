import { contactOf } from './contacts.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';
import { people } from './people.ts';
import { which } from './which.ts';

/** « C’est quoi l’ADRESS ? », « comment contacter la CRESS Bretagne ? »: what it is, in which territories, its site. */
export const organisation: Dialog = (frame, knowledge) => {
  const found = knowledge.organisation(frame.organisations[0] ?? '');
  if (found === undefined) return which({ ...frame, intent: 'organisation' }, knowledge);
  const memberships = knowledge.membershipsOf(found.id).flatMap((membership) => {
    const territory = knowledge.territory(membership.territory);
    return territory ? [{ territory, membership }] : [];
  });
  const { instead } = contactOf(found, null, knowledge);
  const asksPeople = ask('people', { organisations: [found.id] });
  const spoken = people(asksPeople, knowledge);
  const [first] = memberships;
  return {
    kind: 'organisation',
    organisation: found,
    memberships,
    instead,
    next: offer(
      instead ? ask('organisation', { organisations: [instead.id] }) : null,
      first ? ask('contacts', { territories: [first.territory.id] }) : null,
      spoken.kind === 'people' && spoken.people.length > 0 ? asksPeople : null,
      first ? ask('overview', { territories: [first.territory.id] }) : null,
      ask('list'),
      ask('label'),
    ),
  };
};
