import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Call, Reply } from '../channels/http.ts';

const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;
/** Five takes a tenth of a second for the chat's 4 MB, eleven six seconds and 15 % fewer bytes. */
const QUICK = 5;
const BEST = 11;
const FOREVER = 'public, max-age=31536000, immutable';

const COMPRESS = fileURLToPath(new URL('./compress-file.ts', import.meta.url));

const run = promisify(execFile);
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Files that browsers keep for good: each has its content's hash in its address. */
export interface Assets {
  /** Adds a file; gives its address, `/assets/<hash>/<name>`. One on disk, at `path`, is not held in memory. */
  add(name: string, content: Buffer, path?: string): string;
  /** `GET /assets/:hash/:name`, compressed as the client can take it. */
  serve(call: Call): Promise<Reply>;
  /** Compresses all files as well as can be and keeps the result for the next start. Resolves when that is done. */
  compressAll(): Promise<void>;
}

interface Asset {
  read(): Promise<Buffer>;
  readonly isOnDisk: boolean;
  readonly type: string;
  brotli: Promise<Buffer> | null;
  gzip: Promise<Buffer> | null;
}

/** No files yet; `cacheDir` is where compressed ones are kept. */
export function createAssets(cacheDir: string): Assets {
  const byPath = new Map<string, Asset>();

  return {
    add(name, content, file) {
      const extension = name.endsWith('.css') ? 'css' : 'js';
      const hash = hashOf(content);
      const path = `${hash}/${name}`;
      const read = file === undefined ? () => Promise.resolve(content) : () => readSame(file, hash);
      byPath.set(path, { read, isOnDisk: file !== undefined, type: TYPES[extension], brotli: null, gzip: null });
      return `/assets/${path}`;
    },
    async serve({ params, headers }) {
      const asset = byPath.get(`${params.hash}/${params.name}`);
      if (asset === undefined) return { status: 404, problem: 'Ce fichier n’existe pas ou plus : recharger la page.' };
      const accepted = String(headers['accept-encoding'] ?? '');
      const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
      const body = encoding === null ? await asset.read() : await compress(asset, encoding);
      return {
        status: 200,
        headers: {
          'cache-control': FOREVER,
          vary: 'Accept-Encoding',
          ...(encoding === null ? {} : { 'content-encoding': encoding }),
        },
        content: { type: asset.type, body },
      };
    },
    async compressAll() {
      await mkdir(cacheDir, { recursive: true });
      for (const [path, asset] of byPath) {
        const kept = join(cacheDir, `${path.replace('/', '-')}.br`);
        if (asset.isOnDisk && !existsSync(kept)) await compressElsewhere(await asset.read(), kept);
        asset.brotli = Promise.resolve(await readOrMake(kept, async () => brotli(await asset.read(), BEST)));
      }
    },
  };
}

function compress(asset: Asset, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'br') {
    asset.brotli ??= asset.read().then((content) => brotli(content, QUICK));
    return asset.brotli;
  }
  asset.gzip ??= asset.read().then((content) => compressGzip(content));
  return asset.gzip;
}

async function compressElsewhere(content: Buffer, to: string): Promise<void> {
  const running = run(process.execPath, [COMPRESS, to]);
  running.child.stdin?.on('error', () => undefined); // one that ends early says why by its code
  running.child.stdin?.end(content);
  await running;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** Rejects when the file is another one by now: browsers would keep it for good under the address of the first. */
async function readSame(file: string, hash: string): Promise<Buffer> {
  const content = await readFile(file);
  if (hashOf(content) !== hash) throw new Error(`${file} has changed since the start`);
  return content;
}

function brotli(content: Buffer, quality: number): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return compressBrotli(content, { params });
}

async function readOrMake(file: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const found = await readFile(file).catch(() => null);
  if (found !== null) return found;
  const made = await make();
  // Another process may write the same file: a rename never shows half of one.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, made);
  await rename(draft, file);
  return made;
}
