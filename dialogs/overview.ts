import { leadOf } from './contacts.ts';
import type { Dialog } from './dialog.ts';
import { questionsAbout } from './next.ts';
import { which } from './which.ts';

/** « Parle-moi de Roubaix » : who it is, since when, what it set out to do, who leads. */
export const overview: Dialog = (frame, knowledge) => {
  const territory = knowledge.territory(frame.territories[0] ?? '');
  if (territory === undefined) return which(frame, knowledge);
  return {
    kind: 'overview',
    territory,
    lead: leadOf(territory, knowledge),
    gaps: territory.gaps.filter(({ about }) => about === 'other'),
    next: questionsAbout(territory, knowledge, 'overview').slice(0, 3),
  };
};
