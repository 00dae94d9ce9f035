import { ServiceClientCredentialsFactory, TokenCredentials } from 'botframework-connector';
import { createBot } from '../../../src/bot/bot.ts';
import { readActivity } from '../../../src/bot/read-activity.ts';
import { createBotFramework } from '../../../src/channels/bot-framework.ts';
import { createMessageExtension } from '../../../src/channels/teams/message-extension.ts';
import { createAssistant } from '../../../src/create-assistant.ts';
import { frameFromPath, frameToPath, readFrame } from '../../../src/frame.ts';
import { createServer } from '../../../src/server/server.ts';
import { createSqliteStore } from '../../../src/store/sqlite-store.ts';
import { createTokenServer, type Forgery, type TokenServer } from '../token-server.ts';
import type { Shape } from './activities.ts';
import { type ConnectorPeer, createConnectorPeer } from './connector-peer.ts';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const PUBLIC_URL = 'https://bot.exemple.fr';
const DAY = 86_400_000;
const SENTENCES = { apology: 'Désolé', forgetful: 'Oubli', mention: (name: string) => `Mentionnez @${name}` };
const SEARCH = { nothing: 'Rien', open: 'Ouvrir' };

/** A token that needs no network; the real one comes from Entra, which no test can ask. */
class FixedCredentials extends ServiceClientCredentialsFactory {
  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === APP_ID);
  }
  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override createCredentials(): Promise<TokenCredentials> {
    return Promise.resolve(new TokenCredentials('token-of-the-bot'));
  }
}

export interface Teams {
  readonly peer: ConnectorPeer;
  readonly microsoft: TokenServer;
  /** How long the bot waited before each new attempt, in milliseconds; no time really passes. */
  readonly waits: number[];
  readonly failures: unknown[];
  /** Posts an activity as Teams does, signed; gives the answer to the call. */
  post(activity: Shape, forgery?: Forgery, claims?: Shape): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** The bot behind a real HTTP server, with Microsoft's part of Teams played on this machine. */
export async function startTeams({ attemptWithinMs }: { attemptWithinMs?: number } = {}): Promise<Teams> {
  const [microsoft, peer] = await Promise.all([createTokenServer(), createConnectorPeer()]);
  const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: PUBLIC_URL });
  const store = createSqliteStore({ path: ':memory:', keepMs: DAY });
  const failures: unknown[] = [];
  const waits: number[] = [];
  const fail = (error: unknown): void => {
    failures.push(error);
  };
  const bot = createBot({
    assistant,
    store,
    readFrame,
    sentences: { fr: SENTENCES, en: SENTENCES },
    events: { turn() {}, forgot: fail, failed: fail },
    invoke: createMessageExtension({
      assistant,
      linkOf: (frame) => PUBLIC_URL + frameToPath(frame),
      readLink: (url) => (url.startsWith(`${PUBLIC_URL}/`) ? frameFromPath(new URL(url).pathname) : null),
      sentences: { fr: SEARCH, en: { ...SEARCH, nothing: 'Nothing' } },
    }),
  });
  const channel = createBotFramework({
    app: { id: APP_ID, password: 'secret', type: 'SingleTenant', tenantId: 'tenant' },
    openIdMetadataUrl: microsoft.metadataUrl,
    publicUrl: PUBLIC_URL,
    bot,
    outbox: store,
    readActivity,
    limit: () => Promise.resolve(0),
    warn: fail,
    credentials: new FixedCredentials(),
    patience: {
      ...(attemptWithinMs === undefined ? {} : { attemptWithinMs }),
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
  });
  const server = createServer({
    routes: [{ method: 'POST', path: '/api/messages', handle: channel.receive }],
    publicUrl: PUBLIC_URL,
    addressOf: () => null,
    limit: () => Promise.resolve(0),
    upgrade: () => Promise.resolve(404),
    observe: () => undefined,
    failed: fail,
  });
  const port = await server.listen(0, '127.0.0.1');
  return {
    peer,
    microsoft,
    waits,
    failures,
    async post(activity, forgery, claims = {}) {
      const sent: Shape = { serviceUrl: peer.serviceUrl, ...activity };
      const token = microsoft.sign({ aud: APP_ID, serviceurl: sent.serviceUrl, ...claims }, forgery);
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(sent),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    },
    async stop() {
      await server.close();
      await bot.idle();
      await Promise.all([microsoft.stop(), peer.stop(), store.close()]);
    },
  };
}
