import type { IncomingMessage } from 'node:http';

const DEEPEST = 64;
const MOST_VALUES = 20_000;

/** Why a body cannot be read, as the status to answer. */
export type BodyFault = 400 | 408 | 413 | 415;

/**
 * Reads a JSON body of at most `limit` bytes; undefined when it is empty. Whatever nests deeper, or holds more values,
 * than any activity does is refused before it is parsed.
 */
export async function readJson(
  request: IncomingMessage,
  limit: number,
): Promise<{ readonly body: unknown } | { readonly fault: BodyFault }> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return refuse(request);
  const bytes = await readBytes(request, limit);
  if (!Buffer.isBuffer(bytes)) return { fault: bytes };
  if (bytes.length === 0) return { body: undefined };
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return { fault: 415 };
  const text = bytes.toString('utf8');
  if (isTooMuch(text)) return { fault: 400 };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { fault: 400 };
  }
}

/** The body, or why there is none. Listens to the events themselves: an async iterator costs as much as all the rest. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | BodyFault> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(413);
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // The client went away or was too slow: there is nobody left to tell.
    request.once('close', () => resolve(408));
    request.once('error', () => resolve(408));
  });
}

/** The rest is thrown away as it comes, so that the client hears the answer. */
function refuse(request: IncomingMessage): { readonly fault: 413 } {
  request.resume();
  return { fault: 413 };
}

function isTooMuch(text: string): boolean {
  let depth = 0;
  let values = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isString = false;
    } else if (code === 0x22) isString = true;
    else if (code === 0x2c) {
      values += 1;
      if (values > MOST_VALUES) return true;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}
