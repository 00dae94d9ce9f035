import type { Locale } from '../../answer.ts';
import type { Call, Reply } from '../../channels/http.ts';
import type { Translator } from '../../translator.ts';
import { deliver, represent } from '../open-data/representation.ts';
import { drawDocument, localised, pagePolicy, readLanguage } from './document.ts';
import { escapeHtml } from './html.ts';

const HTML = 'text/html; charset=utf-8';
const CNIL = 'https://www.cnil.fr/fr/plaintes';

/** What the pages about the bot are made of; `script` is that of the button that forgets a conversation. */
export interface TextPageParts {
  readonly translators: Readonly<Record<Locale, Translator>>;
  readonly publicUrl: string | null;
  readonly frameAncestors: readonly string[];
  readonly style: string;
  readonly script: string;
  readonly retentionDays: number;
  /** How long counts are kept. */
  readonly tallyWeeks: number;
}

/** `GET /confidentialite` and `GET /conditions`. */
export function createTextPages(parts: TextPageParts): Readonly<Record<'privacy' | 'conditions', Handler>> {
  const serve = (draw: (tr: Translator, parts: TextPageParts) => string): Handler => {
    const drawn = { fr: draw(parts.translators.fr, parts), en: draw(parts.translators.en, parts) };
    const headers = { 'content-security-policy': pagePolicy(parts.frameAncestors) };
    return (call) => deliver(represent(drawn[readLanguage(call.query)], HTML, 'page'), call, headers);
  };
  return { privacy: serve(drawPrivacy), conditions: serve(drawConditions) };
}

type Handler = (call: Call) => Promise<Reply> | Reply;

function drawPrivacy(tr: Translator, { publicUrl, style, script, ...kept }: TextPageParts): string {
  const { t } = tr;
  const days = t('privacy.days', { count: kept.retentionDays });
  const weeks = kept.tallyWeeks;
  const rows: readonly (readonly [what: string, long: string, why: string])[] = [
    [t('privacy.kept.log'), t('privacy.kept.log.long', { days }), t('privacy.kept.log.why')],
    [t('privacy.kept.context'), t('privacy.kept.log.long', { days }), t('privacy.kept.context.why')],
    [t('privacy.kept.key'), t('privacy.kept.key.long'), t('privacy.kept.key.why')],
    [t('privacy.kept.address'), t('privacy.kept.address.long'), t('privacy.kept.address.why')],
    [t('privacy.kept.figures'), t('privacy.kept.figures.long', { weeks }), t('privacy.kept.figures.why')],
    [t('privacy.kept.words'), t('privacy.kept.figures.long', { weeks }), t('privacy.kept.words.why')],
  ];
  const head = [t('privacy.kept.what'), t('privacy.kept.how-long'), t('privacy.kept.why')];
  const table = [
    `<thead><tr>${head.map((words) => `<th scope="col">${escapeHtml(words)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(([what, ...rest]) => {
      // On a phone each cell stands under the one before, with its heading before it.
      const cells = rest.map(
        (cell, at) => `<td data-head="${escapeHtml(head[at + 1] ?? '')}">${escapeHtml(cell)}</td>`,
      );
      return `<tr><th scope="row">${escapeHtml(what)}</th>${cells.join('')}</tr>`;
    }),
    '</tbody>',
  ].join('');
  const main = [
    `<h1>${escapeHtml(t('privacy.title'))}</h1>`,
    paragraph(t('privacy.lead', { days })),
    heading(t('privacy.kept.title')),
    `<table class="stacked">${table}</table>`,
    heading(t('privacy.not.title')),
    list([t('privacy.not.1'), t('privacy.not.2'), t('privacy.not.3'), t('privacy.not.4')]),
    paragraph(t('privacy.teams')),
    heading(t('privacy.rights.title')),
    paragraph(t('privacy.rights.text')),
    paragraph(t('privacy.rights.owner')).replace('cnil.fr', `<a href="${CNIL}">cnil.fr</a>`),
    '<section id="effacer">',
    heading(t('privacy.forget.title')),
    paragraph(t('privacy.forget.text')),
    `<p><button type="button" id="forget" hidden data-done="${escapeHtml(t('privacy.forget.done'))}" data-none="${escapeHtml(t('privacy.forget.none'))}" data-failed="${escapeHtml(t('privacy.forget.failed'))}">${escapeHtml(t('privacy.forget.button'))}</button></p>`,
    '<p role="status" id="forgotten"></p>',
    '</section>',
    again(tr),
  ].join('\n');
  return drawDocument(
    { title: t('privacy.title'), description: t('privacy.lead', { days }), path: '/confidentialite', main, script },
    { tr, publicUrl, style },
  );
}

function drawConditions(tr: Translator, { publicUrl, style }: TextPageParts): string {
  const { t, locale } = tr;
  const privacy = `<a href="${localised('/confidentialite', locale)}">${escapeHtml(t('privacy.title'))}</a>`;
  const main = [
    `<h1>${escapeHtml(t('conditions.title'))}</h1>`,
    heading(t('conditions.what.title')),
    paragraph(t('conditions.what.1')),
    paragraph(t('conditions.what.2')),
    heading(t('conditions.trust.title')),
    list([t('conditions.trust.1'), t('conditions.trust.2'), t('conditions.trust.3')]),
    heading(t('conditions.use.title')),
    list([t('conditions.use.1'), t('conditions.use.2'), t('conditions.use.3')]),
    heading(t('conditions.wrong.title')),
    paragraph(t('conditions.wrong.text')),
    `<p>${t('conditions.privacy', { link: privacy })}</p>`,
    again(tr),
  ].join('\n');
  return drawDocument(
    { title: t('conditions.title'), description: t('conditions.what.1'), path: '/conditions', main },
    { tr, publicUrl, style },
  );
}

function heading(text: string): string {
  return `<h2>${escapeHtml(text)}</h2>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function again({ t, locale }: Translator): string {
  return `<p class="ask"><a href="${localised('/', locale)}">${escapeHtml(t('page.again'))}</a></p>`;
}
