import { createServer, type IncomingHttpHeaders } from 'node:http';

/** One call that the bot made. */
export interface Sent {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly activity: Readonly<Record<string, unknown>>;
}

/** What the service answers; `null` for nothing at all, ever. */
export type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | null;

/** The service of Teams that takes the replies of bots, on this machine. */
export interface ConnectorPeer {
  readonly serviceUrl: string;
  readonly sent: Sent[];
  /** How the next calls are answered, in order; beyond them with 201. */
  readonly answers: Answer[];
  stop(): Promise<void>;
}

export async function createConnectorPeer(): Promise<ConnectorPeer> {
  const sent: Sent[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push({
        path: request.url ?? '',
        headers: request.headers,
        activity: JSON.parse(Buffer.concat(chunks).toString()),
      });
      const answer = answers.length > 0 ? answers.shift() : { status: 201 };
      if (!answer) return;
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify({ id: `sent-${sent.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    serviceUrl: `http://127.0.0.1:${port}/emea/`,
    sent,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
