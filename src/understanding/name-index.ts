import type { CommuneNames, Name } from '../knowledge/knowledge.ts';
import { distance } from '../language/distance.ts';
import { fold } from '../language/fold.ts';
import { phonetic } from '../language/phonetic.ts';
import { createSpellIndex } from '../language/spell-index.ts';
import { INSIDE_NAMES, LINKING } from '../language/words.ts';

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

/** Records that the words from `from` to `to` (half open) may name; `score` is 1 for the very name. */
export interface Hit {
  readonly to: number;
  readonly namings: readonly Naming[];
  readonly score: number;
}

/** A word as the index reads it: folded and mended, as typed, and whether it may be a misspelling. */
export interface IndexedWord {
  readonly text: string;
  readonly typed: string;
  readonly odd: boolean;
}

/** The same with what the index knows of each word alone, worked out once for all spans. */
export interface PreparedWord extends IndexedWord {
  readonly inside: boolean;
  readonly singular: string;
  readonly part: boolean;
  readonly frequent: boolean;
}

/** Finds the records that words name: exactly, by their content words in any order, by their inflections, or nearly. */
export interface NameIndex {
  /** All spans from `from` on that name something, the shortest first. `nearly` false: only names spelt right. */
  at(words: readonly PreparedWord[], from: number, nearly: boolean): Hit[];
  prepare(words: readonly IndexedWord[]): PreparedWord[];
}

/** Longer spans are not looked up: nobody types them. */
const LONGEST = 12;
const LONGEST_NEAR = 4;
/** A single letter changed in a shorter name gives another name. */
const LEAST_NEAR = 5;
const LEAST_KEY = 2;
/** A name that sounds alike may be spelt so far away; less for a short key, which many names share. */
const MOST_SLIPS_LIKE = 4;
const MOST_SLIPS_SHORT = 2;
const LONG_KEY = 4;
/** French words in a row are a misspelled name only when they make a long one but for one slip or two. */
const LEAST_ORDINARY = 9;
const LONG_ORDINARY = 13;
/** Longer names are typed in their own order. */
const MOST_REORDERED = 5;
const MOST_SLIPS_ALIKE = 3;

/**
 * Indexes names. Those of `communes` are found only when they are spelt right, unless they stand in `names` too.
 * `isCommon` says of a folded word whether French uses it every day: "La Case" is not called by "case" alone; `isFrequent`
 * of one so frequent that nobody types it for another.
 */
