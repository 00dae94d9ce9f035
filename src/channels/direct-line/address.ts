import type { Activity } from 'botbuilder';
import type { Entry } from '../../store/store.ts';

/** The bot as a sender. */
export const BOT = { id: 'bot', name: 'Territoires French Impact', role: 'bot' } as const;

/** A reply as the log keeps it: who says it to which conversation, when, and to which message it replies. */
export function addressReply(
  reply: Partial<Activity>,
  conversation: string,
  now: Date,
  answered: number | null,
): Record<string, unknown> {
  return {
    ...reply,
    channelId: 'directline',
    from: BOT,
    conversation: { id: conversation },
    timestamp: now.toISOString(),
    ...(answered === null ? {} : { replyToId: idOf(conversation, answered) }),
  };
}

/** An entry of the log as clients see it. */
export function toActivity(conversation: string, { number, activity }: Entry): Record<string, unknown> {
  return { ...activity, id: idOf(conversation, number) };
}

/** The id of an activity: its conversation and its place in the log. */
export function idOf(conversation: string, number: number): string {
  return `${conversation}|${String(number).padStart(7, '0')}`;
}

/** The place in the log that a watermark stands for: 0 for none at all, null for what is no watermark. */
export function readWatermark(value: string | null): number | null {
  if (value === null || value === '' || value === '-') return 0;
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}
