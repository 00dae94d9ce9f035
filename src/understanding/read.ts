import type { Context, Entity, Frame, Part } from '../answer.ts';
import type { Word } from '../language/normalise.ts';
import { LINKING } from '../language/words.ts';
import type { WeightedWord } from './features.ts';
import { type Cues, type Filled, fillFrame } from './frames.ts';
import type { Classification, IntentClassifier } from './intent-classifier.ts';
import { type Lexicon, sideOf } from './lexicon.ts';
import { findMarks, type Mark } from './marks.ts';
import type { Mention, MentionFinder } from './mentions.ts';

/** Everything measured about one question, before it is decided what to make of it. */
export interface Measured {
  /** The words as they were read, for what looks at them whole. */
  readonly text: string;
  /** The best class on the subject, filled. */
  readonly filled: Filled;
  readonly label: string;
  /** All classes, best first, with their scores. */
  readonly ranked: Classification['ranked'];
  readonly mentions: readonly Mention[];
  readonly marks: readonly Mark[];
  readonly cues: Cues;
  readonly unexplained: readonly Word[];
  readonly unheld: string | null;
  /** The numbers that the gate weighs, in the order of `SIGNALS`. */
  readonly signals: readonly number[];
  /** The same for `HELD_SIGNALS`. */
  readonly heldSignals: readonly number[];
  readonly corrected: Part['corrected'];
  readonly entities: readonly Entity[];
}

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
] as const;

const ABOUT_LABEL = /\b(?:label\w*|laureats?|french impact|candidat\w*|dossiers?)\b/;

const AGAIN = new Set([
  'et',
  'pour',
  'pareil',
  'idem',
  'meme',
  'sinon',
  'plutot',
  'ou',
  'non',
  'pas',
  'reviens',
  'revenons',
  'retour',
  'enfin',
  'concernant',
  'quid',
]);
const PRONOUNS = new Set([
  'eux',
  'elles',
  'elle',
  'leur',
  'leurs',
  'ils',
  'y',
  'son',
  'sa',
  'ses',
  'celui',
  'celle',
  'ceux',
  'lui',
]);
const VERSUS = new Set(['vs', 'versus', 'contre', 'comparaison', 'ou']);
const BACK = [
  'la bas',
  'ce territoire',
  'cette region',
  'cette ville',
  'cet endroit',
  'ce coin',
  'cette metropole',
  'cette organisation',
  'cette structure',
  'ce departement',
  'cette agglo',
  'ces territoires',
  'ces regions',
];
const BARE = new Set([
  'vs',
  'versus',
  'nn',

  ...AGAIN,
  'alors',
  'chose',
  'question',
  'la',
  'plutot',
  'voulais',
  'dire',
  'parlais',
  'je',
  'fois',
  'cette',
  'dis',
  'aussi',
  'niveau',
  'cote',
  'coup',
  'du',
  'region',
  'territoire',
  'regions',
  'territoires',
]);
const TYPED_WEIGHT = 0.5;

export interface Reader {
  /** `given`: what words such as « la seconde » stand for. */
  measure(words: readonly Word[], context: Context, given?: readonly Mention[]): Measured;
}

