import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from './start-bot.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs a program of ours as a user would; `whenReady` is called at its first words. */
function run(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  whenReady?: (stop: () => void) => void,
) {
  return new Promise<Ended>((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', STORE_URL: 'memory:', LOG_LEVEL: 'warn', PORT: '0', ...env },
    });
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk) => {
      if (out === '') whenReady?.(() => child.kill('SIGTERM'));
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('close', (code) => resolve({ code, out, errors }));
  });
}

describe('npm start', () => {
  it('says where the bot is, and stops cleanly on SIGTERM', { timeout: 60_000 }, async () => {
    const { code, out, errors } = await run('src/main.ts', [], {}, (stop) => stop());
    expect(out).toMatch(/^Le bot est prêt.: http:\/\/localhost:\d+\n$/);
    expect([code, errors]).toEqual([0, '']);
  });

  it('says in one line that the port is taken, and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, errors } = await run('src/main.ts', [], { PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^PORT : le port ${port} est déjà pris.*PORT=\\d+ npm start\\.\n$`));
  });

  it('says in one line which variable is wrong', async () => {
    const { code, errors } = await run('src/main.ts', [], { RETENTION_DAYS: 'toujours' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^RETENTION_DAYS vaut «.toujours.».*\n$/);
  });

  it('says in French what is wrong with the data', async () => {
    const { code, errors } = await run('src/main.ts', [], { DATA_DIR: 'nulle-part' });
    expect(code).toBe(1);
    expect(errors).toContain('nulle-part');
    expect(errors).not.toMatch(/\n\s+at /);
  });
});

describe('npm run ask', () => {
  it('answers in the terminal, each question with the one before it', async () => {
    const { code, out } = await run('src/ask.ts', ['Qui contacter en Bretagne ?', 'et en Normandie ?'], {});
    expect(code).toBe(0);
    expect(out).toMatch(
      /> Qui contacter en Bretagne \?\n\nContacts · Région Bretagne[\s\S]*> et en Normandie \?\n\nContacts · Région Normandie/,
    );
  });

  it('prints the understanding and the card with --json', async () => {
    const { out } = await run('src/ask.ts', ['--json', 'Qui contacter en Bretagne ?'], {});
    expect(JSON.parse(out)).toMatchObject({
      question: 'Qui contacter en Bretagne ?',
      understanding: { outcome: 'answer', intent: 'contacts' },
      answers: [{ card: { type: 'AdaptiveCard' }, text: expect.stringContaining('CRESS Bretagne') }],
    });
  });

  it('says how to use it when nothing is asked', async () => {
    const { code, errors } = await run('src/ask.ts', [], {});
    expect(code).toBe(1);
    expect(errors).toMatch(/^Usage : npm run ask/);
  });
});

describe('the server', () => {
  let bot: Awaited<ReturnType<typeof startBot>>;

  beforeAll(async () => {
    bot = await startBot({ FRAME_ANCESTORS: 'https://www.exemple.fr' });
  });
  afterAll(() => bot.stop());

  it('is alive, ready and counted', async () => {
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toMatch(/http_responses_total\{route="\/readyz",status="200"\} 1/);
    expect(metrics).toContain('bot_turn_seconds_bucket');
  });

  it('sends the headers that keep a reader safe, and no word on what it runs on', async () => {
    const { headers } = await fetch(bot.url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toContain("frame-ancestors 'self' https://www.exemple.fr");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('microphone=()');
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('draws a new nonce for each page', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => /nonce="([^"]+)"/.exec(await (await fetch(bot.url)).text())?.[1]),
    );
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  const faults: readonly [string, string, number][] = [
    ['GET', '/nulle-part', 404],
    ['GET', '/%ff', 404],
    ['GET', '/assets/__proto__/constructor', 404],
    ['DELETE', '/', 405],
    ['GET', '/api/messages', 405],
    ['GET', `/${'a'.repeat(5000)}`, 414],
  ];
  for (const [method, path, status] of faults) {
    it(`answers ${method} ${path.slice(0, 40)} with ${status}, as a problem in French`, async () => {
      const response = await fetch(bot.url + path, { method });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status, title: expect.any(String) });
    });
  }

  it('answers a body that is no JSON with 415', async () => {
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      body: '<a/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(response.status).toBe(415);
  });

  it('counts callers behind its own proxy by the address that the proxy wrote', async () => {
    const open = await startBot({
      PUBLIC_URL: 'https://bot.exemple.fr',
      TOKEN_SECRET: 'x'.repeat(32),
      RATE_PER_ADDRESS: '2',
    });
    const statusFrom = async (address: string) =>
      (await fetch(`${open.url}/healthz`, { headers: { 'x-forwarded-for': `9.9.9.9, ${address}` } })).status;
    const statuses = [];
    for (const address of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '2.2.2.2']) statuses.push(await statusFrom(address));
    expect(statuses).toEqual([200, 200, 429, 200]);
    expect((await fetch(open.url)).headers.get('strict-transport-security')).toContain('max-age');
    await open.stop();
  });
});
