import { isIP } from 'node:net';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const APP_TYPES = ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const;
const SHORTEST_SECRET = 32;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** How much is logged; the levels of pino. */
export type LogLevel = (typeof LEVELS)[number];

/** The bot's registration with Microsoft: what Teams needs. */
export interface AppRegistration {
  readonly id: string;
  /** Empty for a managed identity. */
  readonly password: string;
  readonly type: (typeof APP_TYPES)[number];
  readonly tenantId: string;
}

/** Where the state lives: one SQLite file, the memory of the process, or a Redis shared by many. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'memory' }
  | { readonly kind: 'redis'; readonly url: string };

/** The environment, read and checked once at the start. `.env.example` explains each variable. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Origin under which readers reach the bot, without a slash at its end; null when there is none. */
  readonly publicUrl: string | null;
  /** Proxies that are believed about whom they forward, as addresses or networks (10.0.0.0/8); this machine is one. */
  readonly trustedProxies: readonly string[];
  readonly store: StoreAddress;
  /** How large the SQLite file may grow, in MB. */
  readonly storeMaxMb: number;
  /** Null leaves Teams off. */
  readonly app: AppRegistration | null;
  readonly openIdMetadataUrl: string | null;
  /** Null: the store keeps one that the bot draws itself. */
  readonly tokenSecret: string | null;
  /** Sites that may show the chat in a frame, as CSP sources; empty for none but our own. */
  readonly frameAncestors: readonly string[];
  readonly logLevel: LogLevel;
  readonly retentionDays: number;
  /** How long a process that is asked to stop says that it is not ready, before it takes no more connections. */
  readonly drainSeconds: number;
  /** In how many conversations a word must be met before it is kept in clear; 0 for never. */
  readonly termConversations: number;
  /** Characters of a message that are read. */
  readonly maxText: number;
  /** Messages a minute; 0 for no limit. */
  readonly ratePerConversation: number;
  /** Requests a minute; 0 for no limit. */
  readonly ratePerAddress: number;
  /** New conversations an hour; 0 for no limit. */
  readonly conversationsPerAddress: number;
  /** Open WebSockets of everybody and of one address. */
  readonly maxStreams: number;
  readonly maxStreamsPerAddress: number;
  readonly dataDir: string;
  readonly localesDir: string;
}

/**
 * Reads the environment (docs/interface.md). Throws an error whose message is one French line: the variable, what is
 * wrong and the remedy.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: string): string => env[name]?.trim() ?? '';
  const host = read('HOST') || '127.0.0.1';
  const publicUrl = readOrigin('PUBLIC_URL', read('PUBLIC_URL'));
  const tokenSecret = read('TOKEN_SECRET') || null;
  if (tokenSecret !== null && tokenSecret.length < SHORTEST_SECRET) {
    fail(
      'TOKEN_SECRET',
      `est trop court : il en faut au moins ${SHORTEST_SECRET} caractères (openssl rand -base64 48)`,
    );
  }
  if (tokenSecret === null && publicUrl !== null) {
    fail('TOKEN_SECRET', 'manque : une adresse publique (PUBLIC_URL) en demande un (openssl rand -base64 48)');
  }
  if (tokenSecret === null && !LOOPBACK.has(host)) {
    fail('TOKEN_SECRET', `manque : HOST=${host} ouvre le bot au réseau ; en donner un (openssl rand -base64 48)`);
  }
  return {
    port: readNumber('PORT', read('PORT'), { fallback: 3978, least: 0, most: 65_535 }),
    host: readHost(host),
    publicUrl,
    trustedProxies: readProxies(read('TRUSTED_PROXIES')),
    store: readSharedStore(read('STORE_URL'), read('BOT_INSTANCE')),
    storeMaxMb: readNumber('STORE_MAX_MB', read('STORE_MAX_MB'), { fallback: 1024, least: 1, most: 1_000_000 }),
    app: readApp(read),
    openIdMetadataUrl: readMetadataUrl(read('ToBotFromChannelOpenIdMetadataUrl')),
    tokenSecret,
    frameAncestors: readAncestors(read('FRAME_ANCESTORS')),
    logLevel: readChoice('LOG_LEVEL', read('LOG_LEVEL'), LEVELS, 'info'),
    retentionDays: readNumber('RETENTION_DAYS', read('RETENTION_DAYS'), { fallback: 1, least: 1, most: 365 }),
    drainSeconds: readNumber('DRAIN_SECONDS', read('DRAIN_SECONDS'), { fallback: 1, least: 0, most: 4 }),
    termConversations: readNumber('TERM_CONVERSATIONS', read('TERM_CONVERSATIONS'), {
      fallback: 5,
      least: 0,
      most: 1000,
    }),
    maxText: readNumber('MAX_TEXT', read('MAX_TEXT'), { fallback: 2000, least: 100, most: 5000 }),
    ratePerConversation: readRate('RATE_PER_CONVERSATION', read('RATE_PER_CONVERSATION'), 30),
    ratePerAddress: readRate('RATE_PER_ADDRESS', read('RATE_PER_ADDRESS'), 300),
    conversationsPerAddress: readRate('CONVERSATIONS_PER_ADDRESS', read('CONVERSATIONS_PER_ADDRESS'), 100),
    maxStreams: readNumber('MAX_STREAMS', read('MAX_STREAMS'), { fallback: 10_000, least: 1, most: 100_000 }),
    maxStreamsPerAddress: readNumber('MAX_STREAMS_PER_ADDRESS', read('MAX_STREAMS_PER_ADDRESS'), {
      fallback: 250,
      least: 1,
      most: 100_000,
    }),
    dataDir: read('DATA_DIR') || 'data',
    localesDir: read('LOCALES_DIR') || 'locales',
  };
}

function fail(name: string, what: string): never {
  throw new Error(`${name} ${what}.`);
}

function readNumber(
  name: string,
  value: string,
  { fallback, least, most }: { fallback: number; least: number; most: number },
): number {
  if (value === '') return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    fail(name, `vaut « ${value} » : il faut un nombre entier de ${least} à ${most} (par défaut ${fallback})`);
  }
  return number;
}

function readRate(name: string, value: string, fallback: number): number {
  return readNumber(name, value, { fallback, least: 0, most: 1_000_000 });
}

function readChoice<T extends string>(name: string, value: string, choices: readonly T[], fallback: T): T {
  if (value === '') return fallback;
  return (
    choices.find((choice) => choice === value) ??
    fail(name, `vaut « ${value} » : il faut l’un de ${choices.join(', ')}`)
  );
}

function readHost(value: string): string {
  if (/[\s/]/.test(value)) fail('HOST', `vaut « ${value} » : il faut un nom ou une adresse, sans http:// ni port`);
  return value;
}

function readOrigin(name: string, value: string): string | null {
  if (value === '') return null;
  const url = parseUrl(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    fail(name, `vaut « ${value} » : il faut une adresse comme https://bot.exemple.fr, sans chemin`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    fail(name, `vaut « ${value} » : une adresse publique commence par https://`);
  }
  return url.origin;
}

/** A unit of systemd tells each process its number: a second one cannot share a file with the first. */
function readSharedStore(value: string, instance: string): StoreAddress {
  const store = readStore(value);
  if (store.kind !== 'redis' && instance !== '' && instance !== '1') {
    fail(
      'STORE_URL',
      `ne convient qu’à un seul processus, et celui-ci est le nº ${instance} (BOT_INSTANCE) : plusieurs processus demandent redis://hôte:6379`,
    );
  }
  return store;
}

