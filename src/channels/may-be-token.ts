/** The clocks of two machines may differ so much; the SDK grants the same. */
const SLACK_SECONDS = 5 * 60;
const ALGORITHMS = new Set(['RS256', 'RS384', 'RS512']);
const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;

/**
 * Whether an `Authorization` header is worth checking: a token that claims to be signed by a key, by that issuer, for
 * that bot, and still good. It proves nothing (the SDK does); it keeps nonsense from costing a look-up, and shuts the
 * doors that the SDK opens for emulators, skills and others.
 */
export function mayBeToken(
  authorization: string,
  { issuer, audience, now }: { readonly issuer: string; readonly audience: string; readonly now: number },
): boolean {
  const [, head, body] = BEARER.exec(authorization) ?? [];
  const header = decode(head);
  const claims = decode(body);
  if (header === null || claims === null) return false;
  const { alg, kid } = header;
  const { iss, aud, exp } = claims;
  if (typeof alg !== 'string' || !ALGORITHMS.has(alg) || typeof kid !== 'string') return false;
  return iss === issuer && aud === audience && typeof exp === 'number' && exp > now / 1000 - SLACK_SECONDS;
}

function decode(part: string | undefined): Readonly<Record<string, unknown>> | null {
  if (part === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
