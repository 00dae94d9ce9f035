import { randomBytes } from 'node:crypto';
import { createClient } from 'redis';
import { createPatience } from './patience.ts';
import { APPEND, COMMIT, COUNT, FORGET, MEET, OPEN, SENT, TAKE_UNSENT, TALLIES, UNANSWERED } from './redis-scripts.ts';
import { type Committed, type Entry, LONGEST_LOG, MEET_MS, type Store, TALLY_WEEKS, type Unsent } from './store.ts';
import { createWakes } from './wakes.ts';
import { listWeeks } from './week.ts';

const ROOT = 'territoires:';
const SECRET_BYTES = 48;
const CLOSE_WITHIN_MS = 1000;
const TIDY_EVERY_MS = 60 * 60 * 1000;
const TAKE_AT_ONCE = '100';
const TALLY_SECONDS = TALLY_WEEKS * 7 * 24 * 60 * 60;
const CONNECT_WITHIN_MS = 30_000;
const SAY_AFTER_MS = 1000;
const SLOWEST_RETRY_MS = 2000;
/** A Redis that takes longer counts as one that is not there, for as long again. */
const ANSWER_WITHIN_MS = 2000;

/**
 * The store of many processes, in one Redis (not a cluster). Waits up to half a minute for it and has `say` tell so;
 * rejects with a French line when it does not come. While it is away later on, every call rejects at once. `keepMs` as
 * for the other stores.
 */
