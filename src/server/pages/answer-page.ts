import type { Drawn, Frame, Locale, Outcome } from '../../answer.ts';
import type { Call, Reply } from '../../channels/http.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Source } from '../../records.ts';
import type { Translator } from '../../translator.ts';
import { deliver, represent } from '../open-data/representation.ts';
import { drawDocument, localised, pagePolicy, readLanguage } from './document.ts';
import { drawBlocks } from './draw-blocks.ts';
import { escapeHtml } from './html.ts';
import { type Block, type CardButton, readCard } from './read-card.ts';
import { structureAnswer } from './structure-answer.ts';

const HTML = 'text/html; charset=utf-8';
const LONGEST_DESCRIPTION = 200;
/** Where someone may start again whose address leads nowhere. */
const STARTS = ['/q/list/-', '/q/label/rubrique.definition', '/q/apply/-'] as const;

/** What answers are drawn from: the newest dataset, each time it is asked. */
export interface AnswerSource {
  readonly knowledge: Knowledge;
  answer(frame: Frame, locale: Locale, onPage: true): { readonly outcome: Outcome; readonly drawn: readonly Drawn[] };
  word(frame: Frame, locale: Locale): string;
}

/** What the pages of answers are made of; the functions of `frame` are handed in, and so are the words. */
export interface AnswerPageParts {
  readonly source: AnswerSource;
  readonly frameFromPath: (path: string) => Frame | null;
  readonly frameToPath: (frame: Frame) => string;
  readonly readFrame: (value: unknown) => Frame | null;
  readonly compactFrame: (frame: Frame) => unknown;
  readonly translators: Readonly<Record<Locale, Translator>>;
  readonly publicUrl: string | null;
  readonly frameAncestors: readonly string[];
  readonly style: string;
}

/**
 * `GET /q/:intent/:ids`: an answer as a page of its own, drawn from the same card as in the chat, readable without
 * JavaScript. An address that names no question of the dataset gets a 404 that says what to do.
 */
export function createAnswerPage(parts: AnswerPageParts): (call: Call) => Promise<Reply> | Reply {
  const { source, frameFromPath, translators, frameAncestors } = parts;
  const headers = { 'content-security-policy': pagePolicy(frameAncestors) };
  return (call) => {
    const locale = readLanguage(call.query);
    const path = `/q/${call.params.intent}/${call.params.ids}`;
    const frame = frameFromPath(path);
    const tr = translators[locale];
    if (frame !== null && isKnown(frame, source.knowledge)) {
      const html = drawAnswer(frame, path, tr, parts);
      return deliver(represent(html, HTML, source.knowledge.version), call, headers);
    }
    if (!/\btext\/html\b/.test(call.headers.accept ?? ''))
      return { status: 404, problem: tr.t('page.missing.problem') };
    return { status: 404, headers, content: { type: HTML, body: drawMissing(tr, parts) } };
  };
}

function drawAnswer(frame: Frame, path: string, tr: Translator, parts: AnswerPageParts): string {
  const { source, publicUrl, style } = parts;
  const { t, locale } = tr;
  const { outcome, drawn } = source.answer(frame, locale, true);
  const question = source.word(frame, locale);
  const answers = drawn.map(({ card, sources = [] }) => ({ blocks: readCard(card), sources }));
  const cited = [...new Map(answers.flatMap(({ sources }) => sources).map((one) => [one.id, one])).values()];
  const text = drawn.map((one) => one.text).join('\n\n');
  const articles = answers.map(({ blocks, sources }) => {
    const draw = (some: readonly Block[]): string =>
      drawBlocks(some, { level: 2, publicUrl, drawButtons: (buttons) => drawQuestions(buttons, tr, parts) });
    const said = blocks.filter(({ kind }) => kind !== 'sources' && kind !== 'buttons');
    const whole =
      sources.length === 0 ? draw(blocks.filter(({ kind }) => kind === 'sources')) : drawSources(sources, tr);
    return `<article>\n${draw(said)}\n${whole}\n</article>`;
  });
  const next = joinQuestions(answers.flatMap(({ blocks }) => blocks));
  const exactly = encodeURIComponent(JSON.stringify(parts.compactFrame(frame)));
  const chat = `${localised('/', locale)}#q=${encodeURIComponent(question)}&frame=${exactly}`;
  const ask = `<p class="ask"><a href="${escapeHtml(chat)}">${escapeHtml(t('page.again'))}</a></p>`;
  return drawDocument(
    {
      title: question,
      description: describe(text, question),
      path,
      isIndexed: outcome === 'answer',
      picture: answers.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'figure')?.url ?? null,
      structured: structureAnswer({
        url: (publicUrl ?? '') + localised(path, locale),
        question,
        text,
        locale,
        version: source.knowledge.version,
        siteName: t('chat.name'),
        sources: cited,
      }),
      main: [`<h1>${escapeHtml(question)}</h1>`, ...articles, drawQuestions(next, tr, parts), ask].join('\n'),
      foot: `<p>${escapeHtml(t('page.version', { version: source.knowledge.version }))}</p>`,
    },
    { tr, publicUrl, style },
  );
}

