import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';

/** What Microsoft does for a bot: publishes its keys and signs the calls of Teams. */
export interface TokenServer {
  readonly metadataUrl: string;
  /** A token of the Bot Framework with these claims, good for an hour unless `exp` says otherwise. */
  sign(claims: Record<string, unknown>): string;
  stop(): Promise<void>;
}

/** Serves the keys on a free port of this machine. */
export async function createTokenServer(): Promise<TokenServer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', endorsements: ['msteams'] };
  const server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [key] } : { issuer: ISSUER, jwks_uri: `${url()}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  const url = (): string => `http://localhost:${portOf(server.address())}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    metadataUrl: `${url()}/metadata`,
    sign(claims) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: ISSUER, nbf: now - 60, exp: now + 3600, ...claims };
      const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })}.${encode(payload)}`;
      const pem = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
      return `${text}.${createSign('RSA-SHA256').update(text).sign(pem, 'base64url')}`;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function encode(value: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}
