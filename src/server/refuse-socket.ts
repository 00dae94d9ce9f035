import type { Duplex } from 'node:stream';
import { drawProblem } from './problem.ts';

/** An `import` of this part of Node loads all that it can do: a client for the web among it, 3 MB that nobody uses here. */
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** Answers a bare connection, which no handler has taken, with a problem, and closes it. */
export function refuseSocket(socket: Duplex, status: number, headers: Readonly<Record<string, string>>): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { type, body } = drawProblem({ status });
  const all = {
    ...headers,
    ...(status === 429 || status === 503 ? { 'retry-after': '10' } : {}),
    connection: 'close',
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** The status for what the parser of HTTP itself refuses. */
export function statusOf(error: NodeJS.ErrnoException): number {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}
