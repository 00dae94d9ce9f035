import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';

const SITE = { PUBLIC_URL: 'https://bot.exemple.fr', TOKEN_SECRET: 'x'.repeat(32) };

/** One of each kind of address: pages, what they load, data, channels, probes, and what there is not. */
const ADDRESSES: readonly (readonly [string, string, 'open' | 'closed'])[] = [
  ['GET', '/', 'closed'],
  ['GET', '/widget.js', 'closed'],
  ['GET', '/suggestions?q=bret', 'closed'],
  ['GET', '/q/contacts/region-bretagne', 'closed'],
  ['GET', '/q/nulle/part', 'closed'],
  ['GET', '/confidentialite', 'closed'],
  ['GET', '/conditions', 'closed'],
  ['GET', '/assets/0/chat.js', 'closed'],
  ['GET', '/media/0/carte.png', 'closed'],
  ['GET', '/api/territoires', 'open'],
  ['GET', '/api/territoires.csv', 'open'],
  ['GET', '/api/territoires/region-bretagne', 'open'],
  ['GET', '/api/territoires/nulle-part', 'open'],
  ['GET', '/api/organisations', 'open'],
  ['GET', '/api/themes', 'open'],
  ['GET', '/api/glossaire', 'open'],
  ['GET', '/api/sources', 'open'],
  ['POST', '/api/messages', 'closed'],
  ['POST', '/v3/directline/tokens/generate', 'open'],
  ['POST', '/v3/directline/tokens/refresh', 'open'],
  ['POST', '/v3/directline/conversations', 'open'],
  ['GET', '/v3/directline/conversations/x', 'open'],
  ['DELETE', '/v3/directline/conversations/x', 'open'],
  ['GET', '/v3/directline/conversations/x/activities', 'open'],
  ['POST', '/v3/directline/conversations/x/activities', 'open'],
  ['POST', '/v3/directline/conversations/x/upload', 'open'],
  ['GET', '/api/nulle-part', 'open'],
  ['HEAD', '/api/territoires', 'open'],
  ['HEAD', '/', 'closed'],
  ['OPTIONS', '/v3/directline/conversations/x/activities', 'open'],
  ['GET', '/healthz', 'closed'],
  ['GET', '/readyz', 'closed'],
  ['GET', '/metrics', 'closed'],
  ['GET', '/nulle-part', 'closed'],
  ['GET', '/%ff', 'closed'],
  ['TRACE', '/', 'closed'],
  ['PUT', '/api/messages', 'closed'],
  ['GET', `/${'a'.repeat(5000)}`, 'closed'],
];

let bot: Awaited<ReturnType<typeof startBot>>;
beforeAll(async () => {
  bot = await startBot(SITE);
});
afterAll(() => bot.stop());

describe('every answer', () => {
  for (const [method, path, site] of ADDRESSES) {
    it(`${method} ${path.slice(0, 60)} carries the headers that keep a reader safe`, async () => {
      const { status, headers, text } = await ask(method, path);
      expect(status).toBeLessThan(500);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/frame-ancestors/);
      expect(policy).not.toMatch(/unsafe-|\shttps?:\s|\*/);
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBe(site === 'open' ? '*' : null);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const type = headers.get('content-type') ?? '';
      if (status >= 400 && !type.startsWith('text/html')) {
        expect(type).toMatch(/^application\/problem\+json/);
        const problem: Record<string, unknown> = JSON.parse(text);
        expect(Object.keys(problem).filter((key) => !['title', 'status', 'detail', 'existing'].includes(key))).toEqual(
          [],
        );
        expect(text).not.toMatch(/\bat \S+:\d+|node_modules|\/src\/|Error:|restify/);
      }
    });
  }

  it('draws pages with a nonce of their own, and allows scripts only by it', async () => {
    for (const path of ['/', '/q/contacts/region-bretagne', '/confidentialite']) {
      const [first, second] = [await ask('GET', path), await ask('GET', path)];
      const nonce = /'nonce-([^']+)'/.exec(first.headers.get('content-security-policy') ?? '')?.[1];
      if (nonce === undefined) {
        expect(first.text).not.toMatch(/<script(?![^>]*\ssrc=)/);
        continue;
      }
      expect(second.headers.get('content-security-policy')).not.toContain(nonce);
      const tags = [...first.text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      // Data that stands in the page is no script.
      for (const tag of tags.filter((one) => !/type="application\/(?:ld\+)?json"/.test(one))) {
        expect(tag).toContain(`nonce="${nonce}"`);
      }
    }
  });
});

/** `fetch` refuses some methods that clients use all the same. */
async function ask(method: string, path: string) {
  if (method === 'TRACE') {
    const { request } = await import('node:http');
    return new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
      request(`${bot.url}${path}`, { method }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
          resolve({ status: response.statusCode ?? 0, headers, text });
        });
      })
        .on('error', reject)
        .end();
    });
  }
  const response = await fetch(`${bot.url}${path}`, {
    method,
    ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
