import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Call, Reply } from '../../channels/http.ts';

/** Smaller bodies gain nothing from compression. */
const WORTH_COMPRESSING = 1024;
const CACHE_CONTROL = 'public, max-age=300';
const compress = promisify(gzip);

/** One body in one format, with the tag that names it. */
export interface Representation {
  readonly body: Buffer;
  readonly type: string;
  /** The data version and the hash of the body, without quotes. */
  readonly tag: string;
  /** The body once it has been compressed. */
  zipped: Promise<Buffer> | null;
}

/** A body as clients get it; `version` is that of the data. */
export function represent(content: string, type: string, version: string): Representation {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { body, type, tag: `${version}-${hash}`, zipped: null };
}

/** Answers with a representation, compressed if the client can take it; 304 if the client has it already. */
export async function deliver(
  representation: Representation,
  { headers }: Pick<Call, 'headers'>,
  more: Readonly<Record<string, string>>,
): Promise<Reply> {
  const { body, type, tag } = representation;
  const isZipped = body.length >= WORTH_COMPRESSING && acceptsGzip(String(headers['accept-encoding'] ?? ''));
  if (isZipped) representation.zipped ??= compress(body);
  const sent = isZipped && representation.zipped ? await representation.zipped : body;
  const common = {
    ...more,
    etag: `"${tag}${isZipped ? '-gzip' : ''}"`,
    'cache-control': CACHE_CONTROL,
    vary: 'Accept, Accept-Encoding',
    'content-length': String(sent.length),
  };
  if (hasAlready(headers['if-none-match'], tag)) return { status: 304, headers: common };
  return {
    status: 200,
    headers: { ...common, ...(isZipped ? { 'content-encoding': 'gzip' } : {}) },
    content: { type, body: sent },
  };
}

function acceptsGzip(accepted: string): boolean {
  return accepted.split(',').some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(one));
}

/** Whether `If-None-Match` names the representation, compressed or not. */
function hasAlready(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === '*' || one === `"${tag}"` || one === `"${tag}-gzip"`);
}
