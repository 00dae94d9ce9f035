import type { CommuneNames, Name } from '../knowledge/knowledge.ts';
import { fold } from '../language/fold.ts';
import { phonetic } from '../language/phonetic.ts';
import { distance } from '../language/distance.ts';
import { createSpellIndex } from '../language/spell-index.ts';
import { INSIDE_NAMES } from '../language/words.ts';

/** A record that a span of words may name. */
export interface Naming {
  readonly type: Name['type'];
  readonly id: string;
  readonly as: Name['as'];
  /** The name, folded, as an editor wrote it. */
  readonly name: string;
}

/** Finds the records that words name: exactly, by their content words in any order, by their stems, or nearly. */
export interface NameIndex {
  /** The most words that a name has. */
  readonly longest: number;
  exact(words: readonly string[]): readonly Naming[];
  /** Same content words, in any order, linking words apart: "agglo de Nantes" for "Nantes Agglo". */
  loose(words: readonly string[]): readonly Naming[];
  /** A one-word name typed in two: "tag 35" for "TAg35". */
  parted(words: readonly string[]): readonly Naming[];
  /** Everyday words in another form: "énergie renouvelable" for "énergies renouvelables". Themes and terms only. */
  inflected(words: readonly string[]): readonly Naming[];
  /** Names spelt nearly or sounding like these words run together; `score` 0 to 1. */
  near(words: readonly string[]): readonly { readonly naming: Naming; readonly score: number }[];
}

/** A single letter changed in a shorter name gives another name. */
const LEAST_NEAR = 5;
const LEAST_KEY = 2;
/** A name that sounds alike may be spelt so far away; less for a short key, which many names share. */
const MOST_SLIPS_LIKE = 4;
const MOST_SLIPS_SHORT = 2;
const LONG_KEY = 4;
const LONGEST_COMMUNE = 6;

/** Indexes names; those of communes are found only when they are spelt right, unless they stand in `names` too. */
export function createNameIndex(names: readonly Name[], communes: CommuneNames): NameIndex {
  const exact = new Map<string, Naming[]>();
  const loose = new Map<string, Naming[]>();
  const inflected = new Map<string, Naming[]>();
  const run = new Map<string, Naming[]>();
  const sounds = new Map<string, Naming[]>();
  let longest = 1;

  for (const name of names.flatMap(withParts)) {
    const folded = fold(name.text);
    if (folded === '') continue;
    const naming: Naming = { type: name.type, id: name.id, as: name.as, name: folded };
    const words = unabbreviate(folded.split(' '));
    longest = Math.max(longest, words.length);
    add(exact, words.join(' '), naming);
    const bare = withoutArticle(words);
    if (bare.length < words.length) add(exact, bare.join(' '), naming);
    const content = contentOf(words);
    if (content.length > 1) add(loose, content.sort().join(' '), naming);
    if (name.type === 'theme' || name.type === 'term') add(inflected, stemsOf(words), naming);
    if (name.as === 'code') continue;
    const together = bare.join('');
    if (together.length >= LEAST_NEAR) {
      add(run, together, naming);
      const key = phonetic(together);
      if (key.length >= LEAST_KEY) add(sounds, key, naming);
    }
  }
  const runs = [...run.keys()];
  const spelling = createSpellIndex(runs, 2);

  return {
    longest,
    exact(words) {
      const key = unabbreviate(words).join(' ');
      const found = exact.get(key) ?? [];
      if (words.length > LONGEST_COMMUNE) return found;
      const at = indexIn(communes.folded, key);
      if (at < 0) return found;
      const others = communes.ids(at).filter((id) => found.every((naming) => naming.id !== id));
      return [...found, ...others.map((id) => ({ type: 'place', id, as: 'name', name: key }) as const)];
    },
    loose: (words) => loose.get(contentOf(words).sort().join(' ')) ?? [],
    parted: (words) => run.get(words.join(''))?.filter(({ name }) => !name.includes(' ')) ?? [],
    inflected: (words) => inflected.get(stemsOf(words)) ?? [],
    near(words) {
      const together = withoutArticle(words).join('');
      if (together.length < LEAST_NEAR) return [];
      const found: { naming: Naming; score: number }[] = [];
      for (const index of spelling.near(together)) {
        const name = runs[index] ?? '';
        const score = likeness(together, name);
        for (const naming of run.get(name) ?? []) found.push({ naming, score });
      }
      const key = phonetic(together);
      if (key.length >= LEAST_KEY) {
        const most = key.length < LONG_KEY ? MOST_SLIPS_SHORT : MOST_SLIPS_LIKE;
        for (const naming of sounds.get(key) ?? []) {
          const name = withoutArticle(naming.name.split(' ')).join('');
          if (distance(together, name, most) <= most) found.push({ naming, score: 0.85 });
        }
      }
      return found.sort((a, b) => b.score - a.score);
    },
  };
}

function indexIn(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] ?? '';
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A theme called by two words is called by each of them too: "Logement et habitat". */
function withParts(name: Name): Name[] {
  if (name.type !== 'theme' || name.as !== 'name') return [name];
  const parts = name.text.split(/ et |, /u);
  return parts.length === 1 ? [name] : [name, ...parts.map((text) => ({ ...name, text, as: 'synonym' as const }))];
}

/** 1 for the same letters; a kept first letter counts for a little. */
function likeness(typed: string, name: string): number {
  const longer = Math.max(typed.length, name.length);
  let same = 0;
  while (same < Math.min(typed.length, name.length) && typed[same] === name[same]) same++;
  const head = same > 0 ? 0.05 : 0;
  return typed === name ? 1 : 0.85 + head - 1 / longer;
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

function unabbreviate(words: readonly string[]): string[] {
  return words.map((word, at) =>
    at < words.length - 1 && word === 'st' ? 'saint' : at < words.length - 1 && word === 'ste' ? 'sainte' : word,
  );
}

function contentOf(words: readonly string[]): string[] {
  return words.filter((word) => !INSIDE_NAMES.has(word));
}

/** Takes off the marks of number and of the feminine, which names take freely. */
function singular(word: string): string {
  return word.length > 4
    ? word.replace(/(?:aux|al)$/, 'al').replace(/(?:ees|es|s|x|ee|e)$/, '')
    : word.replace(/s$/, '');
}

function stemsOf(words: readonly string[]): string {
  return contentOf(words).map(singular).join(' ');
}
