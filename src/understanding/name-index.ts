import type { CommuneNames } from '../knowledge/knowledge.ts';
import { distance } from '../language/distance.ts';
import { phonetic } from '../language/phonetic.ts';
import { createSpellIndex } from '../language/spell-index.ts';
import { beginText, createSieve, createWordFinder, createWordReader, lengthen } from '../language/word-table.ts';
import { INSIDE_NAMES, LINKING } from '../language/words.ts';
import {
  createLookUp,
  LEAST_KEY,
  LEAST_NEAR,
  type NameTable,
  type Naming,
  readNamings,
  singular,
  withoutArticle,
} from './name-table.ts';

/** Records that the words from `from` to `to` (half open) may name; `score` is 1 for the very name. */
export interface Hit {
  readonly to: number;
  readonly namings: readonly Naming[];
  readonly score: number;
  /** Real French words that only sound like the name: « lion » for Lyon. */
  readonly byEar?: boolean;
}

/** A word as the index reads it: folded and mended, as typed, and whether it may be a misspelling. */
export interface IndexedWord {
  readonly text: string;
  readonly typed: string;
  readonly odd: boolean;
}

/** The same with what the index knows of each word alone, worked out once for all spans. */
interface PreparedWord extends IndexedWord {
  readonly inside: boolean;
  readonly singular: string;
  readonly part: boolean;
  readonly frequent: boolean;
  readonly linking: boolean;
}

/** Finds the records that words name: exactly, by their content words in any order, by their inflections, or nearly. */
export interface NameIndex {
  /**
   * Opens a message and gives, for each of its words, all spans from there on that name something, the shortest first:
   * looked up when they are first asked for. `nearly` false: only names spelt right.
   */
  open(message: readonly IndexedWord[], nearly: boolean): (from: number) => readonly Hit[];
}

/** The key of how letters sound, each worked out once a message. */
type SoundOf = (letters: string) => string;

/** Longer spans are not looked up: nobody types them. */
const LONGEST = 12;
const LONGEST_NEAR = 4;
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

