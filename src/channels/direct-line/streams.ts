import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Store } from '../../store/store.ts';
import { toActivity } from './address.ts';

const PING_EVERY_MS = 25_000;
const READ_AT_ONCE = 50;
/** A client that takes nothing while this much waits for it is cut off; it comes back with its watermark. */
const MOST_BUFFERED = 4_000_000;
const MOST_SOCKETS_PER_CONVERSATION = 8;
/** Clients only ever send empty signs of life. */
const LARGEST_INCOMING = 1024;

const GOODBYE_WITHIN_MS = 3000;
const GOING_AWAY = 1001;
const TRY_LATER = 1013;

/** The open WebSockets: each gets every activity of its conversation once, in order. */
export interface Streams {
  /** Takes over a checked upgrade; sends what comes after the watermark, then all that follows. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, stream: Stream): void;
  /** Shows an activity to those who are there, without keeping it. */
  show(conversation: string, activity: Readonly<Record<string, unknown>>): void;
  /** Whether anybody listens to a conversation in this process. */
  has(conversation: string): boolean;
  /** Whether one more would be too many: for everybody, for its conversation or for its address. */
  isFull(conversation: string, address: string | null): boolean;
  /** Looks again for those whose last look the store failed. */
  retry(): void;
  readonly size: number;
  /** Asks all clients to come back later. */
  close(): void;
}

/** What one socket is given. */
export interface Stream {
  readonly conversation: string;
  /** The watermark that it has already. */
  readonly after: number;
  /** Whom it is counted for; null for nobody. */
  readonly address: string | null;
  /** Shown first, without being kept. */
  readonly first?: readonly Readonly<Record<string, unknown>>[];
}

/** How many sockets there may be in all, and of one address. */
export interface StreamLimits {
  readonly most: number;
  readonly mostPerAddress: number;
}

/** No sockets yet; `forgot` is told of a store that fails under a stream, `pingEvery` is in milliseconds. */
export function createStreams(
  store: Store,
  { most, mostPerAddress }: StreamLimits,
  forgot: (error: unknown) => void,
  pingEvery = PING_EVERY_MS,
): Streams {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_INCOMING, perMessageDeflate: false });
  const byConversation = new Map<string, Set<WebSocket>>();
  const byAddress = new Map<string, number>();
  const count = (address: string | null, change: number): void => {
    if (address === null) return;
    const number = (byAddress.get(address) ?? 0) + change;
    if (number > 0) byAddress.set(address, number);
    else byAddress.delete(address);
  };
  /** Feeds that the store failed: they are looked at again, all together, once it is back. */
  const failed = new Set<() => void>();
  const alive = new WeakSet<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingEvery).unref();

  const serve = (socket: WebSocket, { conversation, after, address, first = [] }: Stream): void => {
    const own = byConversation.get(conversation) ?? new Set();
    byConversation.set(conversation, own.add(socket));
    alive.add(socket);
    count(address, 1);
    const feed = createFeed(store, socket, conversation, after, (error) => {
      if (failed.size === 0) forgot(error);
      failed.add(feed);
    });
    const unfollow = store.follow(conversation, feed);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      unfollow();
      failed.delete(feed);
      count(address, -1);
      own.delete(socket);
      if (own.size === 0) byConversation.delete(conversation);
    });
    if (first.length > 0) socket.send(JSON.stringify({ activities: first }));
    feed();
  };

  return {
    open(request, socket, head, stream) {
      server.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, stream));
    },
    show(conversation, activity) {
      for (const socket of byConversation.get(conversation) ?? []) {
        socket.send(JSON.stringify({ activities: [activity] }));
      }
    },
    has: (conversation) => byConversation.has(conversation),
    isFull(conversation, address) {
      const own = byConversation.get(conversation)?.size ?? 0;
      return (
        server.clients.size >= most ||
        own >= MOST_SOCKETS_PER_CONVERSATION ||
        (address !== null && (byAddress.get(address) ?? 0) >= mostPerAddress)
      );
    },
    retry() {
      const again = [...failed];
      failed.clear();
      for (const feed of again) feed();
    },
    get size() {
      return server.clients.size;
    },
    close() {
      clearInterval(pinging);
      for (const socket of server.clients) socket.close(GOING_AWAY);
      // Who does not say goodbye in time is not waited for.
      setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, GOODBYE_WITHIN_MS).unref();
      server.close();
    },
  };
}

/** A function to call at each change of the log: it sends what the socket has not had yet, never twice at a time. */
function createFeed(
  store: Store,
  socket: WebSocket,
  conversation: string,
  after: number,
  fail: (error: unknown) => void,
): () => void {
  let sent = after;
  let isRunning = false;
  let isStale = false;
  const run = async (): Promise<void> => {
    try {
      do {
        isStale = false;
        const entries = await store.read(conversation, sent, READ_AT_ONCE);
        const last = entries.at(-1);
        if (last === undefined || socket.readyState !== WebSocket.OPEN) continue;
        if (socket.bufferedAmount > MOST_BUFFERED) return socket.close(TRY_LATER);
        const activities = entries.map((entry) => toActivity(conversation, entry));
        socket.send(JSON.stringify({ activities, watermark: String(last.number) }));
        sent = last.number;
        isStale ||= entries.length === READ_AT_ONCE;
      } while (isStale);
    } finally {
      // In the same step as the last look at `isStale`, so that no wake falls in between.
      isRunning = false;
    }
  };
  return () => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    run().catch(fail);
  };
}
