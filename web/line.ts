import { type Message, type Question, readMessage } from './message.ts';
import { call, type Session } from './session.ts';

const DEFAULT_WAIT_SECONDS = 5;

/** What became of a question on its way: taken under an id, to be sent again later, or not at all. */
export type Posted =
  | { readonly is: 'taken'; readonly id: string }
  | { readonly is: 'flood'; readonly seconds: number }
  /** The conversation is no more, or its token too old. */
  | { readonly is: 'gone' }
  | { readonly is: 'unreachable' };

/** Sends a question; `key` is our own name for it, so that a second try is the same message. */
export async function postQuestion(
  domain: string,
  session: Session,
  { text, shown, value }: Question,
  key: string,
  locale: string,
): Promise<Posted> {
  const channelData = {
    clientActivityID: key,
    ...(shown === null ? { postBack: true } : value === undefined ? {} : { messageBack: { displayText: shown } }),
  };
  const body = { type: 'message', text, locale, channelData, ...(value === undefined ? {} : { value }) };
  return postActivity(domain, session, body);
}

/** Sends an activity as it is. */
export async function postActivity(
  domain: string,
  { conversationId, token }: Pick<Session, 'conversationId' | 'token'>,
  activity: object,
): Promise<Posted> {
  try {
    const response = await call(`${domain}/conversations/${conversationId}/activities`, 'POST', token, activity);
    if (response.ok) return { is: 'taken', id: String((await response.json()).id) };
    if (response.status === 403 || response.status === 404) return { is: 'gone' };
    if (response.status !== 429) return { is: 'unreachable' };
    return { is: 'flood', seconds: Number(response.headers.get('retry-after')) || DEFAULT_WAIT_SECONDS };
  } catch {
    return { is: 'unreachable' };
  }
}

/** The messages after a watermark, oldest first. Rejects when the server cannot be reached. */
export async function readMessages(
  domain: string,
  { conversationId, token }: Session,
  after: string,
): Promise<{ readonly messages: readonly Message[]; readonly watermark: string }> {
  const url = `${domain}/conversations/${conversationId}/activities?watermark=${after}`;
  const response = await call(url, 'GET', token);
  if (!response.ok) throw new Error(`${response.status}`);
  const { activities, watermark } = await response.json();
  const messages = Array.isArray(activities) ? activities.flatMap((activity) => readMessage(activity) ?? []) : [];
  return { messages, watermark: String(watermark) };
}
