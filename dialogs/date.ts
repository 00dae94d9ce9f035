import type { Dialog } from './dialog.ts';
import { label } from './label.ts';
import { ask, offer } from './next.ts';
import { saysWhere, territoriesMeant } from './scope.ts';

/** « Depuis quand Figeac a-t-il le label ? »; without a territory, the timeline of the label. */
export const date: Dialog = (frame, knowledge) => {
  const territories = territoriesMeant(frame, knowledge);
  if (!saysWhere(frame) || territories.length === 0) {
    return label({ ...frame, intent: 'label', topics: ['timeline'] }, knowledge);
  }
  const [first] = territories;
  return {
    kind: 'date',
    territories,
    gaps: territories.flatMap(({ gaps }) => gaps.filter(({ about }) => about === 'dates')),
    next: offer(
      first && territories.length === 1 ? ask('overview', { territories: [first.id] }) : null,
      first ? ask('list', { waves: [first.wave] }) : null,
      ask('label', { topics: ['timeline'] }),
    ),
  };
};
