import type { Activity } from 'botbuilder';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/**
 * Whether a message of Teams is nothing but a card, such as one that its sender found with the search of the message
 * box: it is meant for those who read the conversation, and asks nothing.
 */
export function isDroppedCard({ channelId, attachments }: Activity, words: () => string): boolean {
  return (
    channelId === 'msteams' &&
    (attachments ?? []).some(({ contentType }) => String(contentType).toLowerCase() === ADAPTIVE) &&
    words() === ''
  );
}
