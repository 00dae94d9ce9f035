import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });
const LONGEST_TOKEN = 1000;

/** What a token allows: one person's part of one conversation; a `stream` ticket only opens its WebSocket. */
export interface Grant {
  readonly conversation: string;
  readonly user: string;
  readonly use: 'token' | 'stream';
  /** The store was away when the conversation began: whichever process meets it first opens it. */
  readonly isLate?: boolean;
}

/** Signs and checks tokens. */
export interface Tokens {
  /** A token for a grant, good for so many seconds. */
  sign(grant: Grant, seconds: number): string;
  /** What a token allows; null for one that is forged, broken or expired. */
  verify(token: string): Grant | null;
}

/**
 * Tokens as JSON Web Tokens signed with HMAC-SHA-256. `now` is the clock in milliseconds. Only the one header that is
 * written here is accepted, so no token chooses how it is checked.
 */
export function createTokens(secret: string, now: () => number = Date.now): Tokens {
  const seal = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
  return {
    sign({ conversation, user, use, isLate }, seconds) {
      const expires = Math.floor(now() / 1000) + seconds;
      const text = `${HEADER}.${encode({ conv: conversation, user, use, exp: expires, ...(isLate ? { late: true } : {}) })}`;
      return `${text}.${seal(text)}`;
    },
    verify(token) {
      if (token.length > LONGEST_TOKEN) return null;
      const end = token.lastIndexOf('.');
      const text = token.slice(0, Math.max(0, end));
      if (!isSame(token.slice(end + 1), seal(text)) || !text.startsWith(`${HEADER}.`)) return null;
      const { conv, user, use, exp, late } = decode(text.slice(HEADER.length + 1));
      if (typeof conv !== 'string' || typeof user !== 'string' || typeof exp !== 'number') return null;
      if (use !== 'token' && use !== 'stream') return null;
      if (exp * 1000 <= now()) return null;
      return { conversation: conv, user, use, ...(late === true ? { isLate: true } : {}) };
    },
  };
}

function encode(value: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The claims of a text whose seal is checked already. */
function decode(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
