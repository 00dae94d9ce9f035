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
 * The record that a question is about in words of its own (the theme of « on voudrait acheter nos légumes sans passer par
 * la grande surface », the term for « une boîte où les salariés votent »): a weak mention at the word that tells most of it, or
 * null. `spans` are the names and marks found, which are no such words; `isTied` tells a record that is likelier than others.
 */
export type Guess = (words: readonly Word[], spans: readonly Span[], isTied: (id: string) => boolean) => Mention | null;

/** The class of questions about none. */
const NONE = '-';
/** What a record must score to be guessed. */
const GUESSED = -0.35;
/** How much less a tied record may score and still be taken. */
const LEAD_OF_TIED = 0.4;
/** Every so many examples of other questions, one shows what is no theme. */
const EVERY = 3;

type Data = Pick<Knowledge, 'names' | 'themes' | 'terms' | 'intents'>;
type Guessed = 'theme' | 'term';

/** Learns the themes or the terms from their names, their synonyms and their examples. */
export function trainGuess(type: Guessed, { names, themes, terms, intents }: Data): IntentModel {
  const records = type === 'theme' ? themes : terms;
  const named = names.flatMap((name) => (name.type === type ? [{ intent: name.id, text: name.text }] : []));
  const told = records.flatMap(({ id, examples }) => examples.map((text) => ({ intent: id, text })));
  const known = new Set(told.map(({ text }) => text));
  const others = intents
    .flatMap(({ examples }) => examples)
    .filter((text, at) => at % EVERY === 0 && !/⟨(?:theme|term)⟩/u.test(text) && !known.has(text))
    .map((text) => ({ intent: NONE, text }));
  return trainIntentModel(
    [...named, ...told, ...others].map(
      (one): LabelledExample => ({ ...one, words: readExample(one.text).filter(({ text }) => !text.startsWith('⟨')) }),
    ),
  );
}

/** Runs a model that `trainGuess` gave for the same type. */
export function createGuess(
  type: Guessed,
  model: IntentModel,
  { themes, terms }: Pick<Data, 'themes' | 'terms'>,
): Guess {
  const classify = createWordClassifier(model);
  const labels = new Map(
    type === 'theme' ? themes.map(({ id, label }) => [id, label]) : terms.map(({ id, term }) => [id, term]),
  );
  const scoreOf = (words: readonly WeightedWord[], id: string): number =>
    classify(words).ranked.find(({ intent }) => intent === id)?.score ?? -1;
  return (words, spans, isTied) => {
    const free = words.flatMap((word, at) => (isCovered(at, spans) ? [] : [{ text: word.text, weight: 1, at }]));
    const { ranked } = classify(free);
    const [best] = ranked;
    if (best === undefined || best.intent === NONE || best.score < GUESSED) return null;
    const tied = ranked.find(({ intent }) => intent !== NONE && isTied(intent));
    const first = tied !== undefined && tied.score > Math.max(GUESSED, best.score - LEAD_OF_TIED) ? tied : best;
    const telling = free
      .filter(({ text }) => !LINKING.has(text))
      .map((word) => ({ at: word.at, score: scoreOf([word], first.intent) }))
      .sort((a, b) => b.score - a.score)[0];
    if (telling === undefined) return null;
    const label = labels.get(first.intent) ?? first.intent;
    return {
      from: telling.at,
      to: telling.at + 1,
      namings: [{ type, id: first.intent, as: 'other', name: label, text: label }],
      score: Math.max(0.3, Math.min(0.9, 0.7 + first.score / 2)),
      weak: true,
      negated: false,
    };
  };
}
