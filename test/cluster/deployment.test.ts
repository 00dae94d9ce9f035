import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { findPort } from './find-port.ts';
import { createReader } from './reader.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

const ROOT = join(import.meta.dirname, '../..');
const UNIT = readFileSync(join(ROOT, 'deploy/bot@.service'), 'utf8');
const SITE = 'https://bot.exemple.fr';
const READERS = 30;

/** One process as the unit describes it: its environment, its command, on the port that it names. */
interface UnitProcess {
  readonly port: number;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
}

let redis: RedisServer;
let folder: string;
let nginx: ChildProcess;
let address: string;
let port: number;
const processes: UnitProcess[] = [];

beforeAll(async () => {
  for (const [program, flag, name] of [
    ['nginx', '-v', 'nginx'],
    ['openssl', 'version', 'openssl'],
  ] as const) {
    if (spawnSync(program, [flag]).status !== 0) {
      throw new Error(`${program} manque pour le test de déploiement : apt-get install -y ${name} (ou bash .ci/run)`);
    }
  }
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  redis = await startRedis();
  processes.push(...(await Promise.all([1, 2, 3].map((number) => startUnit(number)))));
  port = await findPort();
  address = `https://127.0.0.1:${port}`;
  nginx = await startNginx();
  // The certificate is our own.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
}, 90_000);

afterAll(async () => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const stopped = new Promise((resolve) => nginx.once('exit', resolve));
  nginx.kill('SIGQUIT');
  for (const { child } of processes) child.kill('SIGTERM');
  await Promise.all([stopped, ...processes.map(({ ended }) => ended)]);
  await redis.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs what the unit runs, as instance `number`, in this folder and on a port of its own. */
async function startUnit(number: number, again?: number): Promise<UnitProcess> {
  const [own, setting] = [
    again ?? (await findPort()),
    (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(UNIT)?.[1] ?? '',
  ];
  const stated = setting('Environment')
    .replaceAll('%i', String(number))
    .split(' ')
    .map((pair) => pair.split('='));
  const environment: Record<string, string> = Object.fromEntries(stated);
  expect(environment).toEqual({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: `397${number}`,
    BOT_INSTANCE: String(number),
  });
  const [program = '', ...args] = setting('ExecStart').replaceAll('/opt/territoires', ROOT).split(' ');
  const child = spawn(program, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      ...environment,
      PORT: String(own),
      STORE_URL: redis.url,
      PUBLIC_URL: SITE,
      TOKEN_SECRET: 'x'.repeat(40),
      LOG_LEVEL: 'silent',
      RATE_PER_ADDRESS: '0',
      CONVERSATIONS_PER_ADDRESS: '0',
    },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Le bot est prêt')) resolve();
      });
    }
  });
  return { port: own, child, ended };
}

/** Runs Debian's nginx with the site of `deploy/`, with other ports and paths, and nothing else changed. */
async function startNginx(): Promise<ChildProcess> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=bot.exemple.fr'];
  expect(spawnSync('openssl', [...request, '-keyout', key, '-out', certificate]).status).toBe(0);
  let site = readFileSync(join(ROOT, 'deploy/nginx.conf'), 'utf8')
    .replace('/etc/letsencrypt/live/bot.exemple.fr/fullchain.pem', certificate)
    .replace('/etc/letsencrypt/live/bot.exemple.fr/privkey.pem', key)
    .replaceAll('/var/log/nginx', folder)
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('listen 80;', `listen 127.0.0.1:${await findPort()};`)
    .replaceAll(/^\s*listen \[::\].*$/gm, '');
  for (const [at, one] of processes.entries()) site = site.replace(`127.0.0.1:397${at + 1}`, `127.0.0.1:${one.port}`);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
    mkdirSync(join(folder, name));
    return `${name}_temp_path ${join(folder, name)};`;
  });
  writeFileSync(join(folder, 'site.conf'), site);
  const main = join(folder, 'nginx.conf');
  const head = `daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'main.log')}; worker_processes 2;`;
  writeFileSync(main, `${head} events {} http { ${places.join(' ')} include ${join(folder, 'site.conf')}; }`);
  const check = spawnSync('nginx', ['-t', '-c', main, '-e', join(folder, 'main.log')], { encoding: 'utf8' });
  expect(check.status, check.stderr).toBe(0);
  const child = spawn('nginx', ['-c', main, '-e', join(folder, 'main.log')], { stdio: 'ignore' });
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await ask('/healthz').catch(() => null))?.status === 200) return child;
  }
  throw new Error('nginx does not listen');
}

function ask(path: string, options: RequestOptions = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const headers = { host: 'bot.exemple.fr', ...options.headers };
    get(`${address}${path}`, { rejectUnauthorized: false, agent: false, ...options, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    }).on('error', reject);
  });
}