/** Makes the function that reads one question: names, marks, class, frame, and the signals for the gate. */
export function createReader(classifier: IntentClassifier, finder: MentionFinder, lexicon: Lexicon): Reader {
  function measure(words: readonly Word[], context: Context, given: readonly Mention[] = []): Measured {
    const found = [...given, ...finder.find(words).filter((one) => given.every((other) => apart(one, other)))].sort(
      (a, b) => a.from - b.from,
    );
    const marks = findMarks(words).filter((mark) =>
      found.every((one) => one.weak || isThemeOnly(one) || apart(mark, one)),
    );
    const kept = found.filter((one) => marks.every((mark) => apart(mark, one)));
    const strong = kept.filter(({ weak }) => !weak);
    const unmarked = marks.filter(({ type, id }) => type === 'wave' || id !== 'département');

    // ordinary words that could be names ("créative") or kinds ("quel département") are read both ways
    const read = (mentions: readonly Mention[], seen: readonly Mark[]): Candidate => ({
      mentions,
      marks: seen,
      classification: classify(words, mentions, seen),
    });
    let chosen = read(strong, marks);
    if (strong.length < kept.length) {
      const named = read(kept, marks);
      if (lead(named) > lead(chosen) + (strong.length > 0 ? 0.15 : 0.05)) chosen = named;
    }
    if (unmarked.length < marks.length) {
      const plain = read(chosen.mentions, unmarked);
      if (lead(plain) > lead(chosen) + 0.1) chosen = plain;
    }
    const strange = strangeWords(words, chosen.mentions, chosen.marks);
    return settle(words, chosen, strange, context);
  }

  function settle(
    words: readonly Word[],
    { mentions, marks, classification }: Candidate,
    strange: readonly { readonly word: Word; readonly weight: number }[],
    context: Context,
  ): Measured {
    const texts = words.map((word) => word.text);
    const joined = ` ${texts.join(' ')} `;
    const content = words.filter(
      (word, at) => !isCovered(at, mentions, marks) && !LINKING.has(word.text) && !BARE.has(word.text),
    );
    const cues: Cues = {
      again: AGAIN.has(texts[0] ?? ''),
      pronoun:
        words.some((word, at) => PRONOUNS.has(word.text) && !isCovered(at, mentions, marks)) ||
        BACK.some((phrase) => joined.includes(` ${phrase} `)),
      count: texts.some((text) => text === 'combien' || text === 'nombre'),
      bare:
        content.length === 0 && (mentions.length > 0 || marks.length > 0) && !texts.some((text) => QUESTION.has(text)),
      versus: texts.some((text) => VERSUS.has(text)),
      wide: /\b(?:mentions?|large|largement)\b/.test(joined),
    };
    const inside = classification.ranked.filter(({ intent }) => sideOf(intent) === 'in');
    // a class that lacks its names, or has no use for one that is there, gives way to a near one that has and does
    const fitting = inside
      .slice(0, CONSIDERED)
      .map(({ intent, score }) => {
        const filled = fillFrame(intent, mentions, marks, cues, context);
        const unused = mentions.filter((mention) => !isUsed(mention, filled.frame)).length;
        return { intent, score, filled, unused, worth: score - (filled.complete ? 0 : GIVE_WAY) - UNUSED * unused };
      })
      .reduce((best, one) => (one.worth > best.worth ? one : best));

    const unheld =
      lexicon.unheldFamily(
        words.map((word, at) => (isCovered(at, mentions, marks) ? '' : word.text)),
        1,
      ) ??
      lexicon.unheldFamily(texts, 2) ??
      lexicon.unheldFamily(
        words.map((word) => (word.typed.length > 4 ? word.typed : '')),
        1,
        true,
      ) ??
      (namesOtherLabel(words, mentions) ? OTHER_LABELS : null);
    const signals = weigh(words, mentions, marks, classification, fitting, inside, strange, cues, unheld);
    return {
      text: texts.join(' '),
      filled: fitting.filled,
      label: fitting.intent,
      ranked: classification.ranked,
      mentions,
      marks,
      cues,
      unexplained: strange.filter(({ weight }) => weight >= 0.4).map(({ word }) => word),
      unheld,
      signals,
      heldSignals: weighHeld(mentions, classification, texts.join(' '), unheld, fitting.filled),
      corrected: correctionsOf(words, mentions),
      entities: entitiesOf(words, mentions, marks),
    };
  }

  function classify(words: readonly Word[], mentions: readonly Mention[], marks: readonly Mark[]): Classification {
    const read = (preferTerms: boolean): Classification =>
      classifier.classifyWords(mask(words, mentions, marks, preferTerms));
    const usual = read(false);
    const double = mentions.some(
      ({ namings }) => namings.some(({ type }) => type === 'term') && namings[0]?.type !== 'term',
    );
    if (!double) return usual;
    const asTerms = read(true);
    return (asTerms.ranked[0]?.score ?? 0) > (usual.ranked[0]?.score ?? 0) ? asTerms : usual;
  }

  function strangeWords(
    words: readonly Word[],
    mentions: readonly Mention[],
    marks: readonly Mark[],
  ): { word: Word; weight: number }[] {
    return words.flatMap((word, at) => {
      if (isCovered(at, mentions, marks)) return [];
      const weight = lexicon.strangeness(word.text) * (word.score < 1 ? 0.9 : 1);
      return weight > 0 ? [{ word, weight }] : [];
    });
  }

  return { measure };
}

