import type { Territory } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { list } from './list.ts';
import { ask, isWorkedOn, offer } from './next.ts';
import { known, onThemes, saysWhere, territoriesMeant } from './scope.ts';
import { which } from './which.ts';

const MOST_TERRITORIES = 4;
/** How many organisations a cell names: those who lead or belong, not the whole list. */
const CONTACTS_PER_CELL = 3;

/** « Compare la Bretagne et la Normandie sur le numérique »: two to four territories, item by item. */
export const compare: Dialog = (frame, knowledge) => {
  const meant = saysWhere(frame) ? territoriesMeant(frame, knowledge) : [];
  if (meant.length > MOST_TERRITORIES) return list({ ...frame, intent: 'list' }, knowledge);
  const [first, second] = meant;
  if (first === undefined) return which(frame, knowledge);
  if (second === undefined) return which({ ...frame, territories: [first.id] }, knowledge);
  const themes = known(frame.themes, knowledge.theme);
  const tied = (territory: Territory, of: 'actions' | 'projects') =>
    onThemes(territory[of], themes, knowledge).filter((work) => work.link === 'label');
  return {
    kind: 'compare',
    territories: meant,
    themes,
    rows: [
      { of: 'challenges', cells: meant.map((one) => onThemes(one.challenges, themes, knowledge)) },
      { of: 'actions', cells: meant.map((one) => tied(one, 'actions')) },
      { of: 'projects', cells: meant.map((one) => tied(one, 'projects')) },
      {
        of: 'contacts',
        cells: meant.map((one) =>
          one.members.filter((member) => member.kind !== 'context').slice(0, CONTACTS_PER_CELL),
        ),
      },
    ],
    next: offer(
      ask('overview', { territories: [first.id] }),
      ask('overview', { territories: [second.id] }),
      themes[0] && isWorkedOn(themes[0].id, knowledge)
        ? ask('theme', { themes: [themes[0].id] })
        : ask('contacts', { territories: [first.id] }),
    ),
  };
};
