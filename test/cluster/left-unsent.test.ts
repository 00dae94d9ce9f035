import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { readActivity } from '../../src/bot/read-activity.ts';
import { createBotFramework } from '../../src/channels/bot-framework.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { readFrame } from '../../src/frame.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { createConnectorPeer } from '../channels/teams/connector-peer.ts';
import { message } from '../server/start-bot.ts';
import { startProcess } from './bot-process.ts';

const DAY = 24 * 60 * 60 * 1000;
const SENTENCES = { apology: '', forgetful: '', mention: () => '' };

it('a reply that a killed process saved and did not send is sent once by the next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unsent-'));
  const path = join(folder, 'bot.sqlite');
  const channel = await createConnectorPeer();
  channel.answers.push(null);
  const killed = await startProcess({ STORE_URL: `sqlite:${path}` });
  const activity = message('Qui contacter en Bretagne ?', {
    id: 'delivery-1',
    serviceUrl: channel.serviceUrl,
    deliveryMode: 'normal',
  });
  const posted = fetch(`${killed.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  posted.catch(() => undefined);
  // The reply is on its way, and nobody has answered yet.
  while (channel.sent.length === 0) await new Promise(setImmediate);
  await killed.kill();
  await expect(posted).rejects.toThrow();

  const store = createSqliteStore({ path, keepMs: DAY });
  const failures: unknown[] = [];
  const fail = (error: unknown): void => void failures.push(error);
  const next = createBotFramework({
    app: null,
    openIdMetadataUrl: null,
    publicUrl: null,
    bot: createBot({
      assistant: createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null }),
      store,
      readFrame,
      sentences: { fr: SENTENCES, en: SENTENCES },
      events: { turn() {}, forgot: fail, failed: fail },
    }),
    outbox: store,
    readActivity,
    limit: () => Promise.resolve(0),
    warn: fail,
  });
  await next.sendLeft(60_000);
  expect(channel.sent).toHaveLength(1);
  await next.sendLeft(0);
  await next.sendLeft(0);
  expect(failures).toEqual([]);
  expect(channel.sent).toHaveLength(2);
  expect(channel.sent[1]?.activity).toMatchObject({
    text: expect.stringMatching(/^Contacts · Région Bretagne/),
    replyToId: 'delivery-1',
    conversation: { id: 'conversation' },
  });
  // The channel knows a reply that it has had already by this name.
  expect(channel.sent[1]?.headers['idempotency-key']).toBe(channel.sent[0]?.headers['idempotency-key']);

  await store.close();
  await channel.stop();
  rmSync(folder, { recursive: true });
});