/** How much less a class may score and still be taken because its names are there. */
const GIVE_WAY = 0.6;
/** The same, for each name that the class would pass over. */
const UNUSED = 0.35;
/** How many of the best classes are filled and compared. */
const CONSIDERED = 6;
const QUESTION = new Set([
  'qui',
  'quoi',
  'quel',
  'quelle',
  'quels',
  'quelles',
  'comment',
  'combien',
  'quand',
  'pourquoi',
  'ou',
  'faire',
  'font',
  'fait',
]);

interface Candidate {
  readonly mentions: readonly Mention[];
  readonly marks: readonly Mark[];
  readonly classification: Classification;
}

/** How far the best class on the subject leads over the best off it. */
function lead({ classification: { ranked } }: Candidate): number {
  const top = ranked.find(({ intent }) => sideOf(intent) === 'in')?.score ?? -1;
  const off = ranked.find(({ intent }) => sideOf(intent) !== 'in')?.score ?? -1;
  return top - Math.max(0, off);
}

function apart(
  a: { readonly from: number; readonly to: number },
  b: { readonly from: number; readonly to: number },
): boolean {
  return a.to <= b.from || a.from >= b.to;
}

function isUsed({ namings, negated }: Mention, frame: Frame): boolean {
  if (negated) return true;
  const ids = [frame.territories, frame.places, frame.themes, frame.organisations, frame.people, frame.terms].flat();
  return namings.some(({ id }) => ids.includes(id));
}

function isThemeOnly({ namings }: Mention): boolean {
  return namings.every(({ type }) => type === 'theme');
}

function isCovered(at: number, mentions: readonly Mention[], marks: readonly Mark[]): boolean {
  return mentions.some(({ from, to }) => at >= from && at < to) || marks.some(({ from, to }) => at >= from && at < to);
}

/** The family of labels and programmes that are not this one; a question that names one is never answered. */
export const OTHER_LABELS = 'autres-labels';
const AFTER_LABEL = new Set(['de', 'd', 'du', 'des', 'la', 'le', 'les', 'l', 'en']);

/** "le label AB", "label Cit’ergie", "la FrenchTech": a label or programme that is not this one. */
function namesOtherLabel(words: readonly Word[], mentions: readonly Mention[]): boolean {
  return words.some((word, at) => {
    if (/^french/.test(word.typed) && word.typed !== 'frenchimpact') {
      return !(word.typed === 'french' && /^impact/.test(words[at + 1]?.text ?? 'impact'));
    }
    if (word.text !== 'label' && word.text !== 'labels' && word.text !== 'programme') return false;
    let next = at + 1;
    while (AFTER_LABEL.has(words[next]?.text ?? '')) next++;
    const name = words[next];
    if (name === undefined || mentions.some(({ from, to }) => next >= from && next < to)) return false;
    return lexiconless(name);
  });
}

/** Whether a word looks like a proper name that nothing here explains: a capital, or no French word. */
function lexiconless({ capital, typed, text }: Word): boolean {
  return capital && !/^(?:territoires?|french|tfi|ess|impact|region|etat)$/.test(typed) && text.length > 1;
}

/** The words with each name replaced by its type, as in the examples. */
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
      const isTerm = preferTerms && mention.namings.some(({ type }) => type === 'term');
      masked.push({ text: `⟨${isTerm ? 'term' : (mention.namings[0]?.type ?? 'place')}⟩`, weight: 1 });
      at = mention.to - 1;
      continue;
    }
    const mark = marks.find(({ from, to }) => at >= from && at < to);
    if (mark !== undefined) {
      masked.push({ text: `⟨${mark.type}⟩`, weight: 1 });
      at = mark.to - 1;
      continue;
    }
    masked.push({ text: word.text, weight: 1 });
    if (word.score < 1 && word.text !== word.typed) masked.push({ text: word.typed, weight: TYPED_WEIGHT });
  }
  return masked;
}

