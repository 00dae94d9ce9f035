/** Words that are all alike: bold or not, a link or not. */
export interface Span {
  readonly text: string;
  readonly isBold: boolean;
  readonly href: string | null;
}

/**
 * A button of a card: what it says, the words that pressing it sends, and what the bot reads in place of words. `shown` is
 * what the reader then sees as their own message; null for nothing at all.
 */
export interface CardButton {
  readonly title: string;
  readonly text: string;
  readonly shown: string | null;
  readonly value: unknown;
}

/** A piece of an answer, by what it is and not by how a card draws it. `isAside` is what stands in small print. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[]; readonly isAside: boolean }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[]; readonly isAside: boolean }
  | { readonly kind: 'sources'; readonly title: string; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [name: string, value: readonly Span[]])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Block[])[];
      readonly rows: readonly (readonly (readonly Block[])[])[];
    }
  | { readonly kind: 'figure'; readonly url: string; readonly alt: string; readonly caption: readonly Block[] }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly CardButton[] };

type Json = Readonly<Record<string, unknown>>;

/** **bold** or [words](address) */
const MARK = /\*\*(.+?)\*\*|\[([^\]]+)\]\((https?:\/\/[^\s()]+|\/[^\s()]*)\)/g;
const ITEM = /^- /;

/** Reads an Adaptive Card as what it says: the pieces in order. What is unknown in it is passed over. */
export function readCard(card: unknown): readonly Block[] {
  return isJson(card) ? joinButtons(readElements(card.body)) : [];
}

/** Reads the few marks that our cards use inside a line. */
export function readSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  const add = (words: string, isBold: boolean, href: string | null): void => {
    if (words !== '') spans.push({ text: words, isBold, href });
  };
  for (const match of text.matchAll(MARK)) {
    const [whole, bold, words, href] = match;
    add(text.slice(at, match.index), false, null);
    if (bold === undefined) add(words ?? '', false, href ?? null);
    else for (const inner of readSpans(bold)) spans.push({ ...inner, isBold: true });
    at = match.index + whole.length;
  }
  add(text.slice(at), false, null);
  return spans;
}

function readElements(elements: unknown): readonly Block[] {
  return Array.isArray(elements) ? elements.flatMap(readElement) : [];
}

function readElement(element: unknown): readonly Block[] {
  if (!isJson(element)) return [];
  switch (element.type) {
    case 'TextBlock':
      return readText(element);
    case 'FactSet':
      return [
        { kind: 'pairs', rows: listOf(element.facts).map(({ title, value }) => [say(title), readSpans(say(value))]) },
      ];
    case 'Table':
      return [readTable(element)];
    case 'Image':
      return [{ kind: 'figure', url: say(element.url), alt: say(element.altText), caption: [] }];
    case 'Container':
      return readContainer(element);
    case 'ColumnSet':
      return listOf(element.columns).flatMap(({ items }) => readElements(items));
    case 'Input.Text':
      return say(element.value)
        .split(/\r?\n|\r/)
        .filter((line) => line.trim() !== '')
        .map((line) => ({ kind: 'paragraph', spans: [{ text: line, isBold: false, href: null }], isAside: false }));
    case 'ActionSet':
      return listOf(element.actions).flatMap(readAction);
    default:
      return [];
  }
}

function readText({ text, style, size, separator }: Json): readonly Block[] {
  const lines = say(text).split(/\r\n|\r|\n/);
  if (style === 'heading') {
    return [
      { kind: 'heading', level: size === 'Medium' || size === 'Large' ? 1 : 2, spans: readSpans(lines.join(' ')) },
    ];
  }
  const isAside = size === 'Small';
  const items = lines.filter((line) => ITEM.test(line)).map((line) => readSpans(line.replace(ITEM, '')));
  const [first = ''] = lines;
  // What is set apart at the foot of a card is where it comes from.
  if (separator === true && items.length > 0 && !ITEM.test(first)) return [{ kind: 'sources', title: first, items }];
  const blocks: Block[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const last = blocks.at(-1);
    if (!ITEM.test(line)) blocks.push({ kind: 'paragraph', spans: readSpans(line), isAside });
    else if (last?.kind === 'list')
      blocks[blocks.length - 1] = { ...last, items: [...last.items, readSpans(line.replace(ITEM, ''))] };
    else blocks.push({ kind: 'list', items: [readSpans(line.replace(ITEM, ''))], isAside });
  }
  return blocks;
}

function readTable({ rows, firstRowAsHeaders }: Json): Block {
  const cells = listOf(rows).map((row) => listOf(row.cells).map(({ items }) => readElements(items)));
  return firstRowAsHeaders === true
    ? { kind: 'table', head: cells[0] ?? [], rows: cells.slice(1) }
    : { kind: 'table', head: [], rows: cells };
}

/** A picture with what is said under it is one figure. */
function readContainer({ items }: Json): readonly Block[] {
  const [first, ...rest] = readElements(items);
  if (first?.kind !== 'figure') return first === undefined ? [] : [first, ...rest];
  const caption = rest.filter(({ kind }) => kind === 'paragraph' || kind === 'list');
  return [{ ...first, caption }, ...rest.filter((block) => !caption.includes(block))];
}

function readAction(action: Json): readonly Block[] {
  const title = say(action.title);
  if (action.type === 'Action.OpenUrl') return [{ kind: 'link', title, url: say(action.url) }];
  if (action.type === 'Action.ShowCard' && isJson(action.card)) return readElements(action.card.body);
  if (action.type !== 'Action.Submit' || !isJson(action.data)) return [];
  const { data } = action;
  if (!isJson(data.cardAction)) return [{ kind: 'buttons', buttons: [{ title, text: '', shown: null, value: data }] }];
  const { text, displayText, value } = data.cardAction;
  return [{ kind: 'buttons', buttons: [{ title, text: say(text), shown: say(displayText) || say(text), value }] }];
}

/** Buttons that follow each other are one group. */
function joinButtons(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'buttons' && last?.kind === 'buttons') {
      joined[joined.length - 1] = { kind: 'buttons', buttons: [...last.buttons, ...block.buttons] };
    } else joined.push(block);
  }
  return joined;
}

function say(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
