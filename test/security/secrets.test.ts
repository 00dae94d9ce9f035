import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BotProcess, startProcess } from '../cluster/bot-process.ts';
import { findPort } from '../cluster/find-port.ts';
import { type RedisServer, startRedis } from '../cluster/redis-server.ts';
import { message } from '../server/start-bot.ts';
import { begin, call } from './direct-line-client.ts';

const SECRETS = {
  TOKEN_SECRET: 'secret-des-jetons-secret-des-jetons',
  MicrosoftAppPassword: 'secret-de-microsoft',
  redis: 'secret-de-redis',
} as const;

let redis: RedisServer;
let bot: BotProcess;
beforeAll(async () => {
  redis = await startRedis(['--requirepass', SECRETS.redis]);
  bot = await startProcess({
    STORE_URL: redis.url.replace('redis://', `redis://:${SECRETS.redis}@`),
    TOKEN_SECRET: SECRETS.TOKEN_SECRET,
    MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
    MicrosoftAppPassword: SECRETS.MicrosoftAppPassword,
    MicrosoftAppTenantId: 'annuaire',
    ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${await findPort()}/keys`,
    LOG_LEVEL: 'trace',
  });
});
afterAll(async () => {
  await bot.stop();
  await redis.remove();
});

it('no secret is in a log, an error or a page, whatever goes wrong', async () => {
  let told = '';
  const look = async (path: string, init?: RequestInit): Promise<void> => {
    const response = await fetch(`${bot.url}${path}`, init);
    told += JSON.stringify([...response.headers]) + (await response.text());
  };
  const lookAround = async (): Promise<void> => {
    for (const path of ['/', '/metrics', '/readyz', '/nulle-part', '/api/territoires', '/widget.js']) await look(path);
    for (const token of ['x.y.z', SECRETS.MicrosoftAppPassword.slice(0, 5)]) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      await look('/api/messages', { method: 'POST', headers, body: JSON.stringify(message('bonjour')) });
    }
  };
  await lookAround();
  const { id, token } = await begin(bot.url);
  told += JSON.stringify(
    await call(bot.url, 'POST', `/conversations/${id}/activities`, token, { type: 'message', text: 'bonjour' }),
  );
  await redis.stop();
  await lookAround();
  told += JSON.stringify(await call(bot.url, 'GET', `/conversations/${id}/activities`, token));
  await redis.start();
  // Something was said, and something went wrong.
  expect(bot.output()).toMatch(/store failed|trouble/);
  for (const secret of Object.values(SECRETS)) expect(told + bot.output()).not.toContain(secret);
});
