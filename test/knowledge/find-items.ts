import { answerFrame } from '../../dialogs/index.ts';
import { type Answer, type Frame, INTENTS, type Intent } from '../../src/answer.ts';
import { emptyFrame } from '../../src/frame.ts';
import type { Territory } from '../../src/records.ts';
import { cards, knowledge } from '../gallery/draw-all.ts';
import { visibleStrings } from '../gallery/read-card.ts';
import type { Item } from './list-items.ts';

/** An answer as a reader gets it: the ids it holds and all that its card shows. */
export interface Seen {
  readonly ids: ReadonlySet<string>;
  readonly shown: string;
}

/** What one answer holds, and what its card lets one read. */
export function see(answer: Answer): Seen {
  const ids = new Set<string>();
  collectIds(answer, ids);
  return { ids, shown: plain([...visibleStrings(cards.draw(answer, null, 'fr').card)].join('\n')) };
}

/** Whether an answer holds the item and its card shows all its words: one without the other is no answer. */
export function holds({ ids, shown }: Seen, { id, words }: Pick<Item, 'id' | 'words'>): boolean {
  return ids.has(id) && words.every((one) => shown.includes(plain(one)));
}

/**
 * The answers to every kind of question that names the territory, one of its organisations, people or themes, and
 * nothing else, with their further pages as far as the answers themselves offer them.
 */
export function answersAbout(territory: Territory): readonly Seen[] {
  const frame = (intent: Intent, parts: Partial<Frame>): Frame => ({ ...emptyFrame(intent), ...parts });
  const territories = [territory.id];
  const works = [...territory.challenges, ...territory.actions, ...territory.projects];
  const themes = new Set(works.flatMap((work) => work.themes));
  const frames = [
    ...INTENTS.flatMap((intent) => [frame(intent, { territories }), frame(intent, { territories, wide: true })]),
    ...[...themes].flatMap((id) => [
      frame('theme', { themes: [id], territories }),
      frame('theme', { themes: [id], territories, wide: true }),
    ]),
    ...territory.members.map((member) => frame('organisation', { organisations: [member.organisation] })),
    ...territory.people.map((one) => frame('person', { people: [one.person] })),
  ];
  return frames.flatMap((one) => withPages(one)).map(see);
}

/** The answers to a question and to the next pages that they offer. */
export function withPages(frame: Frame): readonly Answer[] {
  const answers: Answer[] = [];
  for (let next: Frame | undefined = frame; next !== undefined; ) {
    const page: Frame = next;
    const given = answerFrame(page, knowledge);
    answers.push(...given);
    next = given
      .flatMap((answer) => answer.next)
      .find((one) => one.intent === page.intent && one.page === page.page + 1);
  }
  return answers;
}

function collectIds(value: unknown, ids: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) collectIds(one, ids);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'id' && typeof inner === 'string') ids.add(inner);
      // Suggestions are questions, not answers.
      else if (key !== 'next') collectIds(inner, ids);
    }
  }
}

/** Words as cards may change them: another first letter, round brackets, no bold. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('[', '(').replaceAll(']', ')').replaceAll('**', '');
}
