import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Activity } from 'botbuilder';
import type { Bot } from '../../bot/bot.ts';
import type { Queue } from '../../bot/in-order.ts';
import type { Store } from '../../store/store.ts';
import type { Call, Reply } from '../http.ts';
import { addressReply, BOT, idOf, readWatermark, toActivity } from './address.ts';
import { type Message, readMessage } from './read-message.ts';
import { createStreams, type StreamLimits } from './streams.ts';
import type { Grant, Tokens } from './tokens.ts';

/** How long a stream ticket may be used to open its WebSocket. */
const TICKET_SECONDS = 60;
const READ_AT_ONCE = 100;
/** What another process, or a store that was away, left unanswered for so long is answered here. */
const SWEEP_EVERY_MS = 2000;
/** Conversations that the store could not open yet; whoever comes beyond that is told to come back. */
const MOST_UNOPENED = 1000;
const MOST_TOLD = 1000;

/** Typing is shown only when an answer takes longer than this. */
const TYPING_AFTER_MS = 1000;
const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream$/;

/** Direct Line 3.0 in this process: each function serves one route under `/v3/directline`. */
export interface DirectLine {
  /** `POST tokens/generate`: a token for a conversation that does not exist yet. */
  generate(call: Call): Promise<Reply>;
  /** `POST tokens/refresh`: the same rights for longer. */
  refresh(call: Call): Promise<Reply>;
  /** `POST conversations`: opens the token's conversation and welcomes, or resumes it. */
  start(call: Call): Promise<Reply>;
  /** `GET conversations/:id`: resumes with a new stream address. */
  resume(call: Call): Promise<Reply>;
  /** `POST conversations/:id/activities` */
  post(call: Call): Promise<Reply>;
  /** `GET conversations/:id/activities?watermark=` */
  read(call: Call): Promise<Reply>;
  /** `POST conversations/:id/upload`: files are not read. */
  upload(call: Call): Promise<Reply>;
  /** `DELETE conversations/:id`: forgets the conversation at once. */
  forget(call: Call): Promise<Reply>;
  /** `GET conversations/:id/stream` as a WebSocket; gives the status that refuses it, or null when it is taken. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<number | null>;
  /** Answers what an earlier process left unanswered, and from then on what others leave. */
  catchUp(): Promise<void>;
  readonly openStreams: number;
  /** Asks clients to come back later. */
  close(): void;
}

/**
 * The embedded web channel. `tokenSeconds` is how long a token is good; `publicUrl` how clients reach this server, when
 * it is not the `Host` they ask for; `limit` gives the seconds a conversation must wait, `limitOpening` those an address
 * must wait before another conversation, else 0; `addressOf` tells whom to count for, null for nobody. `forgot` is told of
 * a store that fails: questions of those who are there by WebSocket are then answered without memory, and
 * `forgetful` says so.
 */