/** A conversation over nginx and a WebSocket to it. */
async function openStream() {
  const directLine = `${address}/v3/directline`;
  const { token: first } = await (await fetch(`${directLine}/tokens/generate`, { method: 'POST' })).json();
  const headers = { authorization: `Bearer ${first}`, 'content-type': 'application/json' };
  const begun = await (await fetch(`${directLine}/conversations`, { method: 'POST', headers, body: '{}' })).json();
  expect(begun.streamUrl).toMatch(/^wss:\/\/bot\.exemple\.fr\//);
  const socket = new WebSocket(
    String(begun.streamUrl).replace('wss://bot.exemple.fr', address.replace('https', 'wss')),
    {
      rejectUnauthorized: false,
      headers: { host: 'bot.exemple.fr' },
    },
  );
  const texts: string[] = [];
  let look = (): void => undefined;
  socket.on('message', (data) => {
    for (const { text, from } of JSON.parse(String(data)).activities)
      if (from?.role === 'bot') texts.push(String(text));
    look();
  });
  const heard = (words: RegExp) =>
    new Promise<void>((resolve) => {
      look = () => texts.some((text) => words.test(text)) && resolve();
      look();
    });
  await heard(/./);
  const say = (text: string) =>
    fetch(`${directLine}/conversations/${begun.conversationId}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${begun.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text }),
    });
  return { socket, say, heard };
}

describe('three processes of the unit behind nginx', () => {
  it('serve the page over TLS, tell nothing of the machine and keep what is not public', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toMatch(/max-age/);
    expect(page.headers['content-security-policy']).toMatch(/connect-src[^;]* wss:\/\/bot\.exemple\.fr/);
    expect(page.headers.server).toBe('nginx');
    expect((await ask('/metrics')).status).toBe(404);
    expect((await ask('/readyz')).status).toBe(404);
    expect((await ask('/healthz')).status).toBe(200);
    const messages = await fetch(`${address}/api/messages`, {
      method: 'POST',
      body: '{"type":"message"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(messages.status).toBe(403);
  });

  it('answer over a WebSocket, whichever process gets the question', async () => {
    const { socket, say, heard } = await openStream();
    for (const [question, answer] of [
      ['Qui contacter en Bretagne ?', /^Contacts · Région Bretagne/],
      ['et en Normandie ?', /^Contacts · Région Normandie/],
      ['et à Figeac ?', /^Contacts · Figeac/],
      ['et à Roubaix ?', /^Contacts · Roubaix/],
    ] as const) {
      expect((await say(question)).status).toBe(200);
      await heard(answer);
    }
    socket.close();
  });

  it('answer everybody while one of them is killed', async () => {
    const until = performance.now() + 40_000;
    const isLate = (): boolean => performance.now() > until;
    let acknowledged = 0;
    const tell = async (): Promise<boolean> => {
      const reader = await createReader(() => address, isLate);
      const ids: string[] = [];
      for (const text of ['Qui contacter en Bretagne ?', 'et en Normandie ?', 'et à Mayotte ?']) {
        ids.push(await reader.ask(text));
        acknowledged += 1;
        if (acknowledged === READERS) processes[0]?.child.kill('SIGKILL');
      }
      const log = await reader.readUntilAnswered(ids);
      const answers = log.filter(({ replyToId }) => replyToId !== undefined);
      return answers.length === 3 && answers[2]?.text.startsWith('Contacts · Mayotte') === true;
    };
    const told = await Promise.all(Array.from({ length: READERS }, tell));
    expect(told.filter((isRight) => !isRight)).toEqual([]);
    expect(processes[0]?.child.signalCode).toBe('SIGKILL');
    await processes[0]?.ended;
    // systemd would start it again.
    processes[0] = await startUnit(1, processes[0]?.port);
  }, 60_000);

  it('answer without memory while Redis is away: nginx finds the process that the reader listens to', async () => {
    const { socket, say, heard } = await openStream();
    await redis.stop();
    const { status } = await say('Qui contacter à Figeac ?');
    await redis.start();
    expect(status).toBe(200);
    await heard(/^Contacts · Figeac/);
    await heard(/garder le fil/);
    socket.close();
  });

  it('stop one after the other without losing a reader: the WebSocket is told to come back', async () => {
    const { socket } = await openStream();
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const [, second, third] = processes;
    for (const one of [second, third]) {
      one?.child.kill('SIGTERM');
      expect(await one?.ended).toBe(0);
      expect((await ask('/healthz')).status).toBe(200);
    }
    processes[0]?.child.kill('SIGTERM');
    expect(await closed).toBe(1001);
    expect(await processes[0]?.ended).toBe(0);
    expect((await ask('/healthz')).status).toBe(502);
  });

  it('leave no address and no letter of a question in nginx’s logs', async () => {
    await ask('/suggestions?q=jeanne');
    const log = readFileSync(join(folder, 'territoires.log'), 'utf8');
    expect(log).toMatch(/POST \/v3\/directline\/tokens\/generate 200/);
    expect(log).not.toMatch(/127\.0\.0\.1|jeanne|\?/);
    expect(readFileSync(join(folder, 'territoires-erreurs.log'), 'utf8')).not.toMatch(/client:/);
  });
});

it('systemd accepts the unit', () => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
    throw new Error('systemd-analyze manque pour le test de l’unité : apt-get install -y systemd (ou bash .ci/run)');
  }
  const place = mkdtempSync(join(tmpdir(), 'unit-'));
  const unit = UNIT.replaceAll('/opt/territoires', ROOT).replaceAll('=territoires', '=daemon');
  writeFileSync(join(place, 'bot@1.service'), unit);
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(place, 'bot@1.service')], {
    encoding: 'utf8',
  });
  rmSync(place, { recursive: true });
  expect([status, stderr.split('\n').filter((line) => line.includes('bot@1'))]).toEqual([0, []]);
});
