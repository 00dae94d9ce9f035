import type { Reply } from './ask-all.ts';

/** A line that both answers have, that went or that came. */
export interface DiffLine {
  readonly is: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** One question that answers differently now, card by card. */
export interface AnswerDiff {
  readonly question: string;
  /** Whether the question is only asked on one side: a button that appeared or went. */
  readonly only: 'before' | 'after' | null;
  readonly cards: readonly (readonly DiffLine[])[];
}

/** Answers longer than this are compared as a whole: their lines side by side would take too long. */
const MOST_LINES = 2_000;

/** The questions that answer differently, in the order they were asked; buttons that came or went at the end. */
export function diffAnswers(
  before: ReadonlyMap<string, Reply>,
  after: ReadonlyMap<string, Reply>,
): readonly AnswerDiff[] {
  const changed = [...after].flatMap(([key, now]): readonly AnswerDiff[] => {
    const old = before.get(key);
    if (old === undefined) return [];
    const cards = Array.from({ length: Math.max(old.cards.length, now.cards.length) }, (_, at) =>
      diffLines(linesOf(old.cards[at]), linesOf(now.cards[at])),
    ).filter((lines) => lines.some((line) => line.is !== 'same'));
    return cards.length === 0 ? [] : [{ question: now.question, only: null, cards }];
  });
  const oneSided = (from: ReadonlyMap<string, Reply>, other: ReadonlyMap<string, Reply>, only: 'before' | 'after') =>
    [...from]
      .filter(([key]) => !other.has(key))
      .map(
        ([, { question, cards }]): AnswerDiff => ({
          question,
          only,
          cards: cards.map((card) => linesOf(card).map((text) => ({ is: only === 'before' ? 'gone' : 'new', text }))),
        }),
      );
  return [...changed, ...oneSided(before, after, 'before'), ...oneSided(after, before, 'after')];
}

/** The shortest way from one list of lines to another. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  if (before.length * after.length > MOST_LINES * MOST_LINES) {
    return [
      ...before.map((text) => ({ is: 'gone', text }) as const),
      ...after.map((text) => ({ is: 'new', text }) as const),
    ];
  }
  // common[i][j]: how many lines the ends of both lists, from i and j on, have in common.
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const row = common[i];
    if (row === undefined) continue;
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    if (old !== undefined && old === now) {
      lines.push({ is: 'same', text: old });
      i++;
      j++;
    } else if (old !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ is: 'gone', text: old });
      i++;
    } else {
      lines.push({ is: 'new', text: now ?? '' });
      j++;
    }
  }
  return lines;
}

function linesOf(card: string | undefined): readonly string[] {
  return card === undefined ? [] : card.split('\n').filter((line) => line.trim() !== '');
}
