import type { Dialog } from './dialog.ts';
import { questionsAbout } from './next.ts';
import { which } from './which.ts';

/** « Quels effets sont attendus ? », with the figures that the sources give. */
export const impacts: Dialog = (frame, knowledge) => {
  const territory = knowledge.territory(frame.territories[0] ?? '');
  if (territory === undefined) return which(frame, knowledge);
  return {
    kind: 'impacts',
    territory,
    impacts: territory.impacts,
    figures: territory.figures,
    gaps: territory.gaps.filter((gap) => gap.about === 'impacts'),
    next: questionsAbout(territory, knowledge, 'impacts').slice(0, 3),
  };
};
