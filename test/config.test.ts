import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const SECRET = 'x'.repeat(32);

describe('an empty environment', () => {
  it('gives a bot for this machine alone, with its state in one file', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      publicUrl: null,
      trustedProxies: [],
      storeMaxMb: 1024,
      store: { kind: 'sqlite', path: 'var/bot.sqlite' },
      app: null,
      openIdMetadataUrl: null,
      tokenSecret: null,
      frameAncestors: [],
      logLevel: 'info',
      retentionDays: 1,
      drainSeconds: 1,
      termConversations: 5,
      maxText: 2000,
      ratePerConversation: 30,
      ratePerAddress: 300,
      conversationsPerAddress: 100,
      maxStreams: 10_000,
      maxStreamsPerAddress: 250,
      dataDir: 'data',
      localesDir: 'locales',
    });
  });

  it('reads a variable that is empty or blank as one that is not there', () => {
    expect(readConfig({ PORT: '', STORE_URL: ' ', MicrosoftAppId: '' })).toEqual(readConfig({}));
  });
});

describe('good values', () => {
  it('knows the three kinds of store', () => {
    expect(readConfig({ STORE_URL: 'memory:' }).store).toEqual({ kind: 'memory' });
    expect(readConfig({ STORE_URL: 'sqlite:/tmp/a b.sqlite' }).store).toEqual({
      kind: 'sqlite',
      path: '/tmp/a b.sqlite',
    });
    expect(readConfig({ STORE_URL: 'redis://cache:6379/2' }).store).toEqual({
      kind: 'redis',
      url: 'redis://cache:6379/2',
    });
  });

  it('takes the origin of the public address', () => {
    expect(readConfig({ PUBLIC_URL: 'https://bot.exemple.fr/', TOKEN_SECRET: SECRET }).publicUrl).toBe(
      'https://bot.exemple.fr',
    );
  });

  it('splits the sites that may frame the chat', () => {
    expect(readConfig({ FRAME_ANCESTORS: 'https://a.fr, https://*.b.fr:8443' }).frameAncestors).toEqual([
      'https://a.fr',
      'https://*.b.fr:8443',
    ]);
  });

  it('takes several processes with one Redis, and one alone with a file', () => {
    expect(readConfig({ STORE_URL: 'redis://cache', BOT_INSTANCE: '3' }).store.kind).toBe('redis');
    expect(readConfig({ BOT_INSTANCE: '1' }).store.kind).toBe('sqlite');
  });

  it('takes proxies as addresses and networks', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, 192.168.1.2 fd00::/8' });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '192.168.1.2', 'fd00::/8']);
  });

  it('takes a managed identity, which has no password', () => {
    const env = { MicrosoftAppId: 'a', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' };
    expect(readConfig(env).app).toEqual({ id: 'a', password: '', type: 'UserAssignedMSI', tenantId: 't' });
  });
});

describe('a bad value stops the start with one line that names the variable and the remedy', () => {
  const bad: readonly [Record<string, string>, string, string][] = [
    [{ PORT: 'abc' }, 'PORT', '0 à 65535'],
    [{ PORT: '70000' }, 'PORT', '3978'],
    [{ PORT: '-1' }, 'PORT', 'entier'],
    [{ HOST: 'http://x' }, 'TOKEN_SECRET', 'openssl'],
    [{ HOST: 'a b', TOKEN_SECRET: SECRET }, 'HOST', 'sans http://'],
    [{ HOST: '0.0.0.0' }, 'TOKEN_SECRET', 'openssl'],
    [{ PUBLIC_URL: 'https://bot.exemple.fr' }, 'TOKEN_SECRET', 'openssl'],
    [{ PUBLIC_URL: 'bot.exemple.fr', TOKEN_SECRET: SECRET }, 'PUBLIC_URL', 'https://bot.exemple.fr'],
    [{ PUBLIC_URL: 'https://a.fr/bot', TOKEN_SECRET: SECRET }, 'PUBLIC_URL', 'sans chemin'],
    [{ PUBLIC_URL: 'http://a.fr', TOKEN_SECRET: SECRET }, 'PUBLIC_URL', 'https://'],
    [{ TOKEN_SECRET: 'court' }, 'TOKEN_SECRET', '32 caractères'],
    [{ STORE_URL: 'postgres://x' }, 'STORE_URL', 'memory:'],
    [{ STORE_URL: 'sqlite:' }, 'STORE_URL', 'sqlite:'],
    [{ STORE_URL: 'memory:', BOT_INSTANCE: '2' }, 'STORE_URL', 'redis://'],
    [{ BOT_INSTANCE: 'b' }, 'STORE_URL', 'redis://'],
    [{ STORE_MAX_MB: '0' }, 'STORE_MAX_MB', '1024'],
    [{ TRUSTED_PROXIES: 'nginx' }, 'TRUSTED_PROXIES', '10.0.0.0/8'],
    [{ TRUSTED_PROXIES: '10.0.0.1/40' }, 'TRUSTED_PROXIES', '10.0.0.0/8'],
    [{ MAX_STREAMS: '0' }, 'MAX_STREAMS', '10000'],
    [{ MicrosoftAppId: 'a' }, 'MicrosoftAppPassword', 'secret'],
    [{ MicrosoftAppPassword: 'a' }, 'MicrosoftAppId', 'les deux'],
    [{ MicrosoftAppId: 'a', MicrosoftAppPassword: 'b' }, 'MicrosoftAppTenantId', 'annuaire'],
    [{ MicrosoftAppType: 'Single' }, 'MicrosoftAppType', 'SingleTenant'],
    [{ FRAME_ANCESTORS: 'exemple.fr' }, 'FRAME_ANCESTORS', 'https://www.exemple.fr'],
    [{ FRAME_ANCESTORS: "https://a.fr;script-src'*'" }, 'FRAME_ANCESTORS', 'origines'],
    [{ LOG_LEVEL: 'bavard' }, 'LOG_LEVEL', 'info'],
    [{ RETENTION_DAYS: '0' }, 'RETENTION_DAYS', '1 à 365'],
    [{ MAX_TEXT: '1e3' }, 'MAX_TEXT', '2000'],
    [{ RATE_PER_CONVERSATION: 'trente' }, 'RATE_PER_CONVERSATION', '30'],
    [{ RATE_PER_ADDRESS: '1.5' }, 'RATE_PER_ADDRESS', '300'],
    [{ ToBotFromChannelOpenIdMetadataUrl: 'http://ailleurs.fr/x' }, 'ToBotFromChannelOpenIdMetadataUrl', 'https://'],
  ];
  for (const [env, name, remedy] of bad) {
    it(JSON.stringify(env), () => {
      const message = messageOf(() => readConfig(env));
      expect(message.startsWith(`${name} `), message).toBe(true);
      expect(message).toContain(remedy);
      expect(message).not.toContain('\n');
    });
  }

  it('never repeats a secret', () => {
    expect(messageOf(() => readConfig({ STORE_URL: 'rediss:motdepasse' }))).not.toContain('motdepasse');
    expect(messageOf(() => readConfig({ TOKEN_SECRET: 'motdepasse' }))).not.toContain('motdepasse');
  });
});

describe('.env.example', () => {
  it('explains each variable and shows its default', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const names = [...readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8').matchAll(/read\('(\w+)'\)/g)];
    expect(names.length).toBeGreaterThan(15);
    for (const [, name] of names) expect(text).toMatch(new RegExp(`^#${name}=`, 'm'));
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
