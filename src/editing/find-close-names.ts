import type { Name } from '../knowledge/knowledge.ts';
import { allowedSlips, distance } from '../language/distance.ts';
import { fold } from '../language/fold.ts';
import { stem } from '../language/stem.ts';

/** Fewer letters in common at the start of two words say nothing. */
const SHORTEST_START = 5;
const SAME_STEM = 100;
const SLIP = 60;

/** A name that the data holds, and how close a word comes to it; the closer, the higher. */
export interface CloseName {
  readonly name: Name;
  readonly score: number;
}

/** The names closest to a folded word, the closest first, one a record: of its stem, a slip away, or that start alike. */
export function findCloseNames(word: string, names: readonly Name[], most: number): readonly CloseName[] {
  const close = names
    .map((name) => ({
      name,
      score: Math.max(
        0,
        ...fold(name.text)
          .split(' ')
          .map((part) => compare(word, part)),
      ),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.name.text.length - b.name.text.length);
  const seen = new Set<string>();
  return close
    .filter(({ name: { type, id } }) => !seen.has(`${type}/${id}`) && seen.add(`${type}/${id}`))
    .slice(0, most);
}

function compare(word: string, part: string): number {
  if (part.length < SHORTEST_START - 1) return 0;
  if (stem(word) === stem(part)) return SAME_STEM;
  const slips = distance(word, part, allowedSlips(word.length));
  if (slips <= allowedSlips(word.length)) return SLIP - slips;
  const start = commonStart(word, part);
  const isWhole = start >= SHORTEST_START && start * 2 > Math.max(word.length, part.length);
  return isWhole ? start : endsAlike(word, part);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** « ressourcerie » and « recyclerie » are made alike, which is worth a guess when nothing else is. */
function endsAlike(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length >= SHORTEST_START ? 1 : 0;
}
