import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createRestify, type Request, type Response } from 'restify';
import type { Call, Reply } from '../channels/http.ts';
import { drawProblem } from './problem.ts';
import { readJson } from './read-json.ts';
import { refuseSocket, statusOf } from './refuse-socket.ts';

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, lookEveryMs: 2000 };
const KEEP_ALIVE_MS = 65_000;
const CLOSE_IDLE_EVERY_MS = 50;
/** Whoever has not sent the rest of a request by then, when the server closes, is not waited for. */
const CLOSE_WITHIN_MS = 4000;
const LONGEST_URL = 4096;
/** The longest message there is, with room around it (docs/interface.md). */
const LARGEST_BODY = 512 * 1024;

const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-resource-policy': 'cross-origin',
};
/** What a caller gets who cannot prove who they are, or makes no sense. */
const REFUSED = new Set([400, 401, 403, 413, 415]);
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'";
const CORS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '86400',
};

/** One address and what answers it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** True for what pages of other sites may call. */
  readonly isOpenToSites?: boolean;
  /**
   * True for what a whole service calls from few addresses, as Teams does: its calls prove who they are, and only those
   * that cannot are counted by address.
   */
  readonly isShared?: boolean;
  handle(call: Call): Promise<Reply> | Reply;
}

/** How long a client may take to send the head of a request and all of it, and how often that is looked at. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookEveryMs: number;
}

/** The HTTP server. */
export interface Server {
  /** Starts to listen; rejects with a French line when the port is taken. Gives the port. */
  listen(port: number, host: string): Promise<number>;
  /** No new connections; resolves when those under way are done. */
  close(): Promise<void>;
}

/**
 * A server for the routes given. `addressOf` tells whom to count a request for, null for nobody; `limit` gives the seconds
 * an address must wait, else 0; `upgrade` takes WebSockets over or gives the status that refuses them; `observe` is told of each response, `failed` of each error in a handler.
 * Clients slower than `patience` get 408.
 */
