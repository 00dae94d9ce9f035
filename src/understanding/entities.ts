import type { Entity, Part } from '../answer.ts';
import { fold } from '../language/fold.ts';
import type { Word } from '../language/normalise.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';
import { isCovered } from './spans.ts';

/** Names spelt worse than this were mended. */
const SPELT_RIGHT = 0.97;

/** What was mended, as typed and as it was read; `spell` gives a folded word its accents. */
export function correctionsOf(
  words: readonly Word[],
  mentions: readonly Mention[],
  spell: (word: string) => string,
): Part['corrected'] {
  const single = words
    .filter((word, at) => word.score < 1 && word.text !== word.typed && !isCovered(at, mentions))
    .map((word) => ({ from: word.raw, to: spell(word.text) }));
  const names = mentions
    .filter((mention) => mention.score < SPELT_RIGHT && !isGuessed(mention))
    .map(({ from, to, namings }) => ({ from: asTyped(words, from, to), to: namings[0]?.text ?? '' }))
    .filter(({ from, to }) => fold(from) !== fold(to));
  return [...names, ...single];
}

/** A theme or a word told without its name: nothing was misspelt. */
function isGuessed({ namings: [naming], weak }: Mention): boolean {
  return weak && (naming?.type === 'theme' || naming?.type === 'term');
}

/** The names and marks of a question as the trace and the cards show them, in the order of the text. */
export function entitiesOf(words: readonly Word[], mentions: readonly Mention[], marks: readonly Mark[]): Entity[] {
  const span = (from: number, to: number): Pick<Entity, 'text' | 'start' | 'end'> => ({
    text: asTyped(words, from, to),
    start: words[from]?.start ?? 0,
    end: words[to - 1]?.end ?? 0,
  });
  return [
    ...mentions.flatMap(({ from, to, namings, score, negated }) => {
      const naming = namings[0];
      if (naming === undefined) return [];
      const { type, id } = naming;
      return [{ type, id, ...span(from, to), confidence: Math.round(score * 100) / 100, negated }];
    }),
    ...marks.map((mark) => ({
      type: mark.type,
      id: String(mark.id),
      ...span(mark.from, mark.to),
      confidence: 1,
      negated: mark.type === 'kind' && mark.negated,
    })),
  ].sort((a, b) => a.start - b.start);
}

/** The words of a span; several that were typed as one ("intermade") count once. */
function asTyped(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .filter(({ start }, at, all) => all[at - 1]?.start !== start)
    .map(({ raw }) => raw)
    .join(' ');
}
