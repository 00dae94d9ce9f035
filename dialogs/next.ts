import type { Frame, Intent } from '../src/answer.ts';
import { emptyFrame } from '../src/frame.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Territory } from '../src/records.ts';

const MOST = 3;

/** The next questions to offer: the first three that stand, each once. */
export function offer(...frames: readonly (Frame | null)[]): readonly Frame[] {
  return frames.filter((frame) => frame !== null).slice(0, MOST);
}

/** The questions about a territory whose answer its record holds, but for the one just asked. */
export function questionsAbout(territory: Territory, knowledge: Knowledge, asked: Intent): readonly Frame[] {
  const has: Partial<Record<Intent, boolean>> = {
    contacts: territory.members.length > 0,
    challenges: territory.challenges.length > 0,
    actions: territory.actions.length > 0,
    projects: territory.projects.length > 0,
    people: territory.people.length > 0,
    overview: true,
    impacts: territory.impacts.length + territory.figures.length > 0,
  };
  const asks = ASKS.filter((intent) => intent !== asked && has[intent] === true);
  const frames = asks.map((intent) => ask(intent, { territories: [territory.id] }));
  const theme = mainTheme(territory, knowledge);
  return theme === null ? frames : [...frames.slice(0, 2), ask('theme', { themes: [theme] }), ...frames.slice(2)];
}

/** A question of one kind with only the parts given. */
export function ask(intent: Intent, parts: Partial<Omit<Frame, 'intent'>> = {}): Frame {
  return { ...emptyFrame(intent), ...parts };
}

/** Whether any territory has a challenge, an action or a project on a theme, so that asking it gets an answer. */
export function isWorkedOn(theme: string, knowledge: Knowledge): boolean {
  return knowledge.tiesOf(theme).some((tie) => tie.strength !== 'mention');
}

const ASKS: readonly Intent[] = ['contacts', 'challenges', 'actions', 'projects', 'people', 'overview', 'impacts'];

/** The first theme of the territory's own challenges and actions: who else works on it? */
function mainTheme(territory: Territory, knowledge: Knowledge): string | null {
  const own = territory.actions.filter((action) => action.link === 'label');
  const themes = [...territory.challenges, ...own].flatMap((item) => item.themes);
  return themes.find((theme) => knowledge.theme(theme) !== undefined) ?? null;
}