function weigh(
  words: readonly Word[],
  mentions: readonly Mention[],
  marks: readonly Mark[],
  classification: Classification,
  fitting: { readonly intent: string; readonly score: number; readonly filled: Filled; readonly unused: number },
  inside: Classification['ranked'],
  strange: readonly { readonly word: Word; readonly weight: number }[],
  cues: Cues,
  unheld: string | null,
): number[] {
  const outside =
    classification.ranked.find(({ intent }) => sideOf(intent) === 'unheld' || sideOf(intent) === 'offtopic')?.score ??
    -1;
  const chat = classification.ranked.find(({ intent }) => sideOf(intent) === 'smalltalk')?.score ?? -1;
  const second = inside.find(({ intent }) => intent !== fitting.intent)?.score ?? -1;
  const types = new Set(mentions.map(({ namings }) => namings[0]?.type));
  const firm = types.has('territory') || types.has('organisation') || types.has('person');
  const content = words.filter((word, at) => !isCovered(at, mentions, marks) && !LINKING.has(word.text)).length;
  const sum = strange.reduce((total, { weight }) => total + weight, 0);
  const clamp = (value: number): number => Math.max(-1.5, Math.min(1.5, value));
  return [
    1,
    cues.bare ? 1 : clamp(fitting.score),
    clamp(outside),
    clamp((cues.bare ? 1 : fitting.score) - Math.max(outside, chat)),
    clamp(fitting.score - second),
    classification.known,
    Math.min(3, sum),
    strange.reduce((most, { weight }) => Math.max(most, weight), 0),
    content > 0 ? sum / content : 0,
    firm ? 1 : 0,
    !firm && (types.has('theme') || types.has('term')) ? 1 : 0,
    !firm && types.size === 1 && types.has('place') ? 1 : 0,
    cues.bare ? 1 : 0,
    mentions.reduce((least, { score }) => Math.min(least, score), 1),
    mentions.some(({ weak }) => weak) ? 1 : 0,
    unheld === null ? 0 : 1,
    fitting.filled.complete ? 1 : 0,
    fitting.filled.carried.length > 0 ? 1 : 0,
    Math.min(2, Math.log1p(words.length) / 2),
    clamp(chat),
    Math.min(2, fitting.unused),
    Math.min(2, sumOf(strange.filter(({ word, weight }) => weight === 1 || word.score < 1))),
    Math.min(2, sumOf(strange.filter(({ word }) => DETERMINERS.has(words[words.indexOf(word) - 1]?.text ?? '')))),
    outside > Math.max(fitting.score, chat) ? 1 : 0,
    Math.min(3, sum) * Math.max(0, outside + 1),
    cues.bare ? 1 : clamp(classification.groups.in ?? 0),
    clamp(classification.groups.offtopic ?? 0),
    clamp(classification.groups.unheld ?? 0),
  ];
}

function weighHeld(
  mentions: readonly Mention[],
  { ranked, groups }: Classification,
  text: string,
  unheld: string | null,
  filled: Filled,
): number[] {
  const types = new Set(mentions.map(({ namings }) => namings[0]?.type));
  const refused = ranked.find(({ intent }) => sideOf(intent) === 'unheld' || sideOf(intent) === 'offtopic');
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
    yes(sideOf(refused?.intent ?? '') === 'unheld'),
    yes(filled.carried.length > 0),
    types.size > 0 ? clamp(groups.offtopic ?? 0) : 0,
  ];
}

const DETERMINERS = new Set([
  'le',
  'la',
  'l',
  'les',
  'un',
  'une',
  'des',
  'du',
  'de',
  'd',
  'au',
  'aux',
  'mon',
  'ma',
  'mes',
  'ce',
  'cette',
  'quel',
  'quelle',
  'quels',
  'quelles',
]);

function sumOf(strange: readonly { readonly weight: number }[]): number {
  return strange.reduce((sum, { weight }) => sum + weight, 0);
}

function correctionsOf(words: readonly Word[], mentions: readonly Mention[]): Part['corrected'] {
  const single = words
    .filter(
      (word, at) =>
        word.score < 1 && word.text !== word.typed && !mentions.some(({ from, to }) => at >= from && at < to),
    )
    .map((word) => ({ from: word.typed, to: word.text }));
  const names = mentions
    .filter(({ score }) => score < 0.97)
    .map(({ from, to, namings }) => ({
      from: words
        .slice(from, to)
        .map((word) => word.typed)
        .join(' '),
      to: namings[0]?.name ?? '',
    }))
    .filter(({ from, to }) => from !== to);
  return [...names, ...single];
}

function entitiesOf(words: readonly Word[], mentions: readonly Mention[], marks: readonly Mark[]): Entity[] {
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
