import type { CommuneNames, Name } from '../knowledge/knowledge.ts';
import { fold } from '../language/fold.ts';
import { phonetic } from '../language/phonetic.ts';
import { buildSpellTable, type SpellTable } from '../language/spell-index.ts';
import {
  buildWordTable,
  createWordFinder,
  groupWords,
  type WordGroups,
  type WordTable,
} from '../language/word-table.ts';
import { INSIDE_NAMES } from '../language/words.ts';

/** A record that a span of words may name. */
export interface Naming {
  readonly type: Name['type'];
  readonly id: string;
  readonly as: Name['as'];
  /** The name as an editor wrote it, folded. */
  readonly name: string;
  /** The same, as it was written. */
  readonly text: string;
}

const TYPES = ['territory', 'place', 'theme', 'organisation', 'person', 'term'] as const satisfies Naming['type'][];
const WAYS = ['name', 'short', 'other', 'synonym', 'code'] as const satisfies Naming['as'][];

/** No name holds it. */
const BETWEEN = '\0';

/** Namings column by column: read five times faster than objects. */
export interface NamingColumns {
  readonly types: Uint8Array;
  readonly ways: Uint8Array;
  /** Of each naming, in one text. */
  readonly ids: string;
  readonly names: string;
  readonly texts: string;
}

/** Names as they are looked up: plain data, which can be kept and loaded again. */
export interface NameTable {
  readonly namings: NamingColumns;
  /** The namings, by number, of words as they are typed; those of several words in any order, linking words left out. */
  readonly exact: WordGroups;
  readonly loose: WordGroups;
  /** Of themes and terms without the marks of number and of the feminine. */
  readonly inflected: WordGroups;
  /** Of names without spaces, and of those among them that are one word; by their sounds. */
  readonly run: WordGroups;
  readonly oneWord: WordGroups;
  readonly sounds: WordGroups;
  /** The words of `run`. */
  readonly spelling: SpellTable;
  /** Every word of a name, and its singular. */
  readonly parts: WordTable;
  /** The first words of communes, and where the list of communes holds the first that begins so. */
  readonly firsts: WordTable;
  readonly firstAt: Uint32Array;
}

/** A single letter changed in a shorter name gives another name. */
export const LEAST_NEAR = 5;
/** A shorter key of sounds means nothing. */
export const LEAST_KEY = 2;

/**
 * Tabulates names. `isCommon` says of a folded word whether French uses it every day: "La Case" is not called by "case"
 * alone.
 */
export function buildNameTable(
  names: readonly Name[],
  communes: CommuneNames,
  isCommon: (word: string) => boolean,
): NameTable {
  const namings: Naming[] = [];
  const exact = new Map<string, number[]>();
  const loose = new Map<string, number[]>();
  const inflected = new Map<string, number[]>();
  const run = new Map<string, number[]>();
  const sounds = new Map<string, number[]>();
  const parts = new Set<string>();
  const add = (map: Map<string, number[]>, key: string): void => {
    const { type, id } = namings.at(-1) ?? {};
    const list = map.get(key);
    if (list === undefined) map.set(key, [namings.length - 1]);
    else if (!list.some((other) => namings[other]?.type === type && namings[other]?.id === id)) {
      list.push(namings.length - 1);
    }
  };

  for (const name of names.flatMap(withParts)) {
    const folded = fold(name.text);
    if (folded === '') continue;
    namings.push({ type: name.type, id: name.id, as: name.as, name: folded, text: name.text });
    const words = unabbreviate(folded.split(' '));
    for (const word of words) parts.add(word).add(singular(word));
    add(exact, words.join(' '));
    const bare = withoutArticle(words);
    const ambiguous = bare.length === 1 && bare.length < words.length && isCommon(bare[0] ?? '');
    if (bare.length < words.length && !ambiguous) add(exact, bare.join(' '));
    const content = words.filter((word) => !INSIDE_NAMES.has(word));
    if (name.type === 'theme' || name.type === 'term') add(inflected, content.map(singular).join(' '));
    if (content.length > 1) add(loose, content.sort().join(' '));
    if (name.as === 'code' || ambiguous) continue;
    const together = bare.join('');
    if (together.length < LEAST_NEAR) continue;
    add(run, together);
    const key = phonetic(together);
    if (key.length >= LEAST_KEY) add(sounds, key);
  }

  const single = [...run].map(([together, numbers]): [string, number[]] => [
    together,
    numbers.filter((number) => namings[number]?.name.includes(' ') === false),
  ]);
  const firsts = new Map<string, number>();
  communes.folded.forEach((name, index) => {
    const [first = name] = name.split(' ', 1);
    if (!firsts.has(first)) firsts.set(first, index);
  });
  return {
    namings: toColumns(namings),
    exact: groupWords(exact),
    loose: groupWords(loose),
    inflected: groupWords(inflected),
    run: groupWords(run),
    oneWord: groupWords(new Map(single.filter(([, numbers]) => numbers.length > 0))),
    sounds: groupWords(sounds),
    spelling: buildSpellTable([...run.keys()]),
    parts: buildWordTable(parts),
    firsts: buildWordTable(firsts.keys()),
    firstAt: Uint32Array.from(firsts.values()),
  };
}

