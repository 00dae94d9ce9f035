import type { Activity } from 'botbuilder';
import type { Drawn, Locale } from '../answer.ts';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
const TAGS: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/**
 * The messages that carry what was drawn, one for each card, in order. The text is plain: nothing that a person
 * typed is ever read as Markdown.
 */
export function drawReplies(drawn: readonly Drawn[], locale: Locale): Partial<Activity>[] {
  return drawn.map(({ card, text }, index) => ({
    type: 'message',
    text,
    textFormat: 'plain',
    locale: TAGS[locale],
    inputHint: index === drawn.length - 1 ? 'acceptingInput' : 'ignoringInput',
    ...(card === null ? {} : { attachments: [{ contentType: ADAPTIVE_CARD, content: card }] }),
  }));
}

/** The trace of one turn, for the tools of the Bot Framework (docs/interface.md). */
export function drawTrace(value: Readonly<Record<string, unknown>>): Partial<Activity> {
  return {
    type: 'trace',
    name: 'Understanding',
    label: 'Understanding',
    valueType: 'https://territoires-bot/understanding',
    value,
  };
}
