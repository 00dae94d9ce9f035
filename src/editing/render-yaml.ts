import { Document, isCollection, isScalar, visit } from 'yaml';
import type { Value } from './table.ts';

/** The data is wrapped at this column. */
const WIDTH = 100;
/** Numbers that other tools would read as numbers, losing their zeros. */
const CODE_KEYS = ['region', 'departements', 'cress-de', 'regions', 'intercommunalites', 'communes'];
/** Mappings that stand on one line. */
const FLOW_KEYS = ['dans-la-phrase'];
/** What a folded block would not give back as it is. */
const UNFOLDABLE = /^\s|\s$| {2}|[\n\t]/;

/** How a value used to be written, so that its successor looks the same. */
export type Habit = 'plain' | 'quoted' | 'folded' | 'unknown';

/** A `key: value` pair as lines of YAML, `indent` spaces deep, each line ended. */
export function renderPair(key: string, value: Value, indent: number): string {
  return `${' '.repeat(indent)}${key}:${renderAfterKey(key, value, indent)}\n`;
}

/** A list item as lines of YAML, its dash `indent` spaces deep, each line ended. */
export function renderItem(value: Value, indent: number, key: string): string {
  const dash = `${' '.repeat(indent)}- `;
  if (typeof value === 'string') return `${dash}${renderText(value, indent, dash.length, habitFor(key))}\n`;
  if (Array.isArray(value)) return `${dash}${renderFlow(value, key)}\n`;
  const lines = Object.entries(value).map(([name, inner]) => renderPair(name, inner, indent + 2));
  return `${dash}${lines.join('').slice(indent + 2)}`;
}

/** What follows `key:` on its line and below, without the last line's end. */
export function renderAfterKey(key: string, value: Value, indent: number): string {
  const column = indent + key.length + 2;
  if (typeof value === 'string') return ` ${renderText(value, indent, column, habitFor(key))}`;
  if (Array.isArray(value)) {
    const flow = value.every((item) => typeof item === 'string') ? renderFlow(value, key) : null;
    if (flow !== null && column + flow.length <= WIDTH) return ` ${flow}`;
    return `\n${value
      .map((item) => renderItem(item, indent + 2, key))
      .join('')
      .slice(0, -1)}`;
  }
  if (FLOW_KEYS.includes(key)) return ` ${renderFlow(value, key)}`;
  const lines = Object.entries(value).map(([name, inner]) => renderPair(name, inner, indent + 2));
  return `\n${lines.join('').slice(0, -1)}`;
}

/** A text as a scalar that starts at `column`; folded over lines when it is long or needs no quotes that way. */
export function renderText(text: string, indent: number, column: number, habit: Habit): string {
  const plain = renderScalar(text, habit === 'quoted');
  const isShort = column + plain.length <= WIDTH && !text.includes('\n');
  const isQuoted = /^['"]/.test(plain);
  if (UNFOLDABLE.test(text) || text === '') return plain;
  if (isShort && habit !== 'folded' && (!isQuoted || habit === 'quoted')) return plain;
  if (habit !== 'folded' && text.length < 40 && isShort) return plain;
  if (!text.includes(' ')) return plain;
  return `>-\n${fold(text, indent + 2)}`;
}

/** A list or mapping on one line: `[ a, b ]`. */
export function renderFlow(value: Value, key: string): string {
  const document = new Document(value, { schema: 'failsafe' });
  visit(document, {
    Collection(_, node) {
      node.flow = true;
    },
    Scalar(_, node) {
      if (hasControls(node.value)) node.type = 'QUOTE_DOUBLE';
      else if (CODE_KEYS.includes(key)) node.type = 'QUOTE_SINGLE';
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: true }).trimEnd();
}

/** Line ends and their like, which only double quotes keep on one line. */
function hasControls(text: unknown): boolean {
  return typeof text === 'string' && /[\p{Cc}\u2028\u2029]/u.test(text);
}

function renderScalar(text: string, isQuoted: boolean): string {
  const document = new Document(text, { schema: 'failsafe' });
  if (isScalar(document.contents)) {
    if (hasControls(text)) document.contents.type = 'QUOTE_DOUBLE';
    else if (isQuoted) document.contents.type = 'QUOTE_SINGLE';
  }
  if (isCollection(document.contents)) throw new Error('a text is no collection');
  return document.toString({ lineWidth: 0, singleQuote: true, blockQuote: false }).trimEnd();
}

function habitFor(key: string): Habit {
  return CODE_KEYS.includes(key) ? 'quoted' : 'unknown';
}

function fold(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => `${' '.repeat(indent)}${one}`).join('\n');
}