export async function createRedisStore({
  url,
  keepMs,
  say = () => undefined,
  withinMs = CONNECT_WITHIN_MS,
}: {
  url: string;
  keepMs: number;
  say?: (line: string) => void;
  withinMs?: number;
}): Promise<Store> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (tries) => Math.min(100 * tries, SLOWEST_RETRY_MS) },
  });
  const listener = client.duplicate({ disableOfflineQueue: false });
  // Each call tells its own failure; without a listener the event would end the process.
  let last: unknown;
  for (const one of [client, listener]) {
    one.on('error', (error: unknown) => {
      last ??= error;
    });
  }
  const waiting = setTimeout(
    () => say(`STORE_URL : Redis ne répond pas encore ; nouvel essai pendant ${Math.round(withinMs / 1000)} s…`),
    Math.min(SAY_AFTER_MS, withinMs / 2),
  );
  try {
    await inTime(Promise.all([client.connect(), listener.connect()]), withinMs);
  } catch (error) {
    for (const one of [client, listener]) one.destroy();
    const reason = reasonOf(last ?? error);
    throw new Error(
      `STORE_URL : Redis ne répond pas à cette adresse (${reason}) : vérifier qu’il est démarré et son mot de passe, ou retirer STORE_URL.`,
    );
  } finally {
    clearTimeout(waiting);
  }

  const wakes = createWakes();
  await listener.subscribe(`${ROOT}wake`, (conversation) => wakes.wake(conversation));
  // Whatever was called out while the connection was down is lost: everyone looks for themselves.
  listener.on('ready', () => wakes.wakeAll());

  const keep = String(keepMs);
  const longest = String(LONGEST_LOG);
  const ask = createPatience(ANSWER_WITHIN_MS);
  const run = (script: string, key: string, ...values: readonly string[]): Promise<unknown> =>
    ask(() => client.eval(script, { keys: [ROOT, key], arguments: [...values] }));

  /** What has expired is gone from memory at once, but stands in the file of commands until that is written anew. */
  const tidy = async (): Promise<void> => {
    const hour = Math.floor(Date.now() / TIDY_EVERY_MS);
    const isFirst = await ask(() =>
      client.set(`${ROOT}tidy:${hour}`, '1', { condition: 'NX', expiration: { type: 'PX', value: TIDY_EVERY_MS } }),
    );
    if (isFirst !== null) await ask(() => client.bgRewriteAof());
  };
  // Where this command is not allowed, the administrator sees to it (docs/exploitation.md).
  const tidying = setInterval(() => void tidy().catch(() => undefined), TIDY_EVERY_MS).unref();

  return {
    async readContext(conversation) {
      const [version, context] = await ask(() => client.hmGet(`${ROOT}c:${conversation}`, ['version', 'context']));
      return { version: Number(version ?? 0), value: context ? JSON.parse(context) : null };
    },
    async commit({ conversation, version, context, delivery, answered, replies, outbox }) {
      const result = await run(
        COMMIT,
        conversation,
        String(version),
        JSON.stringify(context),
        delivery ?? '',
        answered === null ? '' : String(answered),
        keep,
        longest,
        outbox ? JSON.stringify(outbox) : '',
        ...replies.map((reply) => JSON.stringify(reply)),
      );
      return readCommitted(result);
    },
    async claim(key) {
      const set = await ask(() =>
        client.set(`${ROOT}claim:${key}`, '1', { condition: 'NX', expiration: { type: 'PX', value: keepMs } }),
      );
      return set !== null;
    },
    async release(key) {
      await ask(() => client.del(`${ROOT}claim:${key}`));
    },
    async takeUnsent(olderThanMs) {
      return readUnsent(await run(TAKE_UNSENT, '', String(olderThanMs), TAKE_AT_ONCE));
    },
    async sent(delivery) {
      return (await run(SENT, delivery)) === 1;
    },
    async open(conversation, first) {
      return (await run(OPEN, conversation, keep, longest, ...first.map((one) => JSON.stringify(one)))) === 1;
    },
    async isOpen(conversation) {
      return (await ask(() => client.hExists(`${ROOT}c:${conversation}`, 'opened'))) === 1;
    },
    async append(conversation, activity, { key, awaits }) {
      const text = JSON.stringify(activity);
      const [number, isNew] = readPair(
        await run(APPEND, conversation, keep, longest, text, key ?? '', awaits ? '1' : '0'),
      );
      return number === 0 ? null : { number, isNew: isNew === 1 };
    },
    async read(conversation, after, limit) {
      const entries = await ask(() =>
        client.xRange(`${ROOT}e:${conversation}`, `${after + 1}-0`, '+', { COUNT: limit }),
      );
      return (entries ?? []).map(toEntry);
    },
    follow: wakes.follow,
    async nextUnanswered(conversation) {
      const [number] = await ask(() => client.zRange(`${ROOT}u:${conversation}`, 0, 0));
      if (number === undefined) return null;
      const entries = await ask(() => client.xRange(`${ROOT}e:${conversation}`, `${number}-0`, `${number}-0`));
      return entries?.map(toEntry)[0] ?? null;
    },
    async unanswered() {
      const found = await run(UNANSWERED, '');
      return Array.isArray(found) ? found.map(String) : [];
    },
    async forget(conversation) {
      await run(FORGET, conversation);
    },
    async tally(counts) {
      const many = client.multi();
      for (const { kind, week, name, count } of counts) {
        const key = `${ROOT}tally:${kind}:${week}`;
        many.hIncrBy(key, name, count).expire(key, TALLY_SECONDS);
      }
      await ask(() => many.exec());
    },
    async tallies(kind, weeks) {
      // As a list: an object of the client's making would lose some names.
      const found = await Promise.all(weeks.map((week) => run(TALLIES, `${kind}:${week}`)));
      return weeks.flatMap((week, at) =>
        readPairs(found[at]).map(([name, count]) => ({ kind, name, week, count: Number(count) })),
      );
    },
    async untally(kind, name) {
      const weeks = listWeeks(new Date(), TALLY_WEEKS);
      await ask(() => Promise.all(weeks.map((week) => client.hDel(`${ROOT}tally:${kind}:${week}`, name))));
    },
    async meet(meetings) {
      return Promise.all(
        meetings.map(async ({ set, member }) => {
          const [count, isNew] = readPair(await run(MEET, set, member, String(MEET_MS)));
          return { count, isNew: isNew === 1 };
        }),
      );
    },
    async secret(name) {
      const key = `${ROOT}secret:${name}`;
      // A Redis that is full still gives the one that it has.
      const kept = await ask(() => client.get(key));
      if (kept !== null) return kept;
      const drawn = randomBytes(SECRET_BYTES).toString('base64url');
      await ask(() => client.set(key, drawn, { condition: 'NX' }));
      return (await ask(() => client.get(key))) ?? drawn;
    },
    async count(key, windowSeconds) {
      const [count, left] = readPair(await run(COUNT, key, String(windowSeconds * 1000)));
      return { count, resetIn: Math.max(1, Math.ceil(left / 1000)) };
    },
    tidy,
    async ping() {
      // A Redis that is full answers pings.
      await ask(() => client.set(`${ROOT}probe`, '1', { expiration: { type: 'PX', value: 1000 } }));
    },
    async close() {
      clearInterval(tidying);
      // A client that is just connecting again would wait for Redis.
      const late = setTimeout(() => {
        for (const one of [client, listener]) if (one.isOpen) one.destroy();
      }, CLOSE_WITHIN_MS);
      await Promise.allSettled([client, listener].map((one) => (one.isReady ? one.close() : one.destroy())));
      clearTimeout(late);
    },
  };
}

async function inTime(connecting: Promise<unknown>, withinMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('délai dépassé')), withinMs);
  // When time is up nobody waits for its failure any more.
  connecting.catch(() => undefined);
  try {
    await Promise.race([connecting, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A word on why, without the address: it may hold a password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'raison inconnue';
  return 'code' in error && typeof error.code === 'string'
    ? error.code
    : (/^[A-Z]+\b/.exec(error.message)?.[0] ?? error.name);
}

function toEntry({ id, message }: { id: string; message: Record<string, string> }): Entry {
  return { number: Number.parseInt(id, 10), activity: JSON.parse(message.a ?? '{}') };
}

function readCommitted(value: unknown): Committed {
  if (value === 'saved' || value === 'conflict' || value === 'repeated') return value;
  throw new Error('Redis gave an unknown result of a commit');
}

function readUnsent(value: unknown): readonly Unsent[] {
  return readPairs(value).map(([delivery, outbox]) => ({ delivery, outbox: JSON.parse(outbox) }));
}

/** A flat list of names and values, as Redis gives hashes. */
function readPairs(value: unknown): readonly (readonly [string, string])[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((name, at) => (at % 2 === 0 ? [[String(name), String(list[at + 1])] as const] : []));
}

function readPair(value: unknown): readonly [number, number] {
  const [first, second] = Array.isArray(value) ? value : [];
  return [Number(first), Number(second)];
}
