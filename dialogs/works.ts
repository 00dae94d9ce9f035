import type { Dialog } from './dialog.ts';
import { questionsAbout } from './next.ts';
import { known, onThemes } from './scope.ts';
import { theme } from './theme.ts';
import { which } from './which.ts';

/** « Quels projets à Roubaix ? », « que prévoit la Normandie ? », perhaps on a theme. */
export const works: Dialog = (frame, knowledge) => {
  const territory = knowledge.territory(frame.territories[0] ?? '');
  if (territory === undefined) return which(frame, knowledge);
  const of = frame.intent === 'projects' ? 'projects' : 'actions';
  const themes = known(frame.themes, knowledge.theme);
  const found = onThemes(territory[of], themes, knowledge);
  if (themes.length > 0 && found.length === 0) return theme({ ...frame, intent: 'theme' }, knowledge);
  return {
    kind: 'works',
    of,
    territory,
    works: [...found].sort((a, b) => Number(a.link === 'context') - Number(b.link === 'context')),
    gaps: territory.gaps.filter((gap) => gap.about === of),
    themes,
    next: questionsAbout(territory, knowledge, of).slice(0, 3),
  };
};
