import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Drawn, Frame, Locale } from '../answer.ts';
import type { Call, Reply } from '../channels/http.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Translator } from '../translator.ts';
import type { Web } from './build-web.ts';
import { drawChatPage, NONCE_HOLE } from './draw-chat-page.ts';
import { localised, readLanguage } from './pages/document.ts';
import { drawBlocks } from './pages/draw-blocks.ts';
import { drawChatButtons } from './pages/draw-chat-buttons.ts';
import { escapeHtml } from './pages/html.ts';
import { readCard } from './pages/read-card.ts';

/** The one inline style of the widget that bears no nonce: an empty one. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
/** Answers that can be read without JavaScript. */
const WITHOUT_SCRIPT = ['/q/label/rubrique.definition', '/q/list/-', '/q/apply/-'] as const;

const compress = promisify(gzip);

/** What the page shows of the newest dataset. */
export interface WelcomeSource {
  readonly knowledge: Knowledge;
  welcome(locale: Locale): Drawn;
  word(frame: Frame, locale: Locale): string;
}

/** `GET /`: the chat as a page of its own. `frameAncestors` are the sites that may show it in a frame. */
export function createChatPage(parts: {
  web: Web;
  source: WelcomeSource;
  frameFromPath: (path: string) => Frame | null;
  translators: Readonly<Record<Locale, Translator>>;
  frameAncestors: readonly string[];
  publicUrl: string | null;
}): (call: Call) => Promise<Reply> {
  const { web, source, frameFromPath, translators, frameAncestors, publicUrl } = parts;
  const drawn = new Map<Locale, { readonly version: string; readonly html: string }>();

  const draw = (locale: Locale): string => {
    const { version } = source.knowledge;
    const known = drawn.get(locale);
    if (known?.version === version) return known.html;
    const links = WITHOUT_SCRIPT.flatMap((path) => {
      const frame = frameFromPath(path);
      if (frame === null) return [];
      return [`<li><a href="${localised(path, locale)}">${escapeHtml(source.word(frame, locale))}</a></li>`];
    });
    const blocks = readCard(source.welcome(locale).card);
    const welcome = drawBlocks(blocks, { level: 2, publicUrl, drawButtons: drawChatButtons });
    const html = drawChatPage({ tr: translators[locale], welcome, links: links.join('') }, web.addresses);
    drawn.set(locale, { version, html });
    return html;
  };

  return async ({ headers, query }) => {
    const nonce = randomBytes(16).toString('base64');
    const html = Buffer.from(draw(readLanguage(query)).replaceAll(NONCE_HOLE, nonce));
    const isZipped = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
    return {
      status: 200,
      headers: {
        'cache-control': 'no-cache',
        'content-security-policy': describePolicy(nonce, headers.host ?? ''),
        vary: 'Accept-Encoding',
        ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
      },
      content: { type: 'text/html; charset=utf-8', body: isZipped ? await compress(html) : html },
    };
  };

  function describePolicy(nonce: string, host: string): string {
    const socket = (publicUrl ?? `http://${host}`).replace(/^http/, 'ws');
    return [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}' ${EMPTY_STYLE}`,
      `img-src 'self' data: blob:${publicUrl === null ? '' : ` ${publicUrl}`}`,
      `connect-src 'self'${/^wss?:\/\/[\w.:[\]-]+$/.test(socket) ? ` ${socket}` : ''}`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
    ].join('; ');
  }
}
