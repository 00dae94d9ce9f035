const KEY = 'conversation';

/** An open conversation: what one needs to join it. */
export interface Session {
  readonly conversationId: string;
  readonly token: string;
  /** True when it was opened just now. */
  readonly isNew: boolean;
}

type Kept = Pick<Session, 'conversationId' | 'token'>;

/** Kept for this tab only, and for this page only where a browser keeps nothing for frames of other sites. */
let kept: Kept | null = readKept();

/**
 * Opens the conversation of this tab: the one it had before a reload, else a new one. `domain` is the address of Direct
 * Line. Rejects when the server cannot be reached.
 */
export async function openSession(domain: string): Promise<Session> {
  const session = (await resume(domain)) ?? (await begin(domain));
  keep({ conversationId: session.conversationId, token: session.token });
  return session;
}

/** Forgets the conversation of this tab, on the server too; false when there was none. Rejects when that fails. */
export async function endSession(domain: string): Promise<boolean> {
  const old = kept;
  if (old === null) return false;
  const response = await call(`${domain}/conversations/${old.conversationId}`, 'DELETE', old.token);
  if (response.status >= 500) throw new Error(`${response.status}`);
  dropSession();
  return response.ok;
}

/** Forgets the conversation in this tab only. */
export function dropSession(): void {
  keep(null);
}

/** One call of Direct Line. */
export function call(url: string, method: string, token: string | null, body?: object): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function resume(domain: string): Promise<Session | null> {
  if (kept === null) return null;
  const response = await call(`${domain}/conversations/${kept.conversationId}`, 'GET', kept.token);
  // The token is too old, or the conversation was forgotten: the next one is new.
  if (response.status === 403 || response.status === 404) return null;
  return readSession(response, false);
}

async function begin(domain: string): Promise<Session> {
  const generated = await call(`${domain}/tokens/generate`, 'POST', null);
  if (!generated.ok) throw new Error(`${generated.status}`);
  const { token } = await generated.json();
  const locale = document.documentElement.lang;
  return readSession(await call(`${domain}/conversations`, 'POST', String(token), { locale }), true);
}

async function readSession(response: Response, isNew: boolean): Promise<Session> {
  if (!response.ok) throw new Error(`${response.status}`);
  const { conversationId, token } = await response.json();
  return { conversationId: String(conversationId), token: String(token), isNew };
}

function keep(session: Kept | null): void {
  kept = session;
  try {
    if (session === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // The browser keeps nothing for this page: a reload then begins anew.
  }
}

function readKept(): Kept | null {
  try {
    const { conversationId, token } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return typeof conversationId === 'string' && typeof token === 'string' ? { conversationId, token } : null;
  } catch {
    return null;
  }
}