export function createServer(parts: {
  routes: readonly Route[];
  publicUrl: string | null;
  addressOf: (headers: IncomingHttpHeaders, peer: string) => string | null;
  limit: (address: string) => Promise<number>;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<number | null>;
  observe: (route: string, status: number, milliseconds: number | null) => void;
  failed: (error: unknown, route: string) => void;
  patience?: Patience;
}): Server {
  const { routes, publicUrl, addressOf, limit, upgrade, observe, failed, patience = PATIENCE } = parts;
  const restify = createRestify({ name: '', maxParamLength: LONGEST_URL });
  const http = restify.server;
  let underWay = 0;
  http.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
  });
  Object.assign(http, {
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: patience.lookEveryMs,
  });
  const always = {
    ...SAFE_HEADERS,
    'content-security-policy': CLOSED_POLICY,
    ...(publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };

  const send = (response: Response, reply: Reply, isOpenToSites = false): void => {
    const { type, body } = encode(reply);
    response.sendRaw(reply.status, body, {
      ...always,
      ...(isOpenToSites ? CORS : {}),
      ...(type === null ? {} : { 'content-type': type }),
      'content-length': String(Buffer.byteLength(body)),
      ...reply.headers,
    });
  };

  const waitFor = (request: IncomingMessage): Promise<number> => {
    const address = addressOf(request.headers, request.socket.remoteAddress ?? '');
    return address === null ? Promise.resolve(0) : limit(address);
  };

  const answer = async (route: Route, request: Request): Promise<Reply> => {
    if (!route.isShared) return (await refuseFlood(request)) ?? take(route, request);
    const reply = await take(route, request);
    return REFUSED.has(reply.status) ? ((await refuseFlood(request)) ?? reply) : reply;
  };

  const refuseFlood = async (request: Request): Promise<Reply | null> => {
    const wait = await waitFor(request);
    if (wait === 0) return null;
    return { status: 429, headers: { 'retry-after': String(wait) } };
  };

  const take = async (route: Route, request: Request): Promise<Reply> => {
    const read = route.method === 'POST' ? await readJson(request, LARGEST_BODY) : { body: undefined };
    if ('fault' in read) return { status: read.fault, headers: { connection: 'close' } };
    return route.handle({
      headers: request.headers,
      peer: request.socket.remoteAddress ?? '',
      params: request.params,
      query: new URLSearchParams(request.getQuery()),
      body: read.body,
    });
  };

  for (const route of routes) {
    const handle = async (request: Request, response: Response): Promise<void> => {
      const started = performance.now();
      const reply = await answer(route, request).catch((error: unknown): Reply => {
        failed(error, route.path);
        return { status: 503, headers: { 'retry-after': '10' }, problem: 'Le service est momentanément indisponible.' };
      });
      observe(route.path, reply.status, performance.now() - started);
      send(response, reply, route.isOpenToSites);
    };
    if (route.method === 'GET') {
      restify.get(route.path, handle);
      restify.head(route.path, handle);
    } else if (route.method === 'POST') restify.post(route.path, handle);
    else restify.del(route.path, handle);
  }
  for (const path of new Set(routes.filter((route) => route.isOpenToSites).map((route) => route.path))) {
    restify.opts(path, async (_request: Request, response: Response) => send(response, { status: 204 }, true));
  }

  restify.pre((request: Request, response: Response, next: (proceed?: false) => void) => {
    if ((request.url ?? '').length <= LONGEST_URL) return next();
    send(response, { status: 414 });
    return next(false);
  });
  // Whatever restify itself refuses: an unknown path, a method that a path has not, an address it cannot decode.
  restify.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const status = hasStatus(error) && error.statusCode < 500 ? error.statusCode : 400;
    if (!response.headersSent) {
      observe('none', status, null);
      send(response, { status });
    }
    return done();
  });

  restify.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    waitFor(request)
      .then((wait) => (wait > 0 ? 429 : upgrade(request, socket, head)))
      .catch((error: unknown) => {
        failed(error, 'upgrade');
        return 503;
      })
      .then((status) => {
        observe('upgrade', status ?? 101, null);
        if (status !== null) refuseSocket(socket, status, always);
      });
  });
  // What is no HTTP, has too long a head, or is never said to its end.
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const status = statusOf(error);
    if (error.code !== 'ECONNRESET') observe('none', status, null);
    refuseSocket(socket, status, always);
  });

  return {
    listen(port, host) {
      return new Promise((resolve, reject) => {
        // restify repeats the errors of its server, and one that nobody hears would end the process.
        restify.on('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, port, host))));
        http.listen(port, host, () => resolve(portOf(http.address())));
      });
    },
    close() {
      const until = performance.now() + CLOSE_WITHIN_MS;
      // Connections that are kept open between requests, or on which nothing was asked yet, are not waited for.
      const closing = setInterval(() => {
        if (underWay === 0 || performance.now() > until) http.closeAllConnections();
        else http.closeIdleConnections();
      }, CLOSE_IDLE_EVERY_MS);
      return new Promise((resolve) => {
        http.close(() => {
          clearInterval(closing);
          resolve();
        });
      });
    },
  };
}

function encode(reply: Reply): { type: string | null; body: string | Buffer } {
  if (reply.content !== undefined) return reply.content;
  if (reply.json !== undefined) return { type: 'application/json; charset=utf-8', body: JSON.stringify(reply.json) };
  return reply.status >= 400 ? drawProblem(reply) : { type: null, body: '' };
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT : le port ${port} est déjà pris sur ${host} ; en choisir un autre, par exemple PORT=${port + 1} npm start.`;
    case 'EACCES':
      return `PORT : le port ${port} est réservé au système ; en choisir un au-dessus de 1024, par exemple PORT=3978.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST : ${host} n’est pas une adresse de cette machine ; essayer HOST=127.0.0.1.`;
    default:
      return `Le serveur ne démarre pas sur ${host}:${port} (${error.code ?? error.message}).`;
  }
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function hasStatus(error: unknown): error is { statusCode: number } {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number';
}
