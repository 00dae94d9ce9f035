import type { Word } from '../language/normalise.ts';
import { LINKING } from '../language/words.ts';
import type { Cues } from './cues.ts';
import type { Filled } from './frames.ts';
import type { Classification } from './intent-classifier.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';
import { isAgain, type Side } from './side.ts';
import { isCovered } from './spans.ts';

/** What each signal measures; the gate's weights stand in this order. */
export const SIGNALS = [
  'bias',
  'score on the subject',
  'score off the subject',
  'lead over the other side',
  'lead over the second reading',
  'share of known words',
  'strangeness, sum',
  'strangeness, most',
  'strangeness, share',
  'names a territory, organisation or person',
  'names a theme or term only',
  'names a place only',
  'names only',
  'spelling of names',
  'relies on a weak name',
  'asks for what is not held',
  'complete',
  'carried from before',
  'words',
  'smalltalk',
  'names passed over',
  'strangeness of misspelt words',
  'strangeness of nouns',
  'off the subject first',
  'strange and off',
  'subject model',
  'off-topic model',
  'not held model',
  'first reading lacks its name',
  'first reading lacks its name, strange noun',
  'follows a question',
  'the last question again',
] as const;

/** What tells a question on the subject that the dataset can't answer from one off the subject. */
export const HELD_SIGNALS = [
  'bias',
  'not held model',
  'off-topic model',
  'asks for what is not held',
  'names an organisation or person',
  'names a territory',
  'names a term',
  'speaks of the label',
  'best refused class is not held',
  'carried from before',
  'off-topic model, with a name',
  'follows a question',
  'follows a question, names nothing',
] as const;

const ABOUT_LABEL = /\b(?:label\w*|laureats?|french impact|candidat\w*|dossiers?)\b/;

const DETERMINERS = new Set(
  'le la l les un une des du de d au aux mon ma mes ce cette quel quelle quels quelles'.split(' '),
);

function sumOf(strange: readonly { readonly weight: number }[]): number {
  return strange.reduce((sum, { weight }) => sum + weight, 0);
}

/** The values of `SIGNALS` for one question. */
export function weigh(
  words: readonly Word[],
  mentions: readonly Mention[],
  marks: readonly Mark[],
  classification: Classification,
  fitting: { readonly intent: string; readonly score: number; readonly filled: Filled; readonly unused: number },
  inside: Classification['ranked'],
  strange: readonly { readonly word: Word; readonly weight: number }[],
  cues: Cues,
  unheld: string | null,
  lacking: boolean,
  follows: boolean,
): number[] {
  const clamp = (value: number): number => Math.max(-1.5, Math.min(1.5, value));
  // a question of nothing but names asks for what they name: how it looks as a sentence says nothing
  const { bare } = cues;
  const scoreOf = (...sides: readonly Side[]): number =>
    bare ? -1 : (classification.ranked.find(({ side }) => sides.includes(side))?.score ?? -1);
  const groupOf = (side: Side, whenBare: number): number => (bare ? whenBare : clamp(classification.groups[side] ?? 0));
  const outside = scoreOf('unheld', 'offtopic');
  const chat = scoreOf('smalltalk');
  const second = inside.find(({ intent }) => intent !== fitting.intent)?.score ?? -1;
  const spans = [...mentions, ...marks];
  const types = new Set(mentions.map(({ namings }) => namings[0]?.type ?? 'place'));
  const firm = types.has('territory') || types.has('organisation') || types.has('person');
  const content = words.filter((word, at) => !isCovered(at, spans) && !LINKING.has(word.text)).length;
  const sum = strange.reduce((total, { weight }) => total + weight, 0);
  const score = bare ? 1 : clamp(fitting.score);
  const nouns = Math.min(
    2,
    sumOf(strange.filter(({ word }) => DETERMINERS.has(words[words.indexOf(word) - 1]?.text ?? ''))),
  );
  return [
    1,
    score,
    clamp(outside),
    clamp(score - Math.max(outside, chat)),
    clamp(fitting.score - second),
    bare ? 1 : classification.known,
    Math.min(3, sum),
    strange.reduce((most, { weight }) => Math.max(most, weight), 0),
    content > 0 ? sum / content : 0,
    firm ? 1 : 0,
    !firm && (types.has('theme') || types.has('term')) ? 1 : 0,
    !firm && types.size === 1 && types.has('place') ? 1 : 0,
    bare ? 1 : 0,
    mentions.reduce((least, { score }) => Math.min(least, score), 1),
    mentions.some(({ weak }) => weak) ? 1 : 0,
    unheld === null ? 0 : 1,
    fitting.filled.complete ? 1 : 0,
    fitting.filled.carried.length > 0 ? 1 : 0,
    Math.min(2, Math.log1p(words.length) / 2),
    clamp(chat),
    Math.min(2, fitting.unused),
    Math.min(2, sumOf(strange.filter(({ word, weight }) => weight === 1 || word.score < 1))),
    nouns,
    outside > Math.max(fitting.score, chat) ? 1 : 0,
    Math.min(3, sum) * Math.max(0, outside + 1),
    groupOf('in', 1),
    groupOf('offtopic', -1),
    groupOf('unheld', -1),
    lacking ? 1 : 0,
    lacking ? nouns : 0,
    follows ? 1 : 0,
    follows && isAgain(fitting.intent) ? 1 : 0,
  ];
}

/** The values of `HELD_SIGNALS`. */
export function weighHeld(
  mentions: readonly Mention[],
  { ranked, groups }: Classification,
  text: string,
  unheld: string | null,
  filled: Filled,
  follows: boolean,
): number[] {
  const types = new Set(mentions.map(({ namings }) => namings[0]?.type ?? 'place'));
  const refused = ranked.find(({ side }) => side === 'unheld' || side === 'offtopic');
  const clamp = (value: number): number => Math.max(-1.5, Math.min(1.5, value));
  const yes = (is: boolean): number => (is ? 1 : 0);
  return [
    1,
    clamp(groups.unheld ?? 0),
    clamp(groups.offtopic ?? 0),
    yes(unheld !== null),
    yes(types.has('organisation') || types.has('person')),
    yes(types.has('territory')),
    yes(types.has('term')),
    yes(ABOUT_LABEL.test(text)),
    yes(refused?.side === 'unheld'),
    yes(filled.carried.length > 0),
    types.size > 0 ? clamp(groups.offtopic ?? 0) : 0,
    yes(follows),
    yes(follows && types.size === 0),
  ];
}
