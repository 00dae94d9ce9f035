import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, Reply } from '../channels/http.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** An address of older data shows today's map, which must not be kept for good under that name. */
const SHORTLY = 'public, max-age=300';
/** How many pictures are held in memory (some 30 kB each) and kept on disk; beyond, they are painted each time. */
const MOST_HELD = 60;
const MOST_KEPT = 400;

/** A picture before it is painted: the same drawing always gives the same file. */
interface Drawn {
  readonly svg: string;
  readonly width: number;
}

/** What maps can be asked for and how they are drawn; `Request` is opaque here. */
export interface MapSource<Request> {
  readonly version: string;
  read(query: URLSearchParams): Request | null;
  draw(request: Request): Drawn;
}

/**
 * `GET /media/:version/carte.png`: the maps of cards, painted once by `paint` (SVG to PNG), then from memory or from
 * `cacheDir`.
 */
export function createMedia<Request>({
  maps,
  paint,
  cacheDir,
}: {
  /** The maps of the newest data. */
  maps: () => MapSource<Request>;
  paint: (drawn: Drawn) => Promise<Buffer>;
  cacheDir: string;
}): { serve(call: Call): Promise<Reply> } {
  const held = new Map<string, Promise<Buffer>>();
  let kept: Promise<Set<string>> | undefined;

  const load = async (drawn: Drawn): Promise<Buffer> => {
    const file = `${hash(drawn.svg, String(drawn.width))}.png`;
    kept ??= mkdir(cacheDir, { recursive: true })
      .then(() => readdir(cacheDir))
      .then((files) => new Set(files))
      .catch(() => new Set<string>());
    const files = await kept;
    if (files.has(file)) return readFile(join(cacheDir, file));
    const painted = await paint(drawn);
    if (files.size < MOST_KEPT) {
      // Another process may write the same file: a rename never shows half of one.
      const draft = join(cacheDir, `${file}.${process.pid}`);
      try {
        await writeFile(draft, painted);
        await rename(draft, join(cacheDir, file));
        files.add(file);
      } catch {
        // Where nothing can be written it is painted again the next time.
      }
    }
    return painted;
  };

  const hold = (source: MapSource<Request>, request: Request): Promise<Buffer> => {
    const key = JSON.stringify([source.version, request]);
    const picture = held.get(key) ?? load(source.draw(request));
    held.delete(key);
    held.set(key, picture);
    // What failed is tried again the next time.
    picture.catch(() => held.delete(key));
    for (const oldest of held.keys()) {
      if (held.size <= MOST_HELD) break;
      held.delete(oldest);
    }
    return picture;
  };

  return {
    async serve({ params, query, headers }) {
      const source = maps();
      const request = source.read(query);
      if (request === null) return { status: 404, problem: 'Cette carte n’existe pas ou plus.' };
      const picture = await hold(source, request);
      const tag = `"${hash(picture)}"`;
      const known = { etag: tag, 'cache-control': params.version === source.version ? FOREVER : SHORTLY };
      if (headers['if-none-match'] === tag) {
        return { status: 304, headers: { ...known, 'content-length': String(picture.length) } };
      }
      return { status: 200, headers: known, content: { type: 'image/png', body: picture } };
    },
  };
}

function hash(...parts: readonly (string | Buffer)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\n');
  return sum.digest('base64url').slice(0, 22);
}
