import { EMPTY_CONTEXT } from '../answer.ts';
import type { Assistant } from '../assistant.ts';
import { readFrame } from '../frame.ts';
import type { NamedFrame } from './list-frames.ts';

/** A typed question, with those typed before it in the same conversation. */
export interface Asked {
  readonly text: string;
  readonly after: readonly string[];
}

/** What was answered to one question: its cards in words. */
export interface Reply {
  /** As typed, « a › b » for a follow-up; for a button, its title. */
  readonly question: string;
  readonly cards: readonly string[];
}

/**
 * Asks every question, then shows every record of `frames`, then presses every button that all these offer, each once.
 * The key tells what was asked.
 */
export function askAll(
  assistant: Assistant,
  questions: readonly Asked[],
  frames: readonly NamedFrame[],
): ReadonlyMap<string, Reply> {
  const replies = new Map<string, Reply>();
  const offered = new Map<string, NamedFrame>();
  const note = (key: string, question: string, drawn: readonly { card: unknown; text: string }[]): void => {
    replies.set(key, { question, cards: drawn.map(({ text }) => text) });
    for (const { card } of drawn) collectSuggestions(card, offered);
  };
  note('welcome', 'Le message d’accueil', [assistant.welcome('fr')]);
  for (const { text, after } of questions) {
    let context = EMPTY_CONTEXT;
    for (const earlier of after)
      context = assistant.turn({ text: earlier, frame: null, locale: 'fr' }, context).context;
    const { drawn } = assistant.turn({ text, frame: null, locale: 'fr' }, context);
    note(`typed ${[...after, text].join('\n')}`, [...after, text].join(' › '), drawn);
  }
  const shown = new Map(frames.map((one) => [JSON.stringify(one.frame), one]));
  for (const [key, { title, frame }] of shown) note(`shown ${key}`, title, assistant.answer(frame, 'fr').drawn);
  for (const [key, { title, frame }] of [...offered]) {
    if (shown.has(key)) continue;
    const { drawn } = assistant.answer(frame, 'fr');
    replies.set(`pressed ${key}`, { question: `${title} (bouton)`, cards: drawn.map(({ text }) => text) });
  }
  return replies;
}

/** Finds the frames that the buttons of a card carry. */
function collectSuggestions(node: unknown, found: Map<string, NamedFrame>): void {
  if (Array.isArray(node)) {
    for (const item of node) collectSuggestions(item, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'Action.Submit' && 'title' in node && 'data' in node) {
    const frame = readFrame(frameIn(node.data));
    if (frame !== null) found.set(JSON.stringify(frame), { title: String(node.title), frame });
    return;
  }
  for (const value of Object.values(node)) collectSuggestions(value, found);
}

function frameIn(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('msteams' in data)) return null;
  const { msteams } = data;
  if (typeof msteams !== 'object' || msteams === null || !('value' in msteams)) return null;
  const { value } = msteams;
  return typeof value === 'object' && value !== null && 'frame' in value ? value.frame : null;
}
