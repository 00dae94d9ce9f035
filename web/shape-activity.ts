import type { ChatWords } from '../src/server/chat-words.ts';
import { isRecord } from './message.ts';

/** The name, in a button's value, of the answer that pressing it copies. */
export const COPY = 'copyAnswer';

/**
 * An activity as the page shows it. Where a card is shown, the words that say the same are left to screen readers, which
 * hear them in place of a description of the card; links and pictures of this very server get its name; and an answer gets
 * a button that copies it.
 */
export function shapeActivity(activity: unknown, words: ChatWords): unknown {
  if (!isRecord(activity) || !Array.isArray(activity.attachments) || activity.attachments.length === 0) return activity;
  const isAnswer = typeof activity.replyToId === 'string';
  return {
    ...activity,
    text: '',
    channelData: {
      ...(isRecord(activity.channelData) ? activity.channelData : {}),
      'webchat:fallback-text': activity.text,
    },
    attachments: activity.attachments.map((attachment: unknown) => {
      if (!isRecord(attachment) || !isRecord(attachment.content) || !Array.isArray(attachment.content.body))
        return attachment;
      const body: unknown[] = [...attachment.content.body.map(nameServer)];
      if (isAnswer) body.push(copyButton(String(activity.id), words.copy));
      return { ...attachment, content: { ...attachment.content, body } };
    }),
  };
}

/** The answer that a pressed button copies; null when it does something else. */
export function readCopied(cardAction: unknown): string | null {
  if (!isRecord(cardAction) || !isRecord(cardAction.value)) return null;
  const id = cardAction.value[COPY];
  return typeof id === 'string' ? id : null;
}

function copyButton(id: string, title: string): Readonly<Record<string, unknown>> {
  const cardAction = { type: 'postBack', value: { [COPY]: id } };
  const data = { __isBotFrameworkCardAction: true, cardAction };
  return { type: 'ActionSet', spacing: 'Small', actions: [{ type: 'Action.Submit', title, data }] };
}

/** Addresses without a server are those of this one. */
function nameServer(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(nameServer);
  if (!isRecord(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (key === 'url' && typeof value === 'string' && /^\/(?!\/)/.test(value)) return [key, location.origin + value];
      return [key, typeof value === 'object' ? nameServer(value) : value];
    }),
  );
}
