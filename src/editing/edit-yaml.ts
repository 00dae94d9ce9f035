import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Habit, renderAfterKey, renderFlow, renderItem, renderPair, renderText } from './render-yaml.ts';
import type { Value } from './table.ts';
import { isMapping, isSame, toValue } from './value.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The same YAML file with another value: only the lines of what differs are written anew, so comments, blank lines and
 * the way everything else is written stay byte for byte. Throws when the result would not read as `wanted`.
 */
export function editYaml(text: string, wanted: Value): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const edits: Edit[] = [];
  const root = document.contents;
  if (root === null) throw new Error('an empty file cannot be edited');
  if (!patch({ text, edits }, root, wanted, 0, ''))
    edits.push({ start: 0, end: text.length, text: renderFile(wanted) });
  // From the end of the file to its start, so that offsets hold; of two at one place, the later one first.
  const edited = edits
    .toReversed()
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
  const read = toValue(parseDocument(edited, { schema: 'failsafe' }).toJS());
  if (!isSame(read, wanted)) throw new Error('the edited YAML does not read as it should');
  return edited;
}

/** A whole new file, below the comments that its neighbours start with. */
export function renderFile(value: Value, head = ''): string {
  if (isMapping(value))
    return `${head}${Object.entries(value)
      .map(([key, inner]) => renderPair(key, inner, 0))
      .join('')}`;
  return `${head}${(Array.isArray(value) ? value : [value]).map((item) => renderItem(item, 0, '')).join('')}`;
}

interface Job {
  readonly text: string;
  readonly edits: Edit[];
}

/** Notes the edits that turn `node` into `wanted`; false when it must be written anew as a whole. */
function patch(job: Job, node: unknown, wanted: Value, indent: number, key: string): boolean {
  if (isScalar(node)) {
    if (typeof wanted !== 'string') return false;
    return String(node.value ?? '') === wanted || patchScalar(job, node, wanted, indent, key);
  }
  if (isMap(node))
    return isMapping(wanted) && (node.flow ? patchFlow(job, node, wanted, indent, key) : patchMap(job, node, wanted));
  if (isSeq(node))
    return (
      Array.isArray(wanted) &&
      (node.flow ? patchFlow(job, node, wanted, indent, key) : patchList(job, node, wanted, key))
    );
  return false;
}

