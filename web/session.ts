const KEY = 'conversation';

/** An open conversation: what the widget needs to join it. */
export interface Session {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

/**
 * Opens the conversation of this tab: the one it had before a reload, else a new one. `domain` is the address of Direct
 * Line. Rejects when the server cannot be reached.
 */
export async function openSession(domain: string): Promise<Session> {
  const session = (await resume(domain)) ?? (await begin(domain));
  sessionStorage.setItem(KEY, JSON.stringify({ conversationId: session.conversationId, token: session.token }));
  return session;
}

/** Forgets the conversation of this tab, on the server too. */
export async function endSession(domain: string): Promise<void> {
  const kept = readKept();
  sessionStorage.removeItem(KEY);
  if (kept !== null) await call(`${domain}/conversations/${kept.conversationId}`, 'DELETE', kept.token);
}

async function resume(domain: string): Promise<Session | null> {
  const kept = readKept();
  if (kept === null) return null;
  const response = await call(`${domain}/conversations/${kept.conversationId}`, 'GET', kept.token);
  // The token is too old, or the conversation was forgotten: the next one is new.
  if (response.status === 403 || response.status === 404) return null;
  return readSession(response);
}

async function begin(domain: string): Promise<Session> {
  const generated = await call(`${domain}/tokens/generate`, 'POST', null);
  const { token } = await generated.json();
  return readSession(
    await call(`${domain}/conversations`, 'POST', String(token), { locale: document.documentElement.lang }),
  );
}

function call(url: string, method: string, token: string | null, body?: object): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function readSession(response: Response): Promise<Session> {
  if (!response.ok) throw new Error(`${response.status}`);
  const { conversationId, token, streamUrl } = await response.json();
  return { conversationId: String(conversationId), token: String(token), streamUrl: String(streamUrl) };
}

function readKept(): { readonly conversationId: string; readonly token: string } | null {
  const { conversationId, token } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  return typeof conversationId === 'string' && typeof token === 'string' ? { conversationId, token } : null;
}
