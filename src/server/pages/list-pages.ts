import type { Frame, Locale } from '../../answer.ts';
import type { Translator } from '../../translator.ts';
import type { Assets } from '../assets.ts';
import { buildWeb } from '../build-web.ts';
import { createChatPage, type WelcomeSource } from '../chat-page.ts';
import { deliver, represent } from '../open-data/representation.ts';
import type { Route } from '../server.ts';
import { createSuggestions, type SuggestionParts } from '../suggestions.ts';
import { type AnswerSource, createAnswerPage } from './answer-page.ts';
import { createTextPages } from './text-pages.ts';

/** What the pages are made of: settings, words, and what reads and writes frames. */
export interface PageParts {
  readonly assets: Assets;
  readonly translators: Readonly<Record<Locale, Translator>>;
  readonly publicUrl: string | null;
  /** Sites that may show the chat in a frame. */
  readonly frameAncestors: readonly string[];
  readonly retentionDays: number;
  /** How long counts are kept. */
  readonly tallyWeeks: number;
  readonly frames: {
    readonly compactFrame: (frame: Frame) => unknown;
    readonly emptyFrame: SuggestionParts['emptyFrame'];
    readonly frameFromPath: (path: string) => Frame | null;
    readonly frameToPath: (frame: Frame) => string;
    readonly readFrame: (value: unknown) => Frame | null;
  };
}

/** What the pages show: the newest dataset, each time it is asked. */
export type PageSource = AnswerSource & WelcomeSource & SuggestionParts['source'];

/**
 * Everything that browsers read: the chat page, its widget, permanent links, what is kept and on which terms. Bundles
 * `web/` at once, while the data is loaded; the routes come once `source` is there. Rejects when `web/` does not compile.
 */
export async function buildPages(parts: PageParts): Promise<(source: PageSource) => readonly Route[]> {
  const { assets, translators, publicUrl, frameAncestors, retentionDays, tallyWeeks, frames } = parts;
  const web = await buildWeb(assets, { fr: wordWidget(translators.fr), en: wordWidget(translators.en) });
  const common = { translators, publicUrl, frameAncestors, style: web.addresses.pageStyle };
  const widget = represent(web.widget, 'text/javascript; charset=utf-8', 'widget');
  const texts = createTextPages({ ...common, script: web.addresses.forget, retentionDays, tallyWeeks });
  return (source) => {
    const answer = createAnswerPage({ ...common, ...frames, source });
    return [
      {
        method: 'GET',
        path: '/',
        handle: createChatPage({ web, source, frameFromPath: frames.frameFromPath, ...common }),
      },
      { method: 'GET', path: '/widget.js', handle: (call) => deliver(widget, call, {}) },
      { method: 'GET', path: '/assets/:hash/:name', handle: assets.serve },
      { method: 'GET', path: '/suggestions', handle: createSuggestions({ source, emptyFrame: frames.emptyFrame }) },
      ...['/q', '/q/:intent/:ids', '/q/*'].map((path): Route => ({ method: 'GET', path, handle: answer })),
      { method: 'GET', path: '/confidentialite', handle: texts.privacy },
      { method: 'GET', path: '/conditions', handle: texts.conditions },
    ];
  };
}

function wordWidget({ t }: Translator): Readonly<Record<string, string>> {
  return {
    button: t('widget.button'),
    close: t('widget.close'),
    refused: t('widget.refused'),
    openApart: t('widget.open-apart'),
    name: t('chat.name'),
  };
}