export function createNameIndex(
  names: readonly Name[],
  communes: CommuneNames,
  isCommon: (word: string) => boolean,
  isFrequent: (word: string) => boolean,
): NameIndex {
  const exact = new Map<string, Naming[]>();
  const loose = new Map<string, Naming[]>();
  const inflected = new Map<string, Naming[]>();
  const run = new Map<string, Naming[]>();
  const sounds = new Map<string, Naming[]>();
  const partsOfNames = new Set<string>();

  for (const name of names.flatMap(withParts)) {
    const folded = fold(name.text);
    if (folded === '') continue;
    const naming: Naming = { type: name.type, id: name.id, as: name.as, name: folded, text: name.text };
    const words = unabbreviate(folded.split(' '));
    for (const word of words) partsOfNames.add(word).add(singular(word));
    add(exact, words.join(' '), naming);
    const bare = withoutArticle(words);
    const ambiguous = bare.length === 1 && bare.length < words.length && isCommon(bare[0] ?? '');
    if (bare.length < words.length && !ambiguous) add(exact, bare.join(' '), naming);
    const content = contentOf(words);
    if (content.length > 1) add(loose, content.sort().join(' '), naming);
    if (name.type === 'theme' || name.type === 'term') add(inflected, inflectionOf(words), naming);
    if (name.as === 'code' || ambiguous) continue;
    const together = bare.join('');
    if (together.length < LEAST_NEAR) continue;
    add(run, together, naming);
    const key = phonetic(together);
    if (key.length >= LEAST_KEY) add(sounds, key, naming);
  }
  const runs = [...run.keys()];
  const oneWord = new Map(
    [...run].flatMap(([together, namings]) => {
      const single = namings.filter(({ name }) => !name.includes(' '));
      return single.length > 0 ? [[together, single]] : [];
    }),
  );
  const firstCommunes = new Map<string, number>();
  communes.folded.forEach((name, index) => {
    const [first = name] = name.split(' ', 1);
    if (!firstCommunes.has(first)) firstCommunes.set(first, index);
  });
  const spelling = createSpellIndex(runs, 2);

  function near(together: string, slips?: number): { naming: Naming; score: number }[] {
    if (together.length < LEAST_NEAR) return [];
    const found: { naming: Naming; score: number }[] = [];
    for (const index of spelling.near(together, slips)) {
      const name = runs[index] ?? '';
      const score = likeness(together, name);
      for (const naming of run.get(name) ?? []) found.push({ naming, score });
    }
    const key = phonetic(together);
    const most = key.length < LONG_KEY ? MOST_SLIPS_SHORT : MOST_SLIPS_LIKE;
    for (const naming of key.length < LEAST_KEY ? [] : (sounds.get(key) ?? [])) {
      const name = withoutArticle(naming.name.split(' ')).join('');
      if (distance(together, name, most) <= most) found.push({ naming, score: 0.85 });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  /** Names of several words that are said alike: "pays de grace". */
  function soundAlike(together: string): readonly Naming[] {
    if (together.length < LEAST_ORDINARY) return [];
    return (sounds.get(phonetic(together)) ?? []).filter(
      ({ name }) =>
        name.includes(' ') && distance(together, name.replaceAll(' ', ''), MOST_SLIPS_ALIKE) <= MOST_SLIPS_ALIKE,
    );
  }

  function misspelt(words: readonly IndexedWord[]): { namings: readonly Naming[]; score: number } | null {
    const first = words[0]?.text ?? '';
    const last = words.at(-1)?.text ?? '';
    // a word mended into what no name holds is taken as it was typed
    const together = words.map(({ text, typed }) => (partsOfNames.has(text) ? text : typed)).join('');
    const ordinary = !words.some(({ odd }) => odd);
    if (ordinary && (words.length < 2 || together.length < LEAST_ORDINARY)) return null;
    if (ordinary && (LINKING.has(first) || LINKING.has(last))) return null;
    const candidates = near(together, ordinary ? (together.length < LONG_ORDINARY ? 1 : 2) : undefined).filter(
      ({ naming: { name, id } }) =>
        ordinary
          ? name.includes(' ') && !/^(?:commune|epci)-/.test(id)
          : words.length === 1 ||
            [first, last].every(
              (end) =>
                words.some(({ text, odd }) => odd && text === end) ||
                name.split(' ').some((part) => part.includes(end) || distance(part, end, 1) <= 1),
            ),
    );
    const best = candidates[0];
    if (best === undefined) return null;
    const namings = candidates.filter(({ score }) => score >= best.score - 0.001).map(({ naming }) => naming);
    return { namings, score: best.score };
  }

  function prepare(words: readonly IndexedWord[]): PreparedWord[] {
    return words.map((word) => {
      const inside = INSIDE_NAMES.has(word.text);
      const one = singular(word.text);
      const part = inside || partsOfNames.has(word.text) || partsOfNames.has(one);
      return { ...word, inside, singular: one, part, frequent: isFrequent(word.text) };
    });
  }

  function at(words: readonly PreparedWord[], from: number, nearly: boolean): Hit[] {
    const hits: Hit[] = [];
    const articleFirst = words[from]?.inside === true;
    let spaced = '';
    let together = '';
    let asTyped = '';
    let known = true;
    let strangers = 0;
    let own = 0;
    let commune = firstCommunes.get(words[from]?.text ?? '') ?? -1;
    let forms = '';
    const content: string[] = [];
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST); to++) {
      const word = words[to - 1];
      if (word === undefined) break;
      const { text, typed, inside, part, frequent } = word;
      known &&= part;
      if (part && !inside) own++;
      if (!part) strangers += frequent ? 9 : 1;
      const length = to - from;
      // letters are joined only while some name may still be made of them
      if (length <= LONGEST_NEAR) {
        together += text;
        asTyped += typed;
      }
      if (known || commune >= 0) {
        spaced = length === 1 ? text : `${spaced} ${text}`;
        if (commune >= 0 && length > 1) commune = seek(communes.folded, spaced, commune);
      }
      if (known && !inside) {
        content.push(text);
        forms = forms === '' ? word.singular : `${forms} ${word.singular}`;
      }
      const maybeNear = nearly && !articleFirst && length <= LONGEST_NEAR && strangers <= 1;
      if (!known && commune < 0 && !maybeNear && length > 3) break;
      if (inside) continue;

      const exactly = namedExactly(spaced, known, commune);
      if (exactly !== undefined) {
        hits.push({ to, namings: exactly, score: 1 });
        continue;
      }
      if (articleFirst) continue;
      const reordered =
        known &&
        content.length > 1 &&
        content.length <= MOST_REORDERED &&
        !spaced.includes(' et ') &&
        !spaced.includes(' ou ');
      const others = reordered ? loose.get(content.toSorted().join(' ')) : undefined;
      const parted = length === 2 || length === 3 ? (oneWord.get(together) ?? oneWord.get(asTyped)) : undefined;
      const inflection = known ? inflected.get(forms) : undefined;
      if (others !== undefined) hits.push({ to, namings: others, score: 0.98 });
      else if (parted !== undefined) hits.push({ to, namings: parted, score: 0.97 });
      else if (inflection !== undefined) hits.push({ to, namings: inflection, score: 0.95 });
      else {
        const alike =
          nearly && own > 0 && strangers > 0 && length > 1 && length <= LONGEST_NEAR ? soundAlike(together) : [];
        const hit =
          alike.length > 0
            ? { namings: alike, score: 0.85 }
            : maybeNear && strangers < Math.max(2, length)
              ? misspelt(words.slice(from, to))
              : null;
        if (hit !== null) hits.push({ to, ...hit });
      }
    }
    return hits;
  }

  /** The records of that very name, communes included when `commune` is where the list holds what begins so. */
  function namedExactly(spaced: string, known: boolean, commune: number): readonly Naming[] | undefined {
    const named = known ? exact.get(spaced) : undefined;
    if (commune < 0 || communes.folded[commune] !== spaced) return named;
    const others = communes.ids(commune).filter((id) => named?.every((naming) => naming.id !== id) ?? true);
    return [
      ...(named ?? []),
      ...others.map((id): Naming => ({ type: 'place', id, as: 'name', name: spaced, text: spaced })),
    ];
  }

  return { at, prepare };
}

