import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectorPeer } from '../channels/teams/connector-peer.ts';
import { begin, call } from '../security/direct-line-client.ts';
import { message } from '../server/start-bot.ts';
import { type BotProcess, startProcess } from './bot-process.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

const CONVERSATIONS = 10;
const QUESTIONS = [
  'Qui contacter en Bretagne ?',
  'et en Normandie ?',
  'et à Figeac ?',
  'et à Roubaix ?',
  'et à Mayotte ?',
];

let redis: RedisServer;
let processes: readonly BotProcess[];
beforeAll(async () => {
  redis = await startRedis();
  processes = await Promise.all([1, 2].map(() => startProcess({ STORE_URL: redis.url })));
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await redis.remove();
});

describe('what two processes get at the same moment', () => {
  it('in a conversation of the chat is answered once each, in the order of its log', async () => {
    const urls = processes.map(({ url }) => url);
    const tell = async (): Promise<void> => {
      const { id, token } = await begin(urls[0] ?? '');
      const path = `/conversations/${id}/activities`;
      await Promise.all(
        QUESTIONS.map((text, at) => call(urls[at % 2] ?? '', 'POST', path, token, { type: 'message', text })),
      );
      for (;;) {
        const { json } = await call(urls[1] ?? '', 'GET', path, token);
        const log: readonly Record<string, unknown>[] = Array.isArray(json.activities) ? json.activities : [];
        const answered = log.flatMap(({ replyToId }) => (replyToId === undefined ? [] : [replyToId]));
        if (answered.length < QUESTIONS.length) continue;
        const asked = log.filter(({ from }) => JSON.stringify(from).includes('"user"')).map((one) => one.id);
        expect(answered).toEqual(asked);
        return;
      }
    };
    await Promise.all(Array.from({ length: CONVERSATIONS }, tell));
  });

  it('of a Bot Framework channel is answered once, also when it is the same delivery', async () => {
    const channel = await createConnectorPeer();
    const deliver = ({ url }: BotProcess, text: string, id: string) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message(text, { id, serviceUrl: channel.serviceUrl, deliveryMode: 'normal' })),
      });
    const posted = await Promise.all(
      QUESTIONS.flatMap((text, at) =>
        processes.flatMap((one) => [1, 2].map(() => deliver(one, text, `delivery-${at}`))),
      ),
    );
    expect(new Set(posted.map(({ ok }) => ok))).toEqual(new Set([true]));
    const replies = channel.sent.map(({ activity }) => activity).filter(({ type }) => type === 'message');
    expect(replies.map(({ replyToId }) => replyToId).toSorted()).toEqual(QUESTIONS.map((_, at) => `delivery-${at}`));
    await channel.stop();
  });
});
