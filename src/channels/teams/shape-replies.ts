import type { Activity, Attachment } from 'botbuilder';

/** What Teams shows in a notification; it cuts more itself. */
const LONGEST_SUMMARY = 500;

/**
 * The replies of one turn as Teams shows them best: a single message, so that it arrives whole or not at all and a group
 * sees one post. Teams would draw both the text and the card that says the same, as two posts, so the words of cards
 * become the summary, which notifications read, and words without a card go into the first one, under its title. Signs
 * of life pass as they are.
 */
export function shapeReplies(replies: readonly Partial<Activity>[]): readonly Partial<Activity>[] {
  const messages = replies.filter(({ type }) => type === 'message');
  const [first] = messages;
  const [card, ...more] = messages.flatMap((message) => message.attachments ?? []);
  if (first === undefined || card === undefined) return replies;
  const said = messages.filter((message) => !message.attachments?.length).map(({ text }) => text ?? '');
  const { text: _words, ...rest } = first;
  const whole: Partial<Activity> = {
    ...rest,
    summary: shorten(messages.map(({ text }) => text ?? '').join('\n')),
    attachments: [say(card, said), ...more],
    ...(more.length > 0 ? { attachmentLayout: 'list' } : {}),
    inputHint: 'acceptingInput',
  };
  return [...replies.filter(({ type }) => type !== 'message'), whole];
}

/** The same card with more words under its title. */
function say(card: Attachment, words: readonly string[]): Attachment {
  const content: unknown = card.content;
  if (words.length === 0 || !isCard(content)) return card;
  const [title, ...rest] = content.body;
  const blocks = words.map((text) => ({ type: 'TextBlock', text, wrap: true }));
  return { ...card, content: { ...content, body: [title, ...blocks, ...rest] } };
}

function isCard(value: unknown): value is { readonly body: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'body' in value && Array.isArray(value.body);
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_SUMMARY ? text : `${letters.slice(0, LONGEST_SUMMARY - 1).join('')}…`;
}
