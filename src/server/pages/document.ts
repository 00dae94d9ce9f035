import type { Locale } from '../../answer.ts';
import type { Translator } from '../../translator.ts';
import { escapeHtml, escapeJson } from './html.ts';

/** A page beside the chat: what differs from one to the other. */
export interface Document {
  readonly title: string;
  readonly description: string;
  /** Its address without the server, the same in every language but for `?lang=en`. */
  readonly path: string;
  /** HTML of the main part. */
  readonly main: string;
  /** HTML of the foot, above the links that every page has. */
  readonly foot?: string;
  readonly isIndexed?: boolean;
  /** The address of a picture that stands for the page, without the server. */
  readonly picture?: string | null;
  /** What the page says for machines, in the words of schema.org. */
  readonly structured?: Readonly<Record<string, unknown>>;
  /** The address of a script of ours. */
  readonly script?: string;
}

/** What pages are drawn with: `style` is the address of their style sheet. */
export interface Frame {
  readonly tr: Translator;
  readonly publicUrl: string | null;
  readonly style: string;
}

/** A whole page: landmarks, a link past the head, one h1 in `main`, both languages named, no script of its own. */
export function drawDocument(page: Document, { tr, publicUrl, style }: Frame): string {
  const { t, locale } = tr;
  const address = (language: Locale): string => escapeHtml((publicUrl ?? '') + localised(page.path, language));
  const other: Locale = locale === 'fr' ? 'en' : 'fr';
  const meta = (name: string, content: string): string => `<meta property="${name}" content="${escapeHtml(content)}">`;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(page.title)} · ${escapeHtml(t('chat.name'))}</title>`,
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    '<meta name="color-scheme" content="light dark">',
    ...(page.isIndexed === false ? ['<meta name="robots" content="noindex">'] : []),
    `<link rel="canonical" href="${address(locale)}">`,
    `<link rel="alternate" hreflang="fr" href="${address('fr')}">`,
    `<link rel="alternate" hreflang="en" href="${address('en')}">`,
    '<link rel="icon" href="data:,">',
    `<link rel="stylesheet" href="${escapeHtml(style)}">`,
    meta('og:type', 'article'),
    meta('og:site_name', t('chat.name')),
    meta('og:title', page.title),
    meta('og:description', page.description),
    meta('og:locale', locale === 'fr' ? 'fr_FR' : 'en_GB'),
    ...(publicUrl === null ? [] : [meta('og:url', publicUrl + localised(page.path, locale))]),
    ...(publicUrl === null || !page.picture ? [] : [meta('og:image', publicUrl + page.picture)]),
    ...(page.structured ? [`<script type="application/ld+json">${escapeJson(page.structured)}</script>`] : []),
    ...(page.script ? [`<script type="module" src="${escapeHtml(page.script)}"></script>`] : []),
  ];
  const link = (path: string, words: string): string => {
    return `<a href="${escapeHtml(localised(path, locale))}">${escapeHtml(words)}</a>`;
  };
  return `<!doctype html>
<html lang="${locale}">
<head>
${head.join('\n')}
</head>
<body>
<a class="skip" href="#contenu">${escapeHtml(t('page.skip'))}</a>
<header><p>${link('/', t('chat.name'))}</p><p>${escapeHtml(t('page.independent'))}</p></header>
<main id="contenu" tabindex="-1">
${page.main}
</main>
<footer>
${page.foot ?? ''}
<ul>
<li>${link('/confidentialite', t('chat.privacy.link'))}</li>
<li>${link('/conditions', t('chat.conditions.link'))}</li>
<li><a href="${escapeHtml(localised(page.path, other))}" hreflang="${other}" lang="${other}">${escapeHtml(t('page.other-language'))}</a></li>
</ul>
</footer>
</body>
</html>
`;
}

/** The address of a page of ours in a language: French is the one that goes without saying. */
export function localised(path: string, locale: Locale): string {
  return locale === 'fr' ? path : `${path}?lang=${locale}`;
}

/** The language that an address asks for. */
export function readLanguage(query: URLSearchParams): Locale {
  return query.get('lang') === 'en' ? 'en' : 'fr';
}

/** What a page may load: our own styles, pictures and scripts; `ancestors` are the sites that may frame it. */
export function pagePolicy(ancestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...ancestors].join(' ')}`,
  ].join('; ');
}