/** Every page that an answer cites, where a card has room for a few only. */
function drawSources(sources: readonly Source[], { t, date }: Translator): string {
  const items = sources.map(({ title, publisher, url, date: on }) => {
    const day =
      on === null ? escapeHtml(t('date.unknown')) : `<time datetime="${escapeHtml(on)}">${escapeHtml(date(on))}</time>`;
    const by = publisher === null ? '' : `${escapeHtml(publisher)}, `;
    return `<li><a href="${escapeHtml(url)}">${escapeHtml(title)}</a> (${by}${day})</li>`;
  });
  const title = escapeHtml(t('foot.sources', { count: sources.length }));
  return `<section class="sources"><h3>${title}</h3><ul>${items.join('')}</ul></section>`;
}

function joinQuestions(blocks: readonly Block[]): readonly CardButton[] {
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  return [...new Map(buttons.map((button) => [button.text, button])).values()];
}

/** Buttons that ask a question as links to its answer; others need a conversation and are left out. */
function drawQuestions(buttons: readonly CardButton[], tr: Translator, parts: AnswerPageParts): string {
  const links = buttons.flatMap(({ title, value }) => {
    const frame = typeof value === 'object' && value !== null && 'frame' in value ? parts.readFrame(value.frame) : null;
    if (frame === null) return [];
    return [
      `<li><a href="${escapeHtml(localised(parts.frameToPath(frame), tr.locale))}">${escapeHtml(title)}</a></li>`,
    ];
  });
  if (links.length === 0) return '';
  const title = escapeHtml(tr.t('page.next'));
  return `<nav aria-labelledby="suite"><h2 id="suite">${title}</h2><ul>${links.join('')}</ul></nav>`;
}

function drawMissing(tr: Translator, parts: AnswerPageParts): string {
  const { t, locale } = tr;
  const links = STARTS.flatMap((path) => {
    const frame = parts.frameFromPath(path);
    if (frame === null) return [];
    return [
      `<li><a href="${escapeHtml(localised(path, locale))}">${escapeHtml(parts.source.word(frame, locale))}</a></li>`,
    ];
  });
  const home = `<li><a href="${escapeHtml(localised('/', locale))}">${escapeHtml(t('page.again'))}</a></li>`;
  return drawDocument(
    {
      title: t('page.missing.title'),
      description: t('page.missing.text'),
      path: '/',
      isIndexed: false,
      main: [
        `<h1>${escapeHtml(t('page.missing.title'))}</h1>`,
        `<p>${escapeHtml(t('page.missing.text'))}</p>`,
        `<p>${escapeHtml(t('page.missing.next'))}</p>`,
        `<ul>${home}${links.join('')}</ul>`,
      ].join('\n'),
    },
    { tr, publicUrl: parts.publicUrl, style: parts.style },
  );
}

/** The beginning of an answer, without its title, in one line. */
function describe(text: string, question: string): string {
  const [, ...rest] = text.split('\n');
  const line = rest.join(' ').trim() || question;
  return line.length <= LONGEST_DESCRIPTION ? line : `${line.slice(0, LONGEST_DESCRIPTION).replace(/\s+\S*$/, '')} …`;
}

/** Whether the dataset holds every record that a question names. */
function isKnown(frame: Frame, knowledge: Knowledge): boolean {
  const { without } = frame;
  return (
    [...frame.territories, ...without.territories].every((id) => knowledge.territory(id) !== undefined) &&
    [...frame.places, ...without.places].every((id) => knowledge.place(id) !== undefined) &&
    [...frame.themes, ...without.themes].every((id) => knowledge.theme(id) !== undefined) &&
    frame.organisations.every((id) => knowledge.organisation(id) !== undefined) &&
    frame.people.every((id) => knowledge.person(id) !== undefined) &&
    frame.terms.every((id) => knowledge.term(id) !== undefined)
  );
}
