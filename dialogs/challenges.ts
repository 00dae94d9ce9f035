import type { Dialog } from './dialog.ts';
import { questionsAbout } from './next.ts';
import { known, onThemes } from './scope.ts';
import { theme } from './theme.ts';
import { which } from './which.ts';

/**
 * « Quels sont les défis de la Bretagne ? », perhaps on a theme. Where no source lists challenges, the answer says
 * so and brings the actions under their own name; where none is on the theme, whatever else is.
 */
export const challenges: Dialog = (frame, knowledge) => {
  const territory = knowledge.territory(frame.territories[0] ?? '');
  if (territory === undefined) return which(frame, knowledge);
  const themes = known(frame.themes, knowledge.theme);
  const found = onThemes(territory.challenges, themes, knowledge);
  if (themes.length > 0 && found.length === 0) return theme({ ...frame, intent: 'theme' }, knowledge);
  return {
    kind: 'challenges',
    territory,
    challenges: found,
    actions: territory.challenges.length === 0 ? territory.actions : [],
    gaps: territory.gaps.filter((gap) => gap.about === 'challenges'),
    themes,
    next: questionsAbout(territory, knowledge, 'challenges').slice(0, 3),
  };
};
