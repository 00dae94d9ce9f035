import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Call, Reply } from '../channels/http.ts';
import type { Assets } from './assets.ts';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));
/** The one inline style of the widget that bears no nonce: an empty one. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** `GET /`: the chat as a page of its own. */
export interface ChatPage {
  serve(call: Call): Reply;
}

/**
 * Bundles what runs in the browser and hands it to `assets`. `frameAncestors` are the sites that may show the page in a
 * frame. Takes about a tenth of a second; rejects when `web/` does not compile.
 */
export async function createChatPage({
  assets,
  frameAncestors,
  publicUrl,
}: {
  assets: Assets;
  frameAncestors: readonly string[];
  publicUrl: string | null;
}): Promise<ChatPage> {
  const [page, bundle, webChat] = await Promise.all([
    readFile(join(WEB, 'chat.html'), 'utf8'),
    build({
      entryPoints: [join(WEB, 'chat.ts'), join(WEB, 'chat.css')],
      outdir: WEB,
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
    }),
    readFile(findWebChat()),
  ]);
  const addBundled = (extension: string): string => {
    const file = bundle.outputFiles.find(({ path }) => path.endsWith(extension));
    return assets.add(`chat${extension}`, Buffer.from(file?.contents ?? ''));
  };
  const filled = page
    .replaceAll('%STYLE%', addBundled('.css'))
    .replaceAll('%SCRIPT%', addBundled('.js'))
    .replaceAll('%WEBCHAT%', assets.add('webchat.js', webChat));

  return {
    serve({ headers }) {
      const nonce = randomBytes(16).toString('base64');
      const socket = (publicUrl ?? `http://${headers.host ?? ''}`).replace(/^http/, 'ws');
      return {
        status: 200,
        headers: {
          'cache-control': 'no-cache',
          'content-security-policy': [
            "default-src 'none'",
            `script-src 'nonce-${nonce}'`,
            `style-src 'nonce-${nonce}' ${EMPTY_STYLE}`,
            "img-src 'self' data: blob:",
            `connect-src 'self'${/^wss?:\/\/[\w.:[\]-]+$/.test(socket) ? ` ${socket}` : ''}`,
            "base-uri 'none'",
            "form-action 'none'",
            `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
          ].join('; '),
        },
        content: { type: 'text/html; charset=utf-8', body: filled.replaceAll('%NONCE%', nonce) },
      };
    },
  };
}

/** The widget as one file for browsers; its package names it only inside its own folder. */
function findWebChat(): string {
  const entry = createRequire(import.meta.url).resolve('botframework-webchat');
  return join(dirname(entry), '..', 'dist', 'webchat.js');
}
