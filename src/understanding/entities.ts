import type { Entity, Part } from '../answer.ts';
import { fold } from '../language/fold.ts';
import type { Word } from '../language/normalise.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';

export function correctionsOf(
  words: readonly Word[],
  mentions: readonly Mention[],
  spell: (word: string) => string,
): Part['corrected'] {
  const single = words
    .filter(
      (word, at) =>
        word.score < 1 && word.text !== word.typed && !mentions.some(({ from, to }) => at >= from && at < to),
    )
    .map((word) => ({ from: word.typed, to: spell(word.text) }));
  const names = mentions
    .filter(({ score }) => score < 0.97)
    .map(({ from, to, namings }) => ({
      from: words
        .slice(from, to)
        .map((word) => word.typed)
        .join(' '),
      to: namings[0]?.text ?? '',
    }))
    .filter(({ from, to }) => from !== fold(to));
  return [...names, ...single];
}

export function entitiesOf(words: readonly Word[], mentions: readonly Mention[], marks: readonly Mark[]): Entity[] {
  const span = (from: number, to: number): { text: string; start: number; end: number } => ({
    text: words
      .slice(from, to)
      .map((word) => word.typed)
      .join(' '),
    start: words[from]?.start ?? 0,
    end: words[to - 1]?.end ?? 0,
  });
  return [
    ...mentions.flatMap(({ from, to, namings, score, negated }) => {
      const naming = namings[0];
      return naming === undefined
        ? []
        : [{ type: naming.type, id: naming.id, ...span(from, to), confidence: round(score), negated }];
    }),
    ...marks.map((mark) => ({
      type: mark.type,
      id: String(mark.id),
      ...span(mark.from, mark.to),
      confidence: 1,
      negated: false,
    })),
  ].sort((a, b) => a.start - b.start);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
