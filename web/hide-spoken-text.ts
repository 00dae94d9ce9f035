import type { Middleware } from './web-chat.d.ts';

const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';

/**
 * Every message says in words what its card shows, for channels without cards. Here the card is shown, so the words are
 * left to screen readers, which hear them in place of a description of the card.
 */
export const hideSpokenText: Middleware = () => (next) => (action) => {
  if (!isRecord(action) || action.type !== INCOMING || !isRecord(action.payload)) return next(action);
  const { activity } = action.payload;
  if (!isRecord(activity) || !Array.isArray(activity.attachments) || activity.attachments.length === 0) {
    return next(action);
  }
  const channelData = { ...(isRecord(activity.channelData) ? activity.channelData : {}) };
  channelData['webchat:fallback-text'] = activity.text;
  return next({ ...action, payload: { ...action.payload, activity: { ...activity, text: '', channelData } } });
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