/**
 * Where a sorted list holds `key`, or the first entry that goes on from it ("saint" → "saint denis"); -1 when no entry
 * begins so. The search starts at `low`.
 */
function seek(sorted: readonly string[], key: string, low: number): number {
  let from = low;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(key) === true ? from : -1;
}

/** A theme called by two words is called by each of them too: "Logement et habitat". */
function withParts(name: Name): Name[] {
  if (name.type !== 'theme' || name.as !== 'name') return [name];
  const parts = name.text.split(/ et |, /u);
  return parts.length === 1 ? [name] : [name, ...parts.map((text) => ({ ...name, text, as: 'synonym' as const }))];
}

/** 1 for the same letters; a kept first letter counts for a little. */
function likeness(typed: string, name: string): number {
  if (typed === name) return 1;
  const slips = distance(typed, name, 3);
  return 0.95 + (typed[0] === name[0] ? 0.02 : -0.05) - slips / Math.max(typed.length, name.length);
}

function add(map: Map<string, Naming[]>, key: string, naming: Naming): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [naming]);
  else if (!list.some((other) => other.type === naming.type && other.id === naming.id)) list.push(naming);
}

function withoutArticle(words: readonly string[]): readonly string[] {
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

function contentOf(words: readonly string[]): string[] {
  return words.filter((word) => !INSIDE_NAMES.has(word));
}

function inflectionOf(words: readonly string[]): string {
  return contentOf(words).map(singular).join(' ');
}

/** Takes off the marks of number and of the feminine, which names take freely. */
function singular(word: string): string {
  if (word.length <= 4) return word.replace(/[sx]$/, '');
  return word.replace(/(?:aux|al)$/, 'al').replace(/(?:ees|es|s|x|ee|e)$/, '');
}
