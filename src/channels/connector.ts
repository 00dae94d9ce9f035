import type { Activity } from 'botbuilder';

/** Teams gives up on a turn after some fifteen seconds. */
const SEND_WITHIN_MS = 8000;
const ATTEMPT_WITHIN_MS = 4000;
/** Doubled after each failure; a little chance keeps many senders from coming back at the same moment. */
const FIRST_WAIT_MS = 300;
const CHANCE = 0.25;
/** The request never left, so that it surely did not arrive. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The request left, and what became of it is not known. */
const NOT_ANSWERED = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'TimeoutError',
]);

/** Where an activity goes. */
export interface Destination {
  readonly serviceUrl: string;
  readonly conversation: string;
  /** The activity that it answers: in a team the reply then stands under it. */
  readonly replyTo: string | undefined;
  /** Names this one sending, the same on each attempt and after a restart. */
  readonly key: string;
}

/** Sends activities to the service of a channel. */
export interface Connector {
  /**
   * Sends one activity and gives its id. Tries again when the service is busy, fails or cannot be reached, within
   * eight seconds in all; never when an attempt went without an answer, since the activity may have arrived. Rejects
   * with an error whose `isUnsure` tells these two apart.
   */
  send(activity: Partial<Activity>, destination: Destination): Promise<string>;
}

/** `authorize` gives the `Authorization` of a call, null for none; afresh when the last one was refused. */
export function createConnector({
  authorize,
  wait = pause,
  sendWithinMs = SEND_WITHIN_MS,
  attemptWithinMs = ATTEMPT_WITHIN_MS,
}: {
  authorize: (afresh: boolean) => Promise<string | null>;
  wait?: (milliseconds: number) => Promise<void>;
  sendWithinMs?: number;
  attemptWithinMs?: number;
}): Connector {
  return {
    async send(activity, destination) {
      const url = urlOf(destination);
      const body = JSON.stringify(activity);
      const until = performance.now() + sendWithinMs;
      let isRefused = false;
      for (let attempt = 0; ; attempt += 1) {
        const authorization = await within(authorize(isRefused), until);
        const left = Math.max(1, Math.min(attemptWithinMs, until - performance.now()));
        const answer = await post(url, body, destination.key, authorization, left);
        if ('id' in answer) return answer.id;
        const isExpired: boolean = answer.status === 401 && !isRefused;
        isRefused ||= isExpired;
        if (!isExpired) {
          const pauseMs = answer.retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt * (1 + CHANCE * Math.random());
          if (!isWorthAnother(answer.status) || performance.now() + pauseMs >= until)
            throw failure(answer.reason, false);
          await wait(pauseMs);
        }
      }
    },
  };
}

type Answer =
  | { readonly id: string }
  /** `status` is null when there was no connection. */
  | { readonly status: number | null; readonly reason: string; readonly retryAfterMs: number | null };

async function post(
  url: URL,
  body: string,
  key: string,
  authorization: string | null,
  withinMs: number,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(authorization === null ? {} : { authorization }),
      },
      body,
      // What signs the call must not travel on to another address.
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
  } catch (error) {
    const code = codeOf(error);
    if (NOT_CONNECTED.has(code)) {
      return { status: null, reason: `the channel cannot be reached (${code})`, retryAfterMs: null };
    }
    throw failure(`the channel does not answer (${code})`, NOT_ANSWERED.has(code));
  }
  if (response.ok) return { id: await readId(response) };
  await response.body?.cancel().catch(() => undefined);
  const { status } = response;
  return { status, reason: `the channel answers ${status}`, retryAfterMs: readRetryAfter(response.headers) };
}

/** 412 is what Teams answers while it sets a conversation up. */
function isWorthAnother(status: number | null): boolean {
  return status === null || status === 429 || status === 412 || status >= 500;
}

function urlOf({ serviceUrl, conversation, replyTo }: Destination): URL {
  const activities = `v3/conversations/${encodeURIComponent(conversation)}/activities`;
  const path = replyTo ? `${activities}/${encodeURIComponent(replyTo)}` : activities;
  return new URL(path, serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`);
}

/** It arrived: an answer that cannot be read changes nothing. */
async function readId(response: Response): Promise<string> {
  const answer: unknown = await response.json().catch(() => null);
  const hasId = typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
  return hasId ? String(answer.id) : '';
}

/** Seconds, or a date; null for none. */
function readRetryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? null : Math.max(0, milliseconds);
}

async function within<T>(work: Promise<T>, until: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(failure('no token in time', false)), until - performance.now());
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function failure(reason: string, isUnsure: boolean): Error {
  return Object.assign(new Error(reason), { isUnsure });
}

/** What went wrong, as the system, the HTTP client or the timer calls it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name;
}
