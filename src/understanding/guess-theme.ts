import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Word } from '../language/normalise.ts';
import { LINKING } from '../language/words.ts';
import type { WeightedWord } from './features.ts';
import {
  createWordClassifier,
  type IntentModel,
  type LabelledExample,
  readExample,
  trainIntentModel,
} from './intent-classifier.ts';
import type { Mention } from './mentions.ts';
import { isCovered, type Span } from './spans.ts';

/**
 * The theme that a question is about in words of its own (« on voudrait acheter nos légumes sans passer par la grande
 * surface »): a weak mention at the word that tells most of it, or null. `spans` are the names and marks found, which
 * are no theme.
 */
export type GuessTheme = (words: readonly Word[], spans: readonly Span[]) => Mention | null;

/** The class of questions about no theme. */
const NONE = '-';
/** What a theme must score to be guessed. */
const GUESSED = -0.35;
/** Every so many examples of other questions, one shows what is no theme. */
const EVERY = 3;

/** Learns the themes from their names, their synonyms and the examples of `data/themes`. */
export function trainThemes({ names, themes, intents }: Pick<Knowledge, 'names' | 'themes' | 'intents'>): IntentModel {
  const named = names.flatMap(({ type, id, text }) => (type === 'theme' ? [{ intent: id, text }] : []));
  const told = themes.flatMap(({ id, examples }) => examples.map((text) => ({ intent: id, text })));
  const others = intents
    .flatMap(({ examples }) => examples)
    .filter((text, at) => at % EVERY === 0 && !/⟨(?:theme|term)⟩/u.test(text))
    .map((text) => ({ intent: NONE, text }));
  return trainIntentModel(
    [...named, ...told, ...others].map(
      (one): LabelledExample => ({ ...one, words: readExample(one.text).filter(({ text }) => !text.startsWith('⟨')) }),
    ),
  );
}

/** Runs a model that `trainThemes` gave. */
export function createGuessTheme(model: IntentModel, { themes }: Pick<Knowledge, 'themes'>): GuessTheme {
  const classify = createWordClassifier(model);
  const labels = new Map(themes.map(({ id, label }) => [id, label]));
  const scoreOf = (words: readonly WeightedWord[], theme: string): number =>
    classify(words).ranked.find(({ intent }) => intent === theme)?.score ?? -1;
  return (words, spans) => {
    const free = words.flatMap((word, at) => (isCovered(at, spans) ? [] : [{ text: word.text, weight: 1, at }]));
    const [first] = classify(free).ranked;
    if (first === undefined || first.intent === NONE || first.score < GUESSED) return null;
    const telling = free
      .filter(({ text }) => !LINKING.has(text))
      .map((word) => ({ at: word.at, score: scoreOf([word], first.intent) }))
      .sort((a, b) => b.score - a.score)[0];
    if (telling === undefined) return null;
    const label = labels.get(first.intent) ?? first.intent;
    return {
      from: telling.at,
      to: telling.at + 1,
      namings: [{ type: 'theme', id: first.intent, as: 'other', name: label, text: label }],
      score: Math.max(0.3, Math.min(0.9, 0.7 + first.score / 2)),
      weak: true,
      negated: false,
    };
  };
}
