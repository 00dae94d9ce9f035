import type { Word } from '../language/normalise.ts';
import type { WeightedWord } from './features.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';

/** A mended word keeps its typed form beside it, at this weight. */
const TYPED_WEIGHT = 0.5;

/** Everyday words that call a theme or a term stand beside its type, at this weight: they tell whether it is meant. */
const NAMED_WEIGHT = 0.6;

/** The words with each name replaced by its type, as in the examples; what is left out is not asked about. */
export function mask(
  words: readonly Word[],
  mentions: readonly Mention[],
  marks: readonly Mark[],
  preferTerms: boolean,
): WeightedWord[] {
  const masked: WeightedWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    const mention = mentions.find(({ from, to }) => at >= from && at < to);
    if (mention !== undefined) {
      const first = mention.namings[0]?.type ?? 'place';
      const isTerm = preferTerms && mention.namings.some(({ type }) => type === 'term');
      if (!mention.negated) {
        masked.push({ text: `⟨${isTerm ? 'term' : first}⟩`, weight: 1 });
        if ((first === 'theme' || first === 'term') && mention.namings.every(({ as }) => as !== 'name'))
          masked.push(...words.slice(at, mention.to).map(({ text }) => ({ text, weight: NAMED_WEIGHT })));
      }
      at = mention.to - 1;
      continue;
    }
    const mark = marks.find(({ from, to }) => at >= from && at < to);
    if (mark !== undefined) {
      if (mark.type === 'wave' || !mark.negated) masked.push({ text: `⟨${mark.type}⟩`, weight: 1 });
      at = mark.to - 1;
      continue;
    }
    masked.push({ text: word.text, weight: 1 });
    if (word.score < 1 && word.text !== word.typed) masked.push({ text: word.typed, weight: TYPED_WEIGHT });
  }
  return masked;
}
