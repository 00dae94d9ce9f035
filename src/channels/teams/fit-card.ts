/** A card or a part of one, as it is sent. */
type Json = Readonly<Record<string, unknown>>;

/** What Teams draws when it unfolds a link; a search result may be of any version. */
const VERSION = '1.3';
const ITEM_END = '\r';

/**
 * A card made fit to be dropped into any conversation: without the buttons that ask the bot (it may not be there), with
 * tables as lists, with a link to the whole answer, and no larger than `most` bytes: paragraphs are left out from the
 * last one up, never the title, nor the sources at the foot.
 */
export function fitCard(card: Json, most: number, link: { readonly title: string; readonly url: string } | null): Json {
  const [title, ...rest] = listParts(card.body)
    .filter((part) => !asksTheBot(part))
    .flatMap(flattenTable);
  const foot = rest.filter((part) => part.separator === true).slice(-1);
  const middle = rest.filter((part) => !foot.includes(part));
  const open = link === null ? [] : [{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', ...link }] }];
  const keep = (count: number): Json => ({
    type: 'AdaptiveCard',
    version: VERSION,
    body: [
      ...(title ? [title] : []),
      ...(count < middle.length ? withoutLoneHeadings(middle.slice(0, count)) : middle),
      ...foot,
      ...open,
    ],
  });
  let kept = middle.length;
  while (kept > 0 && sizeOf(keep(kept)) > most) kept -= 1;
  return keep(kept);
}

/** The size of something as it is sent, in bytes. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A table, which few versions know, as what it is about and its rows one under the other. */
function flattenTable(part: Json): readonly Json[] {
  if (part.type !== 'Table') return [part];
  const [head, ...rows] = listParts(part.rows).map((row) =>
    listParts(row.cells).map((cell) => toList(listParts(cell.items).map(textOf))),
  );
  return [
    { type: 'TextBlock', wrap: true, text: head?.at(-1) ?? '', style: 'heading', weight: 'Bolder', spacing: 'Medium' },
    ...rows.map(([name = '', ...cells]) => {
      return { type: 'TextBlock', wrap: true, text: [`**${name}**`, '', ...cells].join(ITEM_END) };
    }),
  ];
}

/** Several things as a Markdown list; a single one as it is. */
function toList(texts: readonly string[]): string {
  return texts.length > 1 ? texts.map((text) => `- ${text}`).join(ITEM_END) : (texts[0] ?? '');
}

function textOf(part: Json): string {
  return typeof part.text === 'string' ? part.text : '';
}

function asksTheBot(part: Json): boolean {
  return listParts(part.actions).some(({ type }) => type === 'Action.Submit');
}

/** A heading whose paragraphs were left out says nothing. */
function withoutLoneHeadings(parts: readonly Json[]): readonly Json[] {
  const isHeading = (part: Json | undefined): boolean => part === undefined || part.style === 'heading';
  return parts.filter((part, at) => !isHeading(part) || !isHeading(parts[at + 1]));
}

function listParts(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
