import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';
const STRANGER = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** What is not as Microsoft does it. */
export interface Forgery {
  readonly alg?: string;
  readonly kid?: string;
  /** Signed by somebody else, under the name of Microsoft's key. */
  readonly byStranger?: boolean;
  /** Not signed at all. */
  readonly unsigned?: boolean;
}

/** What Microsoft does for a bot: publishes its keys and signs the calls of Teams. */
export interface TokenServer {
  readonly metadataUrl: string;
  /** How often the keys were asked for. */
  readonly asked: () => number;
  /** A token of the Bot Framework with these claims, good for an hour unless `exp` says otherwise. */
  sign(claims: Record<string, unknown>, forgery?: Forgery): string;
  stop(): Promise<void>;
}

/** Serves the keys on a free port of this machine, good for the channels in `endorsements`. */
export async function createTokenServer(endorsements: readonly string[] = ['msteams']): Promise<TokenServer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', endorsements };
  let asked = 0;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) asked += 1;
    const body = isKeys ? { keys: [key] } : { issuer: ISSUER, jwks_uri: `${url()}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  const url = (): string => `http://localhost:${portOf(server.address())}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    metadataUrl: `${url()}/metadata`,
    asked: () => asked,
    sign(claims, { alg = 'RS256', kid = KEY_ID, byStranger = false, unsigned = false } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: ISSUER, nbf: now - 60, exp: now + 3600, ...claims };
      const text = `${encode({ alg, typ: 'JWT', kid })}.${encode(payload)}`;
      return `${text}.${unsigned ? '' : signText(text, byStranger ? STRANGER : privateKey)}`;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function signText(text: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(text).sign(key, 'base64url');
}

function encode(value: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}
