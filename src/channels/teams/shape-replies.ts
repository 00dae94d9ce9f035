import type { Activity } from 'botbuilder';

/** What Teams shows in a notification; it cuts more itself. */
const LONGEST_SUMMARY = 500;

/**
 * The replies of one turn as Teams shows them best: a single message, so that it arrives whole or not at all and a group
 * sees one post. Teams would draw both the text and the card that says the same, so the words of cards become the
 * summary, which notifications read; words without a card stay. Signs of life pass as they are.
 */
export function shapeReplies(replies: readonly Partial<Activity>[]): readonly Partial<Activity>[] {
  const messages = replies.filter(({ type }) => type === 'message');
  const [first] = messages;
  const attachments = messages.flatMap((message) => message.attachments ?? []);
  if (first === undefined || attachments.length === 0) return replies;
  const said = messages.filter((message) => !message.attachments?.length).map(({ text }) => text ?? '');
  const { text: _words, ...rest } = first;
  const whole: Partial<Activity> = {
    ...rest,
    ...(said.length > 0 ? { text: said.join('\n\n') } : {}),
    summary: shorten(messages.map(({ text }) => text ?? '').join('\n')),
    attachments,
    ...(attachments.length > 1 ? { attachmentLayout: 'list' } : {}),
    inputHint: 'acceptingInput',
  };
  return [...replies.filter(({ type }) => type !== 'message'), whole];
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_SUMMARY ? text : `${letters.slice(0, LONGEST_SUMMARY - 1).join('')}…`;
}
