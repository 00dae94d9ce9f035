import type { Grant } from './tokens.ts';

const LONGEST_KEY = 100;
const LARGEST_VALUE = 8_000;

/** A message as the log of a conversation keeps it, and the client's own name for it. */
export interface Message {
  readonly activity: Readonly<Record<string, unknown>>;
  readonly key: string | null;
}

/**
 * What is kept of an activity that a client sent: its words up to `maxText` (one more, so that the bot sees that there
 * were more), its button, and what the client needs to know its own message again. Who sent it is never taken from the
 * activity itself.
 */
export function readMessage(
  activity: Readonly<Record<string, unknown>>,
  grant: Grant,
  maxText: number,
  now: Date,
): Message {
  const data = isRecord(activity.channelData) ? activity.channelData : {};
  const key = readKey(data.clientActivityID);
  const pressed = isRecord(data.messageBack) ? data.messageBack.displayText : undefined;
  const channelData = {
    ...(key === null ? {} : { clientActivityID: key }),
    ...(typeof data.clientTimestamp === 'string' ? { clientTimestamp: data.clientTimestamp.slice(0, 40) } : {}),
    ...(data.postBack === true ? { postBack: true } : {}),
    ...(typeof pressed === 'string' ? { messageBack: { displayText: pressed.slice(0, maxText) } } : {}),
  };
  return {
    key,
    activity: {
      type: 'message',
      channelId: 'directline',
      from: { id: grant.user, name: '', role: 'user' },
      conversation: { id: grant.conversation },
      timestamp: now.toISOString(),
      textFormat: 'plain',
      locale: typeof activity.locale === 'string' ? activity.locale.slice(0, 20) : 'fr-FR',
      text: typeof activity.text === 'string' ? activity.text.slice(0, maxText + 1) : '',
      ...(isSmall(activity.value) ? { value: activity.value } : {}),
      channelData,
    },
  };
}

function readKey(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_KEY ? value : null;
}

function isSmall(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).length <= LARGEST_VALUE;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
