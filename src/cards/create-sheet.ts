import type { Frame, Intent } from '../answer.ts';
import { frameToPath } from '../frame.ts';
import type { MapRequest } from '../maps/create-maps.ts';
import type { Source } from '../records.ts';
import type { Translator } from '../translator.ts';
import { askButton, feedbackButton } from './button.ts';
import type { Action, Card, Element, TableCell, TableRow, TextBlock } from './element.ts';
import type { Sheet } from './sheet.ts';
import { wordFrame } from './word-frame.ts';
import { wordMap } from './word-map.ts';
import { linkTo, wordSource } from './word-source.ts';
import { lowerFirst, type Names } from './wording.ts';

/** How many sources stand at the foot; the rest is behind « toutes les sources ». */
const MOST_SOURCES = 4;
/** Markdown takes \r as the end of a list item in every client. */
const ITEM_END = '\r';

/** What a sheet is drawn with. */
export interface SheetOptions {
  readonly tr: Translator;
  readonly names: Names;
  /** Without a slash at its end; null for none. */
  readonly publicUrl: string | null;
  /** Where the picture of a map is; null where there are no maps. */
  readonly mapAddress: ((request: MapRequest) => string) | null;
  /** Said in small under the title, such as what was understood. */
  readonly aside: readonly string[];
}

