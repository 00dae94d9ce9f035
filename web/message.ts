/** What the reader asks: words, and what the bot reads in place of them. `shown` is null for what nobody sees. */
export interface Question {
  readonly text: string;
  readonly shown: string | null;
  readonly value?: unknown;
}

/** One message of a conversation. */
export interface Message {
  readonly id: string;
  readonly isMine: boolean;
  /** Null for what nobody sees: a tap on « Utile ». */
  readonly text: string | null;
  readonly card: unknown;
  /** The message that this one answers. */
  readonly replyTo: string | null;
}

/** Reads an activity of Direct Line; null for one that says nothing. */
export function readMessage(activity: unknown): Message | null {
  if (!isRecord(activity) || activity.type !== 'message' || typeof activity.id !== 'string') return null;
  const { id, text, from, channelData, attachments, replyToId } = activity;
  const data = isRecord(channelData) ? channelData : {};
  const pressed = isRecord(data.messageBack) ? data.messageBack.displayText : undefined;
  const first: unknown = Array.isArray(attachments) ? attachments[0] : undefined;
  const isMine = isRecord(from) && from.role === 'user';
  const words = typeof pressed === 'string' ? pressed : typeof text === 'string' ? text : '';
  return {
    id,
    isMine,
    text: isMine && (data.postBack === true || words === '') && typeof pressed !== 'string' ? null : words,
    card: isRecord(first) ? first.content : null,
    replyTo: typeof replyToId === 'string' ? replyToId : null,
  };
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
