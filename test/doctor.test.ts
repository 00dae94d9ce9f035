import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles, checkNode, checkOpenFiles } from '../src/doctor/check-machine.ts';
import { checkPort, checkPublicAddress, checkTeams } from '../src/doctor/check-network.ts';
import { checkStore, judgeRedis } from '../src/doctor/check-store.ts';
import type { Finding } from '../src/doctor/finding.ts';
import { run } from '../src/doctor.ts';
import { findPort } from './cluster/find-port.ts';
import { type RedisServer, startRedis } from './cluster/redis-server.ts';
import { startBot } from './server/start-bot.ts';

const KEPT = { retentionDays: 1, storeMaxMb: 10 };

let microsoft: Server;
let origin: string;
let status = 200;
beforeAll(async () => {
  microsoft = createServer((_request, response) => {
    response.statusCode = status;
    response.end('{}');
  });
  await new Promise<void>((resolve) => microsoft.listen(0, '127.0.0.1', resolve));
  const address = microsoft.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => microsoft.close());

async function examine(env: Record<string, string>): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await run(env, (line) => lines.push(line));
  return { code, text: lines.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ') };
}

describe('npm run doctor', () => {
  it('finds nothing to mend on a machine where all is well', async () => {
    const { code, text } = await examine({ PORT: String(await findPort()), STORE_URL: 'memory:' });
    expect(text).toMatch(/^✓ Node : Node 2\d/);
    expect(text).toMatch(/✓ Données : data est sans faute/);
    expect(text).toMatch(/Le bot peut démarrer\.$/);
    expect(code).toBe(0);
  });

  it('says what is wrong with the settings, and where to mend it', async () => {
    const { code, text } = await examine({ HOST: '0.0.0.0' });
    expect(text).toMatch(/✗ Réglages : TOKEN_SECRET manque.*\n {4}→ corriger la variable dans \.env/);
    expect(code).toBe(1);
  });

  it('says that the data has faults', async () => {
    const { code, text } = await examine({
      PORT: String(await findPort()),
      STORE_URL: 'memory:',
      DATA_DIR: 'nulle-part',
    });
    expect(text).toMatch(/✗ Données/);
    expect(code).toBe(1);
  });

  it('never says a secret', async () => {
    const secret = 'motdepasse-motdepasse-motdepasse-1';
    const env = { TOKEN_SECRET: secret, STORE_URL: `redis://:${secret}@127.0.0.1:${await findPort()}` };
    expect((await examine({ ...env, PORT: String(await findPort()) })).text).not.toContain('motdepasse');
  });
});

describe('each check says its remedy', () => {
  const expectRemedy = (finding: Finding | undefined, state: Finding['state'], says: RegExp, remedy: RegExp): void => {
    expect(finding).toMatchObject({ state, says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) });
  };

  it('of an old Node', () => expectRemedy(checkNode('18.20.1'), 'fault', /trop ancien/, /npm run/));

  it('of a folder that cannot be written', () =>
    expectRemedy(checkFiles('/proc/nulle-part', '.env')[0], 'fault', /ne peut pas être écrit/, /chown/));

  it('of too few open files', () => {
    expectRemedy(checkOpenFiles({ maxStreams: 10_000_000 })[0], 'warning', /fichiers/, /LimitNOFILE/);
    expect(checkOpenFiles({ maxStreams: 1 }, '/nulle-part')).toEqual([]);
  });

  it('of a store that does not answer', async () => {
    const url = `redis://127.0.0.1:${await findPort()}`;
    const [finding] = await checkStore({ kind: 'redis', url }, KEPT);
    expectRemedy(finding, 'fault', /ne répond pas/, /exploitation\.md/);
    const [none] = await checkStore({ kind: 'sqlite', path: '/nulle/part.sqlite' }, KEPT);
    expect(none?.state).toBe('ok');
  });

  it('of a port that another program has, while the bot itself may have it', async () => {
    const port = Number(new URL(origin).port);
    status = 404;
    expectRemedy(await checkPort({ port, host: '127.0.0.1' }), 'fault', /pris/, /PORT/);
    expectRemedy(await checkPort({ port: 80, host: '203.0.113.1' }), 'fault', /n’est pas une adresse/, /HOST/);
    const bot = await startBot();
    expect(await checkPort({ port: bot.port, host: '127.0.0.1' })).toMatchObject({ state: 'ok' });
    await bot.stop();
  });

  it('of a public address', async () => {
    status = 502;
    expectRemedy(await checkPublicAddress({ publicUrl: origin, host: '' }), 'fault', /502/, /nginx/);
    status = 200;
    expect((await checkPublicAddress({ publicUrl: origin, host: '' })).state).toBe('ok');
    const gone = `http://127.0.0.1:${await findPort()}`;
    expectRemedy(await checkPublicAddress({ publicUrl: gone, host: '' }), 'warning', /ne répond pas/, /DNS/);
    expectRemedy(
      await checkPublicAddress({ publicUrl: null, host: '0.0.0.0' }),
      'warning',
      /sans chiffrement/,
      /nginx/,
    );
  });

  it('of the registration with Microsoft', async () => {
    const app = {
      id: '11111111-2222-3333-4444-555555555555',
      password: 'p',
      type: 'SingleTenant',
      tenantId: 't',
    } as const;
    const there = { login: origin, metadata: origin };
    status = 200;
    expect((await checkTeams(app, there)).map(({ state }) => state)).toEqual(['ok', 'ok']);
    status = 401;
    const [keys, refused] = await checkTeams(app, there);
    expectRemedy(keys, 'fault', /clés/, /ouvrir la sortie/);
    expectRemedy(refused, 'fault', /refuse.*401/, /expiré/);
    expectRemedy((await checkTeams({ ...app, id: 'bot' }))[0], 'fault', /identifiant/, /Azure/);
    expect(await checkTeams(null)).toMatchObject([{ state: 'ok' }]);
  });

  describe('of Redis', () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no']);
    });
    afterAll(() => redis.remove());

    it('that may lose what was acknowledged', async () => {
      const findings = await checkStore({ kind: 'redis', url: redis.url }, KEPT);
      expect(findings.map(({ state }) => state)).toEqual(['ok', 'warning', 'warning']);
      expectRemedy(findings[1], 'warning', /allkeys-lru/, /noeviction/);
      expectRemedy(findings[2], 'warning', /appendonly no/, /appendonly yes/);
      expectRemedy(
        judgeRedis({ version: '5.0.14', policy: null, isAppending: null, usedBytes: 0 })[0],
        'fault',
        /ancien/,
        /Redis 6/,
      );
    });
  });
});