/** Finds the names of a table. Those of `communes` that stand in no table are found only when they are spelt right. */
export function createNameIndex(
  table: NameTable,
  communes: CommuneNames,
  isFrequent: (word: string) => boolean,
): NameIndex {
  const namings = readNamings(table.namings);
  const lookUp = (groups: NameTable['exact']) => createLookUp(groups, namings);
  const exact = lookUp(table.exact);
  const loose = lookUp(table.loose);
  const inflected = lookUp(table.inflected);
  const run = lookUp(table.run);
  const oneWord = lookUp(table.oneWord);
  const sounds = lookUp(table.sounds);
  const runAt = createWordReader(table.run.words);
  const spelling = createSpellIndex(table.spelling, runAt);
  const partNumber = createWordFinder(table.parts);
  const isPart = (word: string): boolean => partNumber(word) >= 0;
  const firstNumber = createWordFinder(table.firsts);
  const byEar = groupByEar(namings);
  const mayBeExact = createSieve(table.exact.words);
  const mayBeInflected = createSieve(table.inflected.words);
  const mayBeOneWord = createSieve(table.oneWord.words);

  function near(together: string, soundOf: SoundOf, slips?: number): { naming: Naming; score: number }[] {
    if (together.length < LEAST_NEAR) return [];
    const found: { naming: Naming; score: number }[] = [];
    for (const index of spelling.near(together, slips)) {
      const name = runAt(index);
      const score = likeness(together, name);
      for (const naming of run(name) ?? []) found.push({ naming, score });
    }
    const key = soundOf(together);
    const most = key.length < LONG_KEY ? MOST_SLIPS_SHORT : MOST_SLIPS_LIKE;
    for (const naming of key.length < LEAST_KEY ? [] : (sounds(key) ?? [])) {
      const name = withoutArticle(naming.name.split(' ')).join('');
      if (distance(together, name, most) <= most) found.push({ naming, score: 0.85 });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  /** Names of several words that are said alike: "pays de grace". */
  function soundAlike(together: string, soundOf: SoundOf): readonly Naming[] {
    if (together.length < LEAST_ORDINARY) return [];
    return (sounds(soundOf(together)) ?? []).filter(
      ({ name }) =>
        name.includes(' ') && distance(together, name.replaceAll(' ', ''), MOST_SLIPS_ALIKE) <= MOST_SLIPS_ALIKE,
    );
  }

  function misspelt(
    words: readonly IndexedWord[],
    soundOf: SoundOf,
  ): { namings: readonly Naming[]; score: number } | null {
    const first = words[0]?.text ?? '';
    const last = words.at(-1)?.text ?? '';
    const ordinary = !words.some(({ odd }) => odd);
    if (ordinary && (words.length < 2 || LINKING.has(first) || LINKING.has(last))) return null;
    // a word mended into what no name holds is taken as it was typed
    const together = words.map(({ text, typed }) => (isPart(text) ? text : typed)).join('');
    if (ordinary && together.length < LEAST_ORDINARY) return null;
    // « troisième vague » ends as no word of « troisième âge » does
    const isLike = (end: string, part = ''): boolean => distance(part, end, 1) <= 1 || soundOf(part) === soundOf(end);
    const candidates = near(together, soundOf, ordinary ? (together.length < LONG_ORDINARY ? 1 : 2) : undefined).filter(
      ({ naming: { name, id } }) =>
        ordinary
          ? name.includes(' ') && !/^(?:commune|epci)-/.test(id) && isLike(last, name.split(' ').at(-1))
          : words.length === 1 ||
            [first, last].every(
              (end) =>
                words.some(({ text, odd }) => odd && text === end) ||
                name.split(' ').some((part) => (end.length > 2 && part.includes(end)) || distance(part, end, 1) <= 1),
            ),
    );
    const best = candidates[0];
    if (best === undefined) return null;
    const namings = candidates.filter(({ score }) => score >= best.score - 0.001).map(({ naming }) => naming);
    return { namings, score: best.score };
  }

  function prepare(word: IndexedWord): PreparedWord {
    const inside = INSIDE_NAMES.has(word.text);
    const one = singular(word.text);
    const part = inside || isPart(word.text) || isPart(one);
    return { ...word, inside, singular: one, part, frequent: isFrequent(word.text), linking: LINKING.has(word.text) };
  }

  function open(message: readonly IndexedWord[], nearly: boolean): (from: number) => readonly Hit[] {
    const words = message.map(prepare);
    const heard = new Map<string, string>();
    const soundOf = (letters: string): string => {
      const before = heard.get(letters);
      if (before !== undefined) return before;
      const key = phonetic(letters);
      heard.set(letters, key);
      return key;
    };
    const hits: (readonly Hit[])[] = [];
    return (from) => {
      hits[from] ??= at(words, from, nearly, soundOf);
      return hits[from];
    };
  }

  function at(words: readonly PreparedWord[], from: number, nearly: boolean, soundOf: SoundOf): Hit[] {
    const hits: Hit[] = [];
    const articleFirst = words[from]?.inside === true;
    let known = true;
    let strangers = 0;
    let own = 0;
    let content = 0;
    let mayBeHeard = nearly;
    let clause = false;
    const first = firstNumber(words[from]?.text ?? '');
    let commune = table.firstAt[first] ?? -1;
    const nextFirst = table.firstAt[first + 1] ?? communes.folded.length;
    // most spans name nothing: their letters are joined only where these tell that they may
    const spaced = beginText();
    const together = beginText();
    const asTyped = beginText();
    const forms = beginText();
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST); to++) {
      const word = words[to - 1];
      if (word === undefined) break;
      const { text, typed, inside, part, frequent, linking } = word;
      known &&= part;
      if (part && !inside) own++;
      if (!part) strangers += frequent ? 9 : 1;
      mayBeHeard &&= part || !linking; // « quels », « sur » … are heard for nothing else
      const length = to - from;
      if (spaced.length > 0) lengthen(spaced, ' ');
      lengthen(spaced, text);
      lengthen(together, text);
      lengthen(asTyped, typed);
      if (!inside) {
        content++;
        if (forms.length > 0) lengthen(forms, ' ');
        lengthen(forms, word.singular);
      }
      const span = words.slice(from, to);
      if (commune >= 0 && length > 1) commune = seek(communes.folded, join(span, ' '), commune, nextFirst);
      clause ||= PRONOUNS.has(text);
      const maybeNear = nearly && !articleFirst && !clause && length <= LONGEST_NEAR && strangers <= 1;
      if (!known && commune < 0 && !maybeNear && length > 3) break;
      if (inside) continue;

      const exactly =
        commune >= 0 || (known && mayBeExact(spaced)) ? namedExactly(join(span, ' '), known, commune) : undefined;
      if (exactly !== undefined) {
        hits.push({ to, namings: exactly, score: 1 });
        continue;
      }
      const mayBeEar = nearly && length <= LONGEST_BY_EAR;
      if (articleFirst) {
        const heard = mayBeEar && ARTICLES.has(words[from]?.text ?? '') ? namedByEar(words, from, to, soundOf) : null;
        if (heard !== null) hits.push({ to, ...heard });
        continue;
      }
      const others = known && content > 1 && content <= MOST_REORDERED ? reordered(span) : undefined;
      const parted =
        (length === 2 || length === 3) && (mayBeOneWord(together) || mayBeOneWord(asTyped))
          ? (oneWord(join(span, '')) ?? oneWord(span.map((one) => one.typed).join('')))
          : undefined;
      const inflection = known && mayBeInflected(forms) ? inflected(inflectionOf(span)) : undefined;
      if (others !== undefined) hits.push({ to, namings: others, score: 0.98 });
      else if (parted !== undefined) hits.push({ to, namings: parted, score: 0.97 });
      else if (inflection !== undefined) hits.push({ to, namings: inflection, score: 0.95 });
      else {
        const alike =
          mayBeHeard && own > 0 && strangers > 0 && length > 1 && length <= LONGEST_NEAR
            ? soundAlike(join(span, ''), soundOf)
            : [];
        const spelt =
          alike.length > 0
            ? { namings: alike, score: 0.85 }
            : maybeNear && strangers < Math.max(2, length)
              ? misspelt(span, soundOf)
              : null;
        const hit = spelt ?? (mayBeEar ? namedByEar(words, from, to, soundOf) : null);
        if (hit !== null) hits.push({ to, ...hit });
      }
    }
    return hits;
  }

  /** The territory whose name words sound like, however they are spelt: « lion », « roi si ». */
  function namedByEar(
    words: readonly PreparedWord[],
    from: number,
    to: number,
    soundOf: SoundOf,
  ): Omit<Hit, 'to'> | null {
    const span = words.slice(from, to);
    const [first] = span;
    const isOrdinary = first?.linking === true || (first?.frequent === true && first.text === first.typed);
    if (span.length === 1 && isOrdinary) return null;
    const letters = span.map(({ typed }) => typed).join('');
    if (letters.length < LEAST_BY_EAR || !byEar.skeletons.has(skeletonOf(letters))) return null;
    const named = byEar.names.get(soundOf(letters));
    if (named === undefined) return null;
    const isFrench = span.every(({ odd, text, typed }) => !odd && text === typed);
    const most = !isFrench ? MOST_SLIPS_LIKE : span.length === 1 ? 1 : MOST_SLIPS_SHORT;
    const near = named.filter(({ name }) => distance(letters, name.replaceAll(' ', ''), most) <= most);
    return near.length === 0 ? null : { namings: near, score: 0.85, byEar: isFrench };
  }

  /** Names of the same words in another order: « Poitiers Grand ». */
  function reordered(span: readonly PreparedWord[]): readonly Naming[] | undefined {
    if (span.some(({ text }) => text === 'et' || text === 'ou')) return undefined;
    const content = span.filter(({ inside }) => !inside).map(({ text }) => text);
    return loose(content.sort().join(' '));
  }

  /** The records of that very name, communes included when `commune` is where the list holds what begins so. */
  function namedExactly(spaced: string, known: boolean, commune: number): readonly Naming[] | undefined {
    const named = known ? exact(spaced) : undefined;
    if (commune < 0 || communes.folded[commune] !== spaced) return named;
    const others = communes.ids(commune).filter((id) => named?.every((naming) => naming.id !== id) ?? true);
    return [
      ...(named ?? []),
      ...others.map((id): Naming => ({ type: 'place', id, as: 'name', name: spaced, text: spaced })),
    ];
  }

  return { open };
}