function readProxies(value: string): readonly string[] {
  const proxies = value.split(/[\s,]+/).filter((proxy) => proxy !== '');
  for (const proxy of proxies) {
    const [address = '', bits, ...rest] = proxy.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (isIP(address) === 0 || !isNetwork || rest.length > 0) {
      fail('TRUSTED_PROXIES', `contient « ${proxy} » : il faut des adresses IP, ou des réseaux comme 10.0.0.0/8`);
    }
  }
  return proxies;
}

function readStore(value: string): StoreAddress {
  if (value === '') return { kind: 'sqlite', path: 'var/bot.sqlite' };
  if (value === 'memory:') return { kind: 'memory' };
  if (value.startsWith('sqlite:') && value.length > 'sqlite:'.length) {
    return { kind: 'sqlite', path: value.slice('sqlite:'.length) };
  }
  const url = parseUrl(value);
  if (url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '') return { kind: 'redis', url: value };
  // The value may hold a password: it is not repeated.
  return fail('STORE_URL', 'n’est pas reconnu : il faut memory:, sqlite:chemin/du/fichier ou redis://hôte:6379');
}

function readApp(read: (name: string) => string): AppRegistration | null {
  const [id, password, tenantId] = [read('MicrosoftAppId'), read('MicrosoftAppPassword'), read('MicrosoftAppTenantId')];
  const type = readChoice('MicrosoftAppType', read('MicrosoftAppType'), APP_TYPES, 'SingleTenant');
  if (id === '') {
    if (password !== '') fail('MicrosoftAppId', 'manque alors que MicrosoftAppPassword est donné : donner les deux');
    return null;
  }
  if (type !== 'UserAssignedMSI' && password === '') {
    fail('MicrosoftAppPassword', 'manque : c’est le secret de l’inscription MicrosoftAppId');
  }
  if (type !== 'MultiTenant' && tenantId === '') {
    fail('MicrosoftAppTenantId', `manque : le type ${type} demande l’identifiant de l’annuaire`);
  }
  return { id, password, type, tenantId };
}

function readMetadataUrl(value: string): string | null {
  if (value === '') return null;
  const name = 'ToBotFromChannelOpenIdMetadataUrl';
  const url = parseUrl(value);
  if (url === null || !/^https?:$/.test(url.protocol)) fail(name, `vaut « ${value} » : il faut une adresse https://`);
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    fail(name, `vaut « ${value} » : http:// n’est admis que vers cette machine ; il faut https://`);
  }
  return value;
}

function readAncestors(value: string): readonly string[] {
  const sources = value.split(/[\s,]+/).filter((source) => source !== '');
  for (const source of sources) {
    if (!/^(?:\*|https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?)$/i.test(source)) {
      fail('FRAME_ANCESTORS', `contient « ${source} » : il faut des origines comme https://www.exemple.fr, ou *`);
    }
  }
  return sources;
}

function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}