function patchScalar({ text, edits }: Job, node: Node, wanted: string, indent: number, key: string): boolean {
  const [start, end] = rangeOf(node);
  if (wanted === '' || start === end) return false;
  const written = text.slice(start, end);
  const habit: Habit = written.startsWith('>') ? 'folded' : /^['"]/.test(written) ? 'quoted' : 'plain';
  const column = start - lineStart(text, start);
  const anew = renderText(wanted, indent, column, key === '' && habit === 'quoted' ? 'quoted' : habit);
  edits.push({ start, end, text: written.endsWith('\n') ? `${anew}\n` : anew });
  return true;
}

/** A collection on one line is written anew as one. */
function patchFlow({ text, edits }: Job, node: YAMLMap | YAMLSeq, wanted: Value, indent: number, key: string): boolean {
  if (isSame(toValue(node.toJSON()), wanted)) return true;
  const [start, end] = rangeOf(node);
  const line = text.slice(lineStart(text, start), start);
  const isAfterKey = line.trimStart() === `${key}: `;
  const anew =
    isAfterKey && isSeq(node) ? renderAfterKey(key, wanted, indent).replace(/^ /, '') : renderFlow(wanted, key);
  // What was "key: [" may have become lines of their own: the space before them goes.
  edits.push({ start: anew.startsWith('\n') ? start - 1 : start, end, text: anew });
  return true;
}

function patchMap(job: Job, map: YAMLMap, wanted: { [key: string]: Value }): boolean {
  const { text } = job;
  const pairs = new Map(map.items.map((pair) => [keyText(pair), pair]));
  const first = map.items[0];
  const names = Object.keys(wanted);
  // Whatever stands on the line of a dash cannot leave it alone.
  if (first === undefined || names[0] !== keyText(first)) return false;
  const keyStart = rangeOf(first.key)[0];
  const indent = keyStart - lineStart(text, keyStart);
  const edits: Edit[] = [];
  const mine: Job = { text, edits };
  let previous = first;
  for (const name of names) {
    const value = wanted[name] ?? '';
    const pair = pairs.get(name);
    if (pair === undefined) {
      const at = lineEnd(text, endOf(previous.value ?? previous.key));
      edits.push({ start: at, end: at, text: opened(text, at) + renderPair(name, value, indent) });
      continue;
    }
    if (!patch(mine, pair.value, value, indent, name)) {
      const start = rangeOf(pair.key)[1];
      const end = trimmedEnd(text, endOf(pair.value ?? pair.key));
      edits.push({ start, end, text: `:${renderAfterKey(name, value, indent)}` });
    }
    previous = pair;
  }
  for (const [name, pair] of pairs) {
    if (Object.hasOwn(wanted, name)) continue;
    edits.push({
      start: lineStart(text, rangeOf(pair.key)[0]),
      end: lineEnd(text, endOf(pair.value ?? pair.key)),
      text: '',
    });
  }
  job.edits.push(...edits);
  return true;
}

function patchList(job: Job, list: YAMLSeq, wanted: Value[], key: string): boolean {
  const { text } = job;
  const old = list.items.map((item) => toValue(isScalar(item) || isMap(item) || isSeq(item) ? item.toJSON() : item));
  const edits: Edit[] = [];
  const mine: Job = { text, edits };
  const [firstItem] = list.items;
  if (firstItem === undefined || wanted.length === 0) return false;
  const dash = dashOf(text, firstItem) - lineStart(text, dashOf(text, firstItem));
  let insertAt = lineStart(text, dashOf(text, firstItem));
  for (const { before, after } of pairItems(old, wanted)) {
    const node = before === null ? undefined : list.items[before];
    if (node === undefined) {
      edits.push({ start: insertAt, end: insertAt, text: opened(text, insertAt) + renderItem(after ?? '', dash, key) });
      continue;
    }
    const start = lineStart(text, dashOf(text, node));
    const end = lineEnd(text, endOf(node));
    if (after === null) edits.push({ start, end, text: '' });
    else if (!patch(mine, node, after, dash, key)) edits.push({ start, end, text: renderItem(after, dash, key) });
    insertAt = end;
  }
  job.edits.push(...edits);
  return true;
}

/** Pairs old items with new ones, in order; what is left of a gap on both sides is paired as changed. */
function pairItems(
  old: readonly Value[],
  wanted: readonly Value[],
): readonly { before: number | null; after: Value | null }[] {
  const pairs: { before: number | null; after: Value | null }[] = [];
  const names = wanted.map(nameOf);
  let next = 0;
  let lost: number[] = [];
  const close = (until: number): void => {
    const fresh = wanted.slice(next, until);
    for (const [index, before] of lost.entries()) pairs.push({ before, after: fresh[index] ?? null });
    for (const after of fresh.slice(lost.length)) pairs.push({ before: null, after });
    lost = [];
  };
  for (const [index, item] of old.entries()) {
    const at = names.indexOf(nameOf(item), next);
    if (at < 0) {
      lost.push(index);
      continue;
    }
    close(at);
    pairs.push({ before: index, after: wanted[at] ?? null });
    next = at + 1;
  }
  close(wanted.length);
  return pairs;
}

function nameOf(item: Value): string {
  return isMapping(item) && typeof item.id === 'string' ? `id ${item.id}` : JSON.stringify(item);
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function rangeOf(node: unknown): readonly [number, number] {
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.range) return [node.range[0], node.range[1]];
  throw new Error('a YAML node without its place');
}

/** Where the last sign of a node stands, comments after it left out. */
function endOf(node: unknown): number {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    return last === undefined ? rangeOf(node)[1] : endOf(last.value ?? last.key);
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1);
    return last === undefined ? rangeOf(node)[1] : endOf(last);
  }
  return rangeOf(node)[1];
}

/** The dash before a list item. */
function dashOf(text: string, node: unknown): number {
  return text.lastIndexOf('-', rangeOf(node)[0] - 1);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The start of the line after the one that `offset` ends. */
function lineEnd(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function trimmedEnd(text: string, offset: number): number {
  return text[offset - 1] === '\n' ? offset - 1 : offset;
}

/** A line end for a last line that has none. */
function opened(text: string, offset: number): string {
  return offset > 0 && text[offset - 1] !== '\n' ? '\n' : '';
}
