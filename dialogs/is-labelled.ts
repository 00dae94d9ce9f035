import type { Dialog } from './dialog.ts';
import { datedCounts } from './list.ts';
import { ask, offer, questionsAbout } from './next.ts';
import { which } from './which.ts';

/** « Lille est-elle labellisée ? »: yes with its wave and date, or no with what lies around, inside or nearby. */
export const isLabelled: Dialog = (frame, knowledge) => {
  const place = knowledge.place(frame.places[0] ?? '') ?? null;
  const named = knowledge.territory(frame.territories[0] ?? '') ?? null;
  if (place === null && named === null) return which(frame, knowledge);
  const within = place ? knowledge.territoriesAround(place) : [];
  const inside = place ? knowledge.territoriesInside(place).filter((one) => !within.includes(one)) : [];
  const region = place && within.length + inside.length === 0 ? knowledge.place(`region-${place.region}`) : undefined;
  const nearby = region ? knowledge.territoriesInside(region) : [];
  const first = named ?? within[0] ?? inside[0] ?? nearby[0];
  return {
    kind: 'is-labelled',
    place,
    named,
    within,
    inside,
    nearby,
    basis: datedCounts(knowledge).flatMap((fact) => fact.sources),
    next: offer(
      ...(first && (named || within[0]) ? questionsAbout(first, knowledge, 'is-labelled').slice(0, 2) : []),
      place ? ask('contacts', { places: [place.id] }) : null,
      first && !named && !within[0] ? ask('overview', { territories: [first.id] }) : null,
      ask('list'),
    ),
  };
};