function toColumns(namings: readonly Naming[]): NamingColumns {
  const lines = (column: 'id' | 'name' | 'text'): string => namings.map((naming) => naming[column]).join(BETWEEN);
  return {
    types: Uint8Array.from(namings, ({ type }) => TYPES.indexOf(type)),
    ways: Uint8Array.from(namings, ({ as }) => WAYS.indexOf(as)),
    ids: lines('id'),
    names: lines('name'),
    texts: lines('text'),
  };
}

/** The namings of a table, by number. */
export function readNamings({ types, ways, ids, names, texts }: NamingColumns): readonly Naming[] {
  const [name, text] = [names.split(BETWEEN), texts.split(BETWEEN)];
  return ids.split(BETWEEN).map((id, at) => ({
    type: TYPES[types[at] ?? 0] ?? 'place',
    id,
    as: WAYS[ways[at] ?? 0] ?? 'name',
    name: name[at] ?? '',
    text: text[at] ?? '',
  }));
}

/** Gives the namings that a word leads to; the same list each time. */
export function createLookUp(
  { words, starts, numbers }: WordGroups,
  namings: readonly Naming[],
): (word: string) => readonly Naming[] | undefined {
  const find = createWordFinder(words);
  const lists: (readonly Naming[] | undefined)[] = [];
  return (word) => {
    const at = find(word);
    if (at < 0) return undefined;
    let list = lists[at];
    if (list === undefined) {
      list = [...numbers.subarray(starts[at], starts[at + 1])].flatMap((number) => namings[number] ?? []);
      lists[at] = list;
    }
    return list;
  };
}

/** A theme called by two words is called by each of them too: "Logement et habitat". */
function withParts(name: Name): Name[] {
  if (name.type !== 'theme' || name.as !== 'name') return [name];
  const parts = name.text.split(/ et |, /u);
  return parts.length === 1 ? [name] : [name, ...parts.map((text) => ({ ...name, text, as: 'synonym' as const }))];
}

/** The words of a name without the article that it begins with. */
export function withoutArticle(words: readonly string[]): readonly string[] {
  const first = words[0] ?? '';
  return words.length > 1 && (first === 'le' || first === 'la' || first === 'les' || first === 'l')
    ? words.slice(1)
    : words;
}

/** "St Denis" → "saint denis". */
export function unabbreviate(words: readonly string[]): string[] {
  return words.map((word, at) => {
    if (at === words.length - 1) return word;
    return word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word;
  });
}

/** Takes off the marks of number and of the feminine, which names take freely. */
export function singular(word: string): string {
  if (word.length <= 4) return word.replace(/[sx]$/, '');
  return word.replace(/(?:aux|al)$/, 'al').replace(/(?:ees|es|s|x|ee|e)$/, '');
}
