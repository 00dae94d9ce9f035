import { randomBytes } from 'node:crypto';
import { createClient } from 'redis';
import { APPEND, COMMIT, COUNT, FORGET, OPEN } from './redis-scripts.ts';
import { type Committed, type Entry, LONGEST_LOG, type Store } from './store.ts';
import { createWakes } from './wakes.ts';

const ROOT = 'territoires:';
const SECRET_BYTES = 48;
const CONNECT_WITHIN_MS = 30_000;
const SLOWEST_RETRY_MS = 2000;
/** A Redis that takes longer counts as one that is not there. */
const ANSWER_WITHIN_MS = 3000;

/**
 * The store of many processes, in one Redis (not a cluster). Waits up to half a minute for it; rejects with a French
 * line when it does not come. While it is away later on, every call rejects at once. `keepMs` as for the other stores.
 */
export async function createRedisStore({ url, keepMs }: { url: string; keepMs: number }): Promise<Store> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: ANSWER_WITHIN_MS },
    socket: { reconnectStrategy: (tries) => Math.min(100 * tries, SLOWEST_RETRY_MS) },
  });
  const listener = client.duplicate({ disableOfflineQueue: false });
  // Each call tells its own failure; without a listener the event would end the process.
  for (const one of [client, listener]) one.on('error', () => undefined);
  await inTime(Promise.all([client.connect(), listener.connect()]));

  const wakes = createWakes();
  await listener.subscribe(`${ROOT}wake`, (conversation) => wakes.wake(conversation));
  // Whatever was called out while the connection was down is lost: everyone looks for themselves.
  listener.on('ready', () => wakes.wakeAll());

  const keep = String(keepMs);
  const longest = String(LONGEST_LOG);
  const run = (script: string, key: string, ...values: readonly string[]): Promise<unknown> =>
    client.eval(script, { keys: [ROOT, key], arguments: [...values] });

  return {
    async readContext(conversation) {
      const [version, context] = await client.hmGet(`${ROOT}c:${conversation}`, ['version', 'context']);
      return { version: Number(version ?? 0), value: context ? JSON.parse(context) : null };
    },
    async commit({ conversation, version, context, delivery, answered, replies }) {
      const result = await run(
        COMMIT,
        conversation,
        String(version),
        JSON.stringify(context),
        delivery ?? '',
        answered === null ? '' : String(answered),
        keep,
        longest,
        ...replies.map((reply) => JSON.stringify(reply)),
      );
      return readCommitted(result);
    },
    async claim(key) {
      const set = await client.set(`${ROOT}claim:${key}`, '1', {
        condition: 'NX',
        expiration: { type: 'PX', value: keepMs },
      });
      return set !== null;
    },
    async release(key) {
      await client.del(`${ROOT}claim:${key}`);
    },
    async open(conversation, first) {
      return (await run(OPEN, conversation, keep, longest, ...first.map((one) => JSON.stringify(one)))) === 1;
    },
    async isOpen(conversation) {
      return (await client.hExists(`${ROOT}c:${conversation}`, 'opened')) === 1;
    },
    async append(conversation, activity, { key, awaits }) {
      const text = JSON.stringify(activity);
      const [number, isNew] = readPair(
        await run(APPEND, conversation, keep, longest, text, key ?? '', awaits ? '1' : '0'),
      );
      return number === 0 ? null : { number, isNew: isNew === 1 };
    },
    async read(conversation, after, limit) {
      const entries = await client.xRange(`${ROOT}e:${conversation}`, `${after + 1}-0`, '+', { COUNT: limit });
      return (entries ?? []).map(toEntry);
    },
    follow: wakes.follow,
    async nextUnanswered(conversation) {
      const [number] = await client.zRange(`${ROOT}u:${conversation}`, 0, 0);
      if (number === undefined) return null;
      const entries = await client.xRange(`${ROOT}e:${conversation}`, `${number}-0`, `${number}-0`);
      return entries?.map(toEntry)[0] ?? null;
    },
    async unanswered() {
      return client.sMembers(`${ROOT}unanswered`);
    },
    async forget(conversation) {
      await run(FORGET, conversation);
    },
    async secret(name) {
      const drawn = randomBytes(SECRET_BYTES).toString('base64url');
      await client.set(`${ROOT}secret:${name}`, drawn, { condition: 'NX' });
      return (await client.get(`${ROOT}secret:${name}`)) ?? drawn;
    },
    async count(key, windowSeconds) {
      const [count, left] = readPair(await run(COUNT, key, String(windowSeconds * 1000)));
      return { count, resetIn: Math.max(1, Math.ceil(left / 1000)) };
    },
    async ping() {
      await client.ping();
    },
    async close() {
      await Promise.allSettled([client.close(), listener.close()]);
    },
  };
}

async function inTime(connecting: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const failure = new Error(
    'STORE_URL : Redis ne répond pas à cette adresse : vérifier qu’il est démarré, ou retirer STORE_URL.',
  );
  const timer = setTimeout(() => reject(failure), CONNECT_WITHIN_MS);
  try {
    await Promise.race([connecting, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function toEntry({ id, message }: { id: string; message: Record<string, string> }): Entry {
  return { number: Number.parseInt(id, 10), activity: JSON.parse(message.a ?? '{}') };
}

function readCommitted(value: unknown): Committed {
  if (value === 'saved' || value === 'conflict' || value === 'repeated') return value;
  throw new Error('Redis gave an unknown result of a commit');
}

function readPair(value: unknown): readonly [number, number] {
  const [first, second] = Array.isArray(value) ? value : [];
  return [Number(first), Number(second)];
}