export function createDirectLine(parts: {
  store: Store;
  bot: Bot;
  queue: Queue;
  tokens: Tokens;
  tokenSeconds: number;
  publicUrl: string | null;
  maxText: number;
  readActivity: (body: unknown) => Activity | null;
  limit: (conversation: string) => Promise<number>;
  limitOpening: (address: string) => Promise<number>;
  addressOf: (headers: IncomingHttpHeaders, peer: string) => string | null;
  streamLimits: StreamLimits;
  forgetful: (activity: Activity) => readonly Partial<Activity>[];
  forgot: (error: unknown) => void;
}): DirectLine {
  const { store, bot, queue, tokens, tokenSeconds, publicUrl, maxText, readActivity, limit, forgot } = parts;
  const streams = createStreams(store, parts.streamLimits, forgot);
  /** Begun while the store was away, with the welcome that nobody has seen yet. */
  const unopened = new Map<string, readonly Record<string, unknown>[]>();
  /** Messages whose answers were shown but could not be kept. */
  const told = new Set<string>();

  /** The grant of a call, or why it is refused. */
  const authorise = ({ headers, params }: Call): Grant | Reply => {
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return { status: 401, problem: 'Il manque le jeton (Authorization: Bearer …).' };
    const grant = tokens.verify(token);
    if (grant === null || grant.use !== 'token') {
      return { status: 403, problem: 'Ce jeton n’est pas valable ou a expiré : en demander un nouveau.' };
    }
    if (params.id !== undefined && params.id !== grant.conversation) {
      return { status: 403, problem: 'Ce jeton est celui d’une autre conversation.' };
    }
    return grant;
  };

  const describe = (grant: Grant, call: Call | null, watermark = ''): Record<string, unknown> => ({
    conversationId: grant.conversation,
    token: tokens.sign({ ...grant, use: 'token' }, tokenSeconds),
    expires_in: tokenSeconds,
    ...(call === null ? {} : { streamUrl: streamUrl(grant, call, watermark) }),
  });

  const streamUrl = (grant: Grant, { headers }: Call, watermark: string): string => {
    const origin = publicUrl ?? `http://${headers.host ?? 'localhost'}`;
    const ticket = tokens.sign({ ...grant, use: 'stream' }, TICKET_SECONDS);
    const query = new URLSearchParams({ watermark, t: ticket });
    return `${origin.replace(/^http/, 'ws')}/v3/directline/conversations/${grant.conversation}/stream?${query}`;
  };

  /** Answers all that awaits an answer in a conversation, oldest first; other processes may do the same meanwhile. */
  const answerAll = (conversation: string): Promise<void> =>
    queue.run(conversation, async () => {
      const typing = setTimeout(
        () => streams.show(conversation, { type: 'typing', from: BOT, conversation: { id: conversation } }),
        TYPING_AFTER_MS,
      );
      try {
        while (await answerNext(conversation));
      } finally {
        clearTimeout(typing);
      }
    });

  const answerNext = async (conversation: string): Promise<boolean> => {
    const entry = await store.nextUnanswered(conversation);
    if (entry === null) return false;
    const activity = readActivity(toActivity(conversation, entry));
    const { version, value } = await store.readContext(conversation);
    const { replies, context } = activity === null ? { replies: [], context: value } : bot.answer(activity, value);
    const addressed = replies.map((reply) => addressReply(reply, conversation, new Date(), entry.number));
    const commit = { conversation, version, context, delivery: null, answered: entry.number };
    const id = idOf(conversation, entry.number);
    try {
      await store.commit({ ...commit, replies: told.has(id) ? [] : addressed });
    } catch (error) {
      // Too much to keep, but those who are there are told; then it only remains to note that they were.
      if (activity === null || told.has(id) || isUnsure(error) || !streams.has(conversation)) throw error;
      forgot(error);
      if (told.size >= MOST_TOLD) told.clear();
      told.add(id);
      showReplies(conversation, id, [...addressed, ...addressForgetful(activity, conversation, entry.number)]);
      await store.commit({ ...commit, replies: [] });
    }
    told.delete(id);
    return true;
  };

  const answerSoon = (conversation: string): void => {
    answerAll(conversation).catch(forgot);
  };

  /** Answers those who are there with what can be said without memory; what they asked and are told is not kept. */
  const answerUnsaved = (conversation: string, message: Message): string => {
    const id = `${conversation}|${draw()}`;
    streams.show(conversation, { ...message.activity, id });
    const activity = readActivity({ ...message.activity, id });
    if (activity === null) return id;
    const replies = bot
      .answer(activity, null)
      .replies.map((reply) => addressReply(reply, conversation, new Date(), null));
    showReplies(conversation, id, [...replies, ...addressForgetful(activity, conversation, null)]);
    return id;
  };

  const addressForgetful = (activity: Activity, conversation: string, answered: number | null) =>
    parts.forgetful(activity).map((reply) => addressReply(reply, conversation, new Date(), answered));

  /** Shows replies that are not in the log, under ids that no log gives. */
  const showReplies = (conversation: string, replyToId: string, replies: readonly Record<string, unknown>[]): void => {
    for (const [at, reply] of replies.entries()) {
      streams.show(conversation, { ...reply, id: `${replyToId}|${at}`, replyToId });
    }
  };

  /** Adds a message to the log, which is opened now if the store was away when the conversation began. */
  const append = async ({ conversation, isLate }: Grant, { activity, key }: Message) => {
    const added = await store.append(conversation, activity, { key, awaits: true });
    if (added !== null || !isLate) return added;
    await openLate(conversation);
    return store.append(conversation, activity, { key, awaits: true });
  };

  const openLate = async (conversation: string): Promise<void> => {
    // Whoever listens in another process has not seen the welcome.
    await store.open(conversation, unopened.get(conversation) ?? []);
    unopened.delete(conversation);
  };

  let late: ReadonlySet<string> = new Set();
  /** One look at what nobody answers; gives up quietly while the store is away. */
  const sweep = async (): Promise<void> => {
    const waiting = await store.unanswered();
    for (const conversation of unopened.keys()) await openLate(conversation);
    streams.retry();
    // What is new is being answered at this moment, here or elsewhere.
    const overdue = waiting.filter((conversation) => late.has(conversation));
    late = new Set(waiting);
    await Promise.all(overdue.map(answerAll));
  };
  let sweeping: NodeJS.Timeout | undefined;
  let isClosed = false;
  const sweepLater = (): void => {
    if (isClosed) return;
    sweeping = setTimeout(
      () =>
        sweep()
          .catch(() => undefined)
          .then(sweepLater),
      SWEEP_EVERY_MS,
    ).unref();
  };

  return {
    async generate() {
      const grant: Grant = { conversation: draw(), user: `dl_${draw()}`, use: 'token' };
      return { status: 200, json: describe(grant, null) };
    },
    async refresh(call) {
      const grant = authorise(call);
      return 'status' in grant ? grant : { status: 200, json: describe(grant, null) };
    },
    async start(call) {
      const grant = authorise(call);
      if ('status' in grant) return grant;
      const address = parts.addressOf(call.headers, call.peer);
      const wait = address === null ? 0 : await parts.limitOpening(address);
      if (wait > 0) {
        const headers = { 'retry-after': String(wait) };
        return { status: 429, headers, problem: 'Trop de conversations ouvertes depuis cette adresse : patienter.' };
      }
      const locale = isRecord(call.body) && /^en\b/i.test(String(call.body.locale)) ? 'en' : 'fr';
      const welcome = bot.welcome(locale).map((reply) => addressReply(reply, grant.conversation, new Date(), null));
      const isNew = await store.open(grant.conversation, welcome).catch((error: unknown) => {
        forgot(error);
        if (unopened.size >= MOST_UNOPENED) throw error;
        unopened.set(grant.conversation, welcome);
        return null;
      });
      if (isNew === null) return { status: 201, json: describe({ ...grant, isLate: true }, call) };
      return { status: isNew ? 201 : 200, json: describe(grant, call) };
    },
    async resume(call) {
      const grant = authorise(call);
      if ('status' in grant) return grant;
      const watermark = call.query.get('watermark');
      if (readWatermark(watermark) === null) return badWatermark();
      if (!(await isOpen(grant))) return unknownConversation();
      answerSoon(grant.conversation);
      return { status: 200, json: describe(grant, call, watermark ?? '') };
    },
    async post(call) {
      const grant = authorise(call);
      if ('status' in grant) return grant;
      const activity = readActivity(call.body);
      if (activity === null) {
        return { status: 400, problem: 'Le corps doit être une activité : un objet JSON avec un « type ».' };
      }
      // Typing, events and the like ask for nothing and are not kept.
      if (activity.type !== 'message') return { status: 200, json: { id: `${grant.conversation}|0000000` } };
      const wait = await limit(grant.conversation);
      if (wait > 0) {
        const headers = { 'retry-after': String(wait) };
        return { status: 429, headers, problem: 'Trop de messages : patienter quelques secondes.' };
      }
      const message = readMessage({ ...activity }, grant, maxText, new Date());
      const added = await append(grant, message).catch((error: unknown) => {
        forgot(error);
        // It may have been saved, or nobody is there to answer: the client tries again, under the same name.
        if (isUnsure(error) || !streams.has(grant.conversation)) throw error;
        return 'unsaved' as const;
      });
      if (added === 'unsaved') return { status: 200, json: { id: answerUnsaved(grant.conversation, message) } };
      if (added === null) return unknownConversation();
      answerSoon(grant.conversation);
      return { status: 200, json: { id: idOf(grant.conversation, added.number) } };
    },
    async read(call) {
      const grant = authorise(call);
      if ('status' in grant) return grant;
      const after = readWatermark(call.query.get('watermark'));
      if (after === null) return badWatermark();
      if (!grant.isLate && !(await store.isOpen(grant.conversation))) return unknownConversation();
      const entries = await store.read(grant.conversation, after, READ_AT_ONCE);
      const activities = entries.map((entry) => toActivity(grant.conversation, entry));
      return { status: 200, json: { activities, watermark: String(entries.at(-1)?.number ?? after) } };
    },
    async upload() {
      return { status: 415, problem: 'Les fichiers ne sont pas lus : écrire la question.' };
    },
    async forget(call) {
      const grant = authorise(call);
      if ('status' in grant) return grant;
      await queue.run(grant.conversation, () => store.forget(grant.conversation));
      return { status: 204 };
    },
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const id = STREAM_PATH.exec(url.pathname)?.[1];
      if (id === undefined) return 404;
      const grant = tokens.verify(url.searchParams.get('t') ?? '');
      if (grant === null || grant.use !== 'stream' || grant.conversation !== id) return 403;
      const after = readWatermark(url.searchParams.get('watermark'));
      if (after === null) return 400;
      if (!(await isOpen(grant))) return 404;
      const address = parts.addressOf(request.headers, request.socket.remoteAddress ?? '');
      if (streams.isFull(id, address)) return 503;
      const first = unopened.get(id) ?? [];
      if (first.length > 0) unopened.set(id, []);
      streams.open(request, socket, head, { conversation: id, after, address, first });
      answerSoon(id);
      return null;
    },
    async catchUp() {
      sweepLater();
      await Promise.all((await store.unanswered()).map(answerAll));
    },
    get openStreams() {
      return streams.size;
    },
    close() {
      isClosed = true;
      clearTimeout(sweeping);
      streams.close();
    },
  };

  /** True also while nobody can tell: the token says that the conversation is the caller's own. */
  function isOpen({ conversation, isLate }: Grant): Promise<boolean> {
    if (isLate) return Promise.resolve(true);
    return store.isOpen(conversation).catch((error: unknown) => {
      forgot(error);
      return true;
    });
  }
}

/** Whether what failed may have been saved all the same. */
function isUnsure(error: unknown): boolean {
  return error instanceof Error && 'isUnsure' in error && error.isUnsure === true;
}

function draw(): string {
  return randomBytes(18).toString('hex');
}

function badWatermark(): Reply {
  return { status: 400, problem: 'Ce filigrane (watermark) n’est pas un nombre.' };
}

function unknownConversation(): Reply {
  return { status: 404, problem: 'Cette conversation n’existe pas ou a été effacée : en ouvrir une nouvelle.' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
