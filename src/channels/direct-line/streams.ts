import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Store } from '../../store/store.ts';
import { toActivity } from './address.ts';

const PING_EVERY_MS = 25_000;
const READ_AT_ONCE = 50;
/** A client that takes nothing while this much waits for it is cut off; it comes back with its watermark. */
const MOST_BUFFERED = 4_000_000;
const MOST_SOCKETS = 10_000;
const MOST_SOCKETS_PER_CONVERSATION = 8;
/** Clients only ever send empty signs of life. */
const LARGEST_INCOMING = 1024;

const GOING_AWAY = 1001;
const FAILED = 1011;
const TRY_LATER = 1013;

/** The open WebSockets: each gets every activity of its conversation once, in order. */
export interface Streams {
  /** Takes over a checked upgrade; sends what comes after the watermark, then all that follows. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, conversation: string, after: number): void;
  /** Shows an activity to those who are there, without keeping it. */
  show(conversation: string, activity: Readonly<Record<string, unknown>>): void;
  isFull(conversation: string): boolean;
  readonly size: number;
  /** Asks all clients to come back later. */
  close(): void;
}

/** No sockets yet; `warn` is told of a store that fails under a stream. */
export function createStreams(store: Store, warn: (error: unknown, what: string) => void): Streams {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_INCOMING, perMessageDeflate: false });
  const byConversation = new Map<string, Set<WebSocket>>();
  const alive = new WeakSet<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, PING_EVERY_MS).unref();

  const serve = (socket: WebSocket, conversation: string, after: number): void => {
    const own = byConversation.get(conversation) ?? new Set();
    byConversation.set(conversation, own.add(socket));
    alive.add(socket);
    const feed = createFeed(store, socket, conversation, after, (error) => {
      warn(error, 'stream');
      socket.close(FAILED);
    });
    const unfollow = store.follow(conversation, feed);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      unfollow();
      own.delete(socket);
      if (own.size === 0) byConversation.delete(conversation);
    });
    feed();
  };

  return {
    open(request, socket, head, conversation, after) {
      server.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, conversation, after));
    },
    show(conversation, activity) {
      for (const socket of byConversation.get(conversation) ?? []) {
        socket.send(JSON.stringify({ activities: [activity] }));
      }
    },
    isFull(conversation) {
      const own = byConversation.get(conversation)?.size ?? 0;
      return server.clients.size >= MOST_SOCKETS || own >= MOST_SOCKETS_PER_CONVERSATION;
    },
    get size() {
      return server.clients.size;
    },
    close() {
      clearInterval(pinging);
      for (const socket of server.clients) socket.close(GOING_AWAY);
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
