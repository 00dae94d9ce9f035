import type { Call, Reply } from '../channels/http.ts';
import type { Route } from './server.ts';

type Handler = (call: Call) => Promise<Reply> | Reply;

/** What answers each address of docs/interface.md. */
export interface Handlers {
  /** The maps of cards. */
  readonly media: Handler;
  readonly messages: Handler;
  readonly directLine: Readonly<
    Record<'generate' | 'refresh' | 'start' | 'resume' | 'post' | 'read' | 'upload' | 'forget', Handler>
  >;
  readonly isReady: () => Promise<boolean>;
  /** What `/readyz` says of the data when older ones serve; null when all is well. */
  readonly dataNote: () => string | null;
  readonly metrics: Handler;
}

const DIRECT_LINE = '/v3/directline';

/** The addresses that the server answers; an open one may be called by pages of other sites. */
export function listRoutes({ media, messages, directLine, isReady, dataNote, metrics }: Handlers): readonly Route[] {
  const conversation = `${DIRECT_LINE}/conversations/:id`;
  const open = { isOpenToSites: true } as const;
  return [
    { method: 'GET', path: '/media/:version/carte.png', handle: media },

    { method: 'POST', path: '/api/messages', handle: messages, isShared: true },

    { method: 'POST', path: `${DIRECT_LINE}/tokens/generate`, handle: directLine.generate, ...open },
    { method: 'POST', path: `${DIRECT_LINE}/tokens/refresh`, handle: directLine.refresh, ...open },
    { method: 'POST', path: `${DIRECT_LINE}/conversations`, handle: directLine.start, ...open },
    { method: 'GET', path: conversation, handle: directLine.resume, ...open },
    { method: 'DELETE', path: conversation, handle: directLine.forget, ...open },
    { method: 'GET', path: `${conversation}/activities`, handle: directLine.read, ...open },
    { method: 'POST', path: `${conversation}/activities`, handle: directLine.post, ...open },
    { method: 'POST', path: `${conversation}/upload`, handle: directLine.upload, ...open },

    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, json: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () =>
        (await isReady())
          ? { status: 200, json: { status: 'ok', ...(dataNote() === null ? {} : { data: dataNote() }) } }
          : { status: 503, problem: 'Le bot démarre, s’arrête ou n’atteint pas sa mémoire.' },
    },
    { method: 'GET', path: '/metrics', handle: metrics },
  ];
}