/** An empty sheet. */
export function createSheet({ tr, names, publicUrl, mapAddress, aside }: SheetOptions): Sheet {
  const body: Element[] = [];
  const lines: string[] = [];
  const actions: Action[] = [];
  const questions: string[] = [];
  const sites: { readonly title: string; readonly isChecked: boolean }[] = [];
  const cited = new Map<string, Source>();
  const { t } = tr;
  let whole: Frame | null = null;
  let hasFacts = false;
  let rated: Intent | null = null;
  let permalink: string | null = null;

  function block(text: string, style: Partial<TextBlock> = {}): void {
    body.push({ type: 'TextBlock', text, wrap: true, ...style });
  }

  /** Each button in a set of its own: side by side they are cut short on a phone. */
  function press(action: Action): void {
    body.push({ type: 'ActionSet', spacing: 'Small', actions: [action] });
  }

  function cite(sources: readonly Source[]): void {
    hasFacts = true;
    for (const source of sources) cited.set(source.id, source);
  }

  /** Which of the sites nobody has visited; which ones matters only when others were. */
  function drawUnchecked(): void {
    const unchecked = [...new Set(sites.filter((site) => !site.isChecked).map((site) => site.title))];
    if (unchecked.length === 0) return;
    const count = unchecked.length;
    const isSome = sites.some((site) => site.isChecked);
    const text = isSome
      ? t('foot.unchecked.some', { count, names: unchecked.join(', ') })
      : t('foot.unchecked', { count });
    block(text, { size: 'Small' });
    lines.push(text);
  }

  function drawFoot(): void {
    drawUnchecked();
    if (hasFacts && tr.locale !== 'fr') {
      block(t('foot.french'), { size: 'Small' });
      lines.push(t('foot.french'));
    }
    const sources = [...cited.values()];
    if (sources.length === 0) return;
    const few = sources.length > MOST_SOURCES && whole !== null ? sources.slice(0, MOST_SOURCES) : sources;
    const title = t('foot.sources', { count: few.length });
    const [only] = few;
    const text = few.length === 1 && only ? t('pair', { name: title, value: linkTo(only, tr) }) : null;
    block(text ?? [title, '', ...few.map((source) => `- ${linkTo(source, tr)}`)].join(ITEM_END), {
      size: 'Small',
      separator: true,
    });
    lines.push(
      ...few.map((source) => t('pair', { name: t('foot.sources', { count: 1 }), value: wordSource(source, tr) })),
    );
    if (few.length < sources.length && whole !== null) ask(whole);
  }

  /** Two short words fit side by side on any phone. */
  function drawRating(intent: Intent): void {
    const button = (title: string, useful: boolean) =>
      feedbackButton(title, { intent, useful, reason: null }, tr.locale);
    const actions = [button(t('feedback.yes'), true), button(t('feedback.no'), false)];
    body.push({ type: 'ActionSet', spacing: 'Small', actions });
  }

  function choose(frame: Frame): void {
    const question = wordFrame(frame, names, tr);
    actions.push(askButton(question, question, frame, tr.locale));
    lines.push(`• ${question}`);
  }

  function ask(frame: Frame, title?: string): void {
    const question = wordFrame(frame, names, tr);
    if (questions.includes(title ?? question)) return;
    questions.push(title ?? question);
    actions.push(askButton(title ?? question, question, frame, tr.locale));
  }

  return {
    tr,
    names,
    title(text) {
      block(text, { style: 'heading', size: 'Medium', weight: 'Bolder' });
      lines.push(text);
      for (const line of aside) {
        block(line, { size: 'Small' });
        lines.push(line);
      }
    },
    heading(text) {
      block(text, { style: 'heading', size: 'Default', weight: 'Bolder', spacing: 'Medium' });
      lines.push(text);
    },
    say(text) {
      block(text);
      lines.push(withoutMarks(text));
    },
    fact(fact) {
      block(fact.text);
      lines.push(fact.text);
      cite(fact.sources);
    },
    items(texts) {
      if (texts.length === 0) return;
      block(texts.map((text) => `- ${text}`).join(ITEM_END), { spacing: 'Small' });
      lines.push(...texts.map((text) => `• ${withoutMarks(text)}`));
    },
    entry(name, detail) {
      block(detail === null ? `**${name}**` : t('pair', { name: `**${name}**`, value: detail }), { spacing: 'Medium' });
      lines.push(`• ${detail === null ? name : t('pair', { name, value: detail })}`);
    },
    pairs(rows) {
      if (rows.length === 0) return;
      // Two columns would break words on a phone.
      block(rows.map(([name, value]) => `- ${t('pair', { name: `**${name}**`, value })}`).join(ITEM_END));
      lines.push(...rows.map(([name, value]) => t('pair', { name, value })));
    },
    table(head, rows) {
      // Items one below the other: list signs would push words out of a narrow column.
      const cell = (texts: readonly string[], style: Partial<TextBlock> = {}): TableCell => ({
        type: 'TableCell',
        items: texts.map((text) => ({ type: 'TextBlock', text, wrap: true, ...style })),
      });
      const [first, second] = head;
      body.push({
        type: 'Table',
        firstRowAsHeaders: true,
        columns: [{ width: 4 }, { width: 7 }],
        rows: [
          {
            type: 'TableRow',
            cells: [cell([head[0]], { size: 'Small', weight: 'Bolder' }), cell([head[1]], { weight: 'Bolder' })],
          },
          ...rows.map(
            ([name, items]): TableRow => ({
              type: 'TableRow',
              cells: [cell([name], { size: 'Small' }), cell(items)],
            }),
          ),
        ],
      });
      lines.push(t('table.heading', { what: second, by: lowerFirst(first) }));
      for (const [name, items] of rows) {
        const [only = ''] = items;
        if (items.length < 2) lines.push(t('pair', { name, value: only }));
        else lines.push(name, ...items.map((item) => `• ${item}`));
      }
    },
    map(territories, region) {
      if (mapAddress === null || territories.length === 0) return;
      const address = mapAddress({ territories: territories.map((one) => one.id), region });
      const [alt, caption] = wordMap(territories, region, names, tr);
      body.push({
        type: 'Container',
        items: [
          { type: 'Image', url: (publicUrl ?? '') + address, altText: alt },
          { type: 'TextBlock', text: caption, wrap: true, size: 'Small', spacing: 'Small' },
        ],
      });
    },
    sources(sources) {
      if (sources.length === 0) return;
      block(sources.map((source) => `- ${linkTo(source, tr)}`).join(ITEM_END));
      lines.push(...sources.map((source) => `• ${t('pair', { name: wordSource(source, tr), value: source.url })}`));
    },
    cite,
    site(title, url, isChecked) {
      sites.push({ title, isChecked });
      press({ type: 'Action.OpenUrl', title, url });
      lines.push(t('pair', { name: title, value: url }));
    },
    ask,
    choose,
    sayButton(title, typed) {
      lines.push(`• ${title}`);
      actions.push(askButton(title, typed, null, tr.locale, title));
    },
    allSources(frame) {
      whole = frame;
    },
    permalink(frame) {
      permalink = (publicUrl ?? '') + frameToPath(frame);
    },
    judge(title, feedback) {
      lines.push(`• ${title}`);
      actions.push(feedbackButton(title, feedback, tr.locale));
    },
    rate(intent) {
      rated = intent;
    },
    finish() {
      drawFoot();
      if (questions.length > 0) lines.push(t('foot.next'), ...questions.map((question) => `• ${question}`));
      for (const action of actions) press(action);
      if (permalink !== null) press({ type: 'Action.OpenUrl', title: t('foot.permalink'), url: permalink });
      if (rated !== null) drawRating(rated);
      const card: Card = { type: 'AdaptiveCard', version: '1.5', body };
      return { card: { ...card }, text: lines.join('\n'), sources: [...cited.values()] };
    },
  };
}

/** The words of a Markdown text: bold is the only mark in use. */
function withoutMarks(text: string): string {
  return text.replaceAll('**', '');
}
