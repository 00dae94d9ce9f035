import { afterEach, describe, expect, it } from 'vitest';
import { createServer, type Server } from '../../src/server/server.ts';

/** Requests an address may make. */
const MOST = 2;
const JSON_BODY = { 'content-type': 'application/json' };
let server: Server;
afterEach(() => server.close());

async function serve(isShared: boolean, statusOf: () => number): Promise<() => Promise<number>> {
  let counted = 0;
  server = createServer({
    routes: [{ method: 'POST', path: '/calls', isShared, handle: () => ({ status: statusOf(), json: {} }) }],
    publicUrl: null,
    addressOf: () => 'the one address of a whole service',
    limit: () => {
      counted += 1;
      return Promise.resolve(counted > MOST ? 30 : 0);
    },
    upgrade: () => Promise.resolve(404),
    observe: () => undefined,
    failed: () => undefined,
  });
  const port = await server.listen(0, '127.0.0.1');
  return async () =>
    (await fetch(`http://127.0.0.1:${port}/calls`, { method: 'POST', headers: JSON_BODY, body: '{}' })).status;
}

async function repeat(call: () => Promise<number>): Promise<readonly number[]> {
  return [await call(), await call(), await call(), await call()];
}

describe('calls of a whole service from one address', () => {
  it('are not counted as long as they prove who they are', async () => {
    expect(await repeat(await serve(true, () => 200))).toEqual([200, 200, 200, 200]);
  });

  it('are counted when they cannot', async () => {
    expect(await repeat(await serve(true, () => 401))).toEqual([401, 401, 429, 429]);
  });

  it('are counted each where everybody has an address', async () => {
    expect(await repeat(await serve(false, () => 200))).toEqual([200, 200, 429, 429]);
  });
});
