import type { Frame, Intent } from '../answer.ts';

/** Without a territory these turn into the theme question that they hold. */
const NEEDS_TERRITORY: ReadonlySet<Intent> = new Set<Intent>(['overview', 'challenges', 'actions', 'projects']);

/**
 * The same question with one of its parts fewer, each still a whole question: what the buttons beside
 * « J’ai compris » ask. Empty when no part can go.
 */
export function withoutOnePart(frame: Frame): readonly Frame[] {
  // A comparison without its territories is no question.
  if (frame.intent === 'compare') return frame.themes.length > 0 ? [{ ...frame, themes: [] }] : [];
  const where = frame.territories.length + frame.places.length + frame.kinds.length + frame.waves.length > 0;
  const fewer: Frame[] = [];
  if (frame.themes.length > 0 && where) {
    const intent = frame.intent === 'theme' ? (frame.territories.length > 0 ? 'overview' : 'list') : frame.intent;
    fewer.push({ ...frame, intent, themes: [], wide: false, page: 0 });
  }
  if (where && (frame.themes.length > 0 || frame.intent === 'list')) {
    const intent = NEEDS_TERRITORY.has(frame.intent) ? 'theme' : frame.intent;
    fewer.push({ ...frame, intent, territories: [], places: [], kinds: [], waves: [], page: 0 });
  }
  return fewer;
}