const ARTICLES: ReadonlySet<string> = new Set(['le', 'la', 'les']);
const LONGEST_BY_EAR = 3;
const LEAST_BY_EAR = 4;
const LEAST_KEY_BY_EAR = 3;

/** Names of territories by how they sound, and the skeletons of their letters, which are told faster. */
function groupByEar(namings: readonly Naming[]): {
  readonly names: ReadonlyMap<string, readonly Naming[]>;
  readonly skeletons: ReadonlySet<string>;
} {
  const names = new Map<string, Naming[]>();
  const skeletons = new Set<string>();
  for (const naming of namings) {
    const letters = naming.name.replaceAll(' ', '');
    if (naming.type !== 'territory' || naming.as === 'code' || letters.length < LEAST_BY_EAR) continue;
    const key = phonetic(letters);
    if (key.length < LEAST_KEY_BY_EAR) continue;
    names.set(key, [...(names.get(key) ?? []), naming]);
    skeletons.add(skeletonOf(letters));
  }
  return { names, skeletons };
}

/** The first letter and the next consonant. */
function skeletonOf(letters: string): string {
  let at = 1;
  while (at < letters.length && VOWELS.includes(letters[at] ?? '')) at++;
  return (letters[0] ?? '') + (letters[at] ?? '');
}

const VOWELS = 'aeiouyh';

/** No name holds one: « GRAP, c’est quoi » is not nearly Grand Est. */
const PRONOUNS: ReadonlySet<string> = new Set(['c', 'j', 'm', 'n', 's', 't', 'je', 'tu', 'il', 'qu', 'ca', 'ce']);

/**
 * Where a sorted list holds `key`, or the first entry that goes on from it ("saint" → "saint denis"); -1 when no entry
 * begins so. The search goes from `low` to `high`.
 */
function seek(sorted: readonly string[], key: string, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(key) === true ? from : -1;
}

function join(span: readonly IndexedWord[], between: string): string {
  return span.map(({ text }) => text).join(between);
}

/** The content words of a span without the marks of number and of the feminine. */
function inflectionOf(span: readonly PreparedWord[]): string {
  const content = span.filter(({ inside }) => !inside).map((word) => word.singular);
  return content.join(' ').trimStart(); // nothing is left of « s’ »
}

/** 1 for the same letters; a kept first letter counts for a little. */
function likeness(typed: string, name: string): number {
  if (typed === name) return 1;
  const slips = distance(typed, name, 3);
  return 0.95 + (typed[0] === name[0] ? 0.02 : -0.05) - slips / Math.max(typed.length, name.length);
}
