import {
  type Context,
  EMPTY_CONTEXT,
  type Frame,
  type Locale,
  type Part,
  type Question,
  type Reading,
  SMALL_TALK,
  type Understanding,
  type Unheld,
} from '../answer.ts';
import type { Knowledge, Name } from '../knowledge/knowledge.ts';
import { createDictionary } from '../language/dictionary.ts';
import { fold } from '../language/fold.ts';
import { createNormalise, type Word } from '../language/normalise.ts';
import { unwrap } from '../language/politeness.ts';
import { createRepair } from '../language/repair.ts';
import { LINKING } from '../language/words.ts';
import { foreignLanguage } from './foreign.ts';
import { readClass } from './frames.ts';
import { chanceOf, chanceOnSubject } from './gate.ts';
import { createIntentClassifier, readExample } from './intent-classifier.ts';
import { createLexicon, sideOf } from './lexicon.ts';
import { findMarks } from './marks.ts';
import { createMentionFinder } from './mentions.ts';
import { createNameIndex } from './name-index.ts';
import { findReference, pickFromContext } from './pick.ts';
import { createReader, type Measured, mask, OTHER_LABELS } from './read.ts';
import { splitSentences } from './segments.ts';

/** Reads a question, with what was said before it. Pure and synchronous; no text makes it throw. */
export type Understand = (question: Question, context: Context) => Understanding;

/** From this chance on the bot answers; below `ASK` it refuses; in between it asks which (docs/comprehension.md). */
const ANSWER = 0.5;
const ASK = 0.35;
/** From this chance on a refused question is said to be on the subject. */
const HELD = 0.5;
const MOST_PARTS = 3;
/** Rank of a word that French uses every day. */
const COMMON = 20000;
const FREQUENT = 2500;
/** Inhabitants. */
const LARGE = 5000;
/** A half of a sentence is a question of its own when its best class scores at least this. */
const OWN_QUESTION = -0.15;

export function createUnderstand(
  knowledge: Knowledge,
  maxText: number,
): Understand & { measure(text: string, context: Context): Measured[] } {
  const dictionary = createDictionary();
  const lexicon = createLexicon(knowledge, dictionary);
  const texts = knowledge.intents.flatMap(({ id, examples }) =>
    examples.map((text) => ({ text, intent: classOf(id) })),
  );
  const common = new Set(
    knowledge.collisions.filter(({ decision }) => decision === 'word').map(({ text }) => fold(text)),
  );
  // the label's own names are words of the subject, not one organisation or term
  const labelNames = new Set([
    'french impact',
    'le french impact',
    'label',
    ...[knowledge.label.name, ...knowledge.label.otherNames].map(fold),
  ]);
  const labelled = new Set(
    knowledge.names.filter(({ text }) => labelNames.has(fold(text))).map(({ type, id }) => `${type}:${id}`),
  );
  const index = createNameIndex(
    [
      ...knowledge.names.filter(({ type, id, text }) => !labelled.has(`${type}:${id}`) || /association/i.test(text)),
      ...sameNames(knowledge),
      ...largeCommunes(knowledge),
    ],
    knowledge.communes,
    (word) => dictionary.rank(word) < COMMON,
    (word) => dictionary.rank(word) < FREQUENT,
  );
  const finder = createMentionFinder(index, dictionary, {
    isIntentWord: lexicon.isIntentWord,
    population: (id) => knowledge.place(id)?.population ?? 0,
    isCommonWord: (name) => common.has(name),
  });
  const vocabulary = new Map<string, number>();
  for (const { text } of texts)
    for (const { text: word } of readExample(text)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  for (const name of knowledge.names) {
    if (name.type === 'place' && !name.id.startsWith('region-') && !name.id.startsWith('departement-')) continue;
    for (const word of fold(name.text).split(' '))
      if (word.length > 2) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 2);
  }
  const normalise = createNormalise(
    createRepair(
      [...vocabulary].sort((a, b) => b[1] - a[1]).map(([word]) => word),
      dictionary,
    ),
    dictionary,
  );
  // examples are read as questions are: names in them, typed out by their author, become types
  const examples = texts.map(({ text, intent }) => {
    const words: Word[] = readExample(text).map((word) => ({
      text: word.text,
      typed: word.text,
      start: 0,
      end: 0,
      capital: false,
      paused: false,
      score: 1,
    }));
    const marks = findMarks(words);
    const mentions = finder
      .find(words, false)
      .filter(({ weak, from, to }) => !weak && marks.every((mark) => mark.to <= from || mark.from >= to));
    return { text, intent, words: mask(words, mentions, marks, false) };
  });
  const classifier = createIntentClassifier(examples, dictionary, sideOf);
  const reader = createReader(classifier, finder, lexicon);

  /** One question, or the several that a sentence joins. */
  function measureSentence(words: readonly Word[], context: Context): Measured[] {
    const { from, to } = unwrap(words.map((word) => word.text));
    const core = words.slice(from, to);
    for (const { left, right, joined } of halves(core)) {
      let first = measureOne(left, context);
      if (!isOwnQuestion(first) || (!joined && first.mentions.length === 0)) continue;
      const rest = measureSentence(right, remember(context, first));
      const second = rest[0];
      if (second === undefined || !isOwnQuestion(second) || sameQuestion(first, second)) continue;
      if (!joined && second.mentions.length === 0) continue;
      if (!first.filled.complete && second.filled.complete) first = measureOne(left, remember(EMPTY_CONTEXT, second));
      return [first, ...rest];
    }
    return [measureOne(core, context)];
  }

  function measureOne(words: readonly Word[], context: Context): Measured {
    return reader.measure(words, context, findReference(words, context));
  }

  function measure(text: string, context: Context): Measured[] {
    const sentences = splitSentences(text, normalise(text));
    if (sentences.length <= 1) return measureSentence(sentences[0] ?? [], context);
    const each: Measured[] = [];
    let known = context;
    for (const words of sentences) {
      for (const one of measureSentence(words, known)) {
        each.push(one);
        if (one.filled.complete && chanceOf(one.signals) >= ANSWER) known = remember(known, one);
      }
    }
    const asked = each.filter((one) => one.filled.complete && chanceOf(one.signals) >= ANSWER && !isChat(one));
    const whole = measureSentence(sentences.flat(), context);
    const one = whole[0];
    if (
      asked.length > 1 &&
      new Set(asked.map(({ filled }) => JSON.stringify(filled.frame))).size > 1 &&
      !isStory(asked)
    )
      return asked;
    if (whole.length > 1) return whole;
    const best = each
      .filter((candidate) => !isChat(candidate))
      .sort((a, b) => chanceOf(b.signals) - chanceOf(a.signals))[0];
    if (
      best !== undefined &&
      one !== undefined &&
      best.filled.complete &&
      chanceOf(best.signals) > chanceOf(one.signals) + 0.1
    )
      return [best];
    return whole;
  }

  function decide(measured: Measured, context: Context): Part {
    const chance = chanceOf(measured.signals);
    const top = measured.ranked[0];
    const side = sideOf(top?.intent ?? '');
    const part = (reading: Reading, confidence: number): Part => ({
      reading,
      confidence: Math.round(confidence * 1000) / 1000,
      entities: measured.entities,
      corrected: measured.corrected,
      unexplained: measured.unexplained.map((word) => word.typed),
      carried: reading.outcome === 'answer' ? measured.filled.carried : [],
      reasons: explain(measured, chance),
    });
    const talk = SMALL_TALK.find((one) => top?.intent === `smalltalk/${one}`);
    const names = measured.mentions.length > 0;
    const score = top?.score ?? -1;
    if (
      talk !== undefined &&
      score > (names ? 0.5 : -0.3) &&
      measured.unexplained.filter((word) => !lexicon.isChatty(word.text)).length <= (score > 0.3 ? 1 : 0)
    ) {
      return part({ outcome: 'smalltalk', talk }, Math.min(1, 0.7 + score * 0.3));
    }
    const { frame } = measured.filled;
    if (chance >= ANSWER && measured.unheld !== OTHER_LABELS) return part({ outcome: 'answer', frame }, chance);
    const word = measured.unexplained[0]?.typed ?? null;
    const refused = measured.ranked.find(({ intent }) => sideOf(intent) === 'unheld')?.intent.slice('unheld/'.length);
    if (chance >= ASK && !context.asked && measured.unheld === null) {
      const choices = choicesOf(measured);
      if (choices.length > 1) return part({ outcome: 'clarify', choices, about: word }, chance);
    }
    if (chanceOnSubject(measured.heldSignals) < HELD) return part({ outcome: 'offtopic', word }, 1 - chance);
    const family = measured.unheld ?? (side === 'unheld' ? (refused ?? null) : null);
    const missing = family === null ? null : unheldOf(knowledge, family);
    const instead = missing === null ? (names ? frame : null) : insteadOf(missing, frame);
    return part({ outcome: 'nodata', missing, word, frame: instead }, 1 - chance);
  }

  const understand = (question: Question, context: Context): Understanding => {
    const truncated = question.text.length > maxText;
    if (question.frame !== null) return { parts: [answered(question.frame)], truncated, locale: null };
    const text = question.text.slice(0, maxText);
    const words = normalise(text);
    if (words.length === 0)
      return { parts: [chat(/\S/u.test(text) ? 'acknowledge' : 'help')], truncated, locale: null };
    const picked = pickFromContext(words, context);
    if (picked !== null) return { parts: [answered(picked)], truncated, locale: null };
    const language = foreignLanguage(
      words.map((word) => word.typed),
      (word) => dictionary.rank(word) < 400 && LINKING.has(word),
    );
    if (language !== null) return { parts: [chat('language')], truncated, locale: language === 'en' ? 'en' : null };
    const parts = measure(text, context)
      .slice(0, MOST_PARTS)
      .map((one) => decide(one, context));
    const [first, ...rest] = parts;
    const wants = parts.some(({ reading }) => reading.outcome === 'smalltalk' && reading.talk === 'language');
    const locale: Locale | null =
      wants && /engl|angl/u.test(fold(text)) ? 'en' : wants && /fran/u.test(fold(text)) ? 'fr' : null;
    return { parts: [first ?? chat('help'), ...rest], truncated, locale };
  };
  return Object.assign(understand, { measure });
}

/** All families off the subject are one class: telling them apart is of no use and costs accuracy. */
function classOf(id: string): string {
  return sideOf(id) === 'offtopic' ? 'offtopic/any' : id;
}

/** What people call a place they also call the territory that bears its name: "breton" for the Région Bretagne. */
function sameNames({ names, place }: Knowledge): Name[] {
  const territories = new Map(names.filter(({ type }) => type === 'territory').map(({ id, text }) => [fold(text), id]));
  return names.flatMap(({ type, id, text, as }) => {
    const territory = type === 'place' && as === 'other' ? territories.get(fold(place(id)?.name ?? '')) : undefined;
    return territory === undefined ? [] : [{ type: 'territory', id: territory, text, as: 'other' } as const];
  });
}

/** Communes large enough to be looked for when misspelt. */
function largeCommunes({ communes, place }: Knowledge): Name[] {
  return communes.folded.flatMap((text, index) => {
    const id = communes.ids(index)[0] ?? '';
    return (place(id)?.population ?? 0) < LARGE ? [] : [{ type: 'place', id, text, as: 'name' } as const];
  });
}

function chat(talk: (typeof SMALL_TALK)[number]): Part {
  return {
    reading: { outcome: 'smalltalk', talk },
    confidence: 1,
    entities: [],
    corrected: [],
    unexplained: [],
    carried: [],
    reasons: [],
  };
}

function answered(frame: Frame): Part {
  return {
    reading: { outcome: 'answer', frame },
    confidence: 1,
    entities: [],
    corrected: [],
    unexplained: [],
    carried: [],
    reasons: [],
  };
}

function remember(context: Context, { filled }: Measured): Context {
  return { ...context, last: [...context.last, filled.frame].slice(-3) };
}

const JOINTS = new Set(['et', 'puis', 'ensuite', 'aussi', 'plus']);

/** The ways to cut a sentence in two; `joined` by a word, not by a comma alone. */
function* halves(
  words: readonly Word[],
): Generator<{ left: readonly Word[]; right: readonly Word[]; joined: boolean }> {
  for (let at = 1; at < words.length; at++) {
    const joined = JOINTS.has(words[at]?.text ?? '');
    if (!joined && words[at]?.paused !== true && !isOpening(words, at)) continue;
    let end = at;
    while (end < words.length - 1 && JOINTS.has(words[end]?.text ?? '')) end++;
    yield { left: words.slice(0, at), right: words.slice(end), joined };
    at = end;
  }
}

const ASKING = new Set(['qui', 'quel', 'quelle', 'quels', 'quelles', 'combien', 'quand', 'comment', 'pourquoi']);
/** What stands before an interrogative that opens no question of its own: "à qui", "sur quels territoires". */
const BEFORE_ASKING = new Set([
  'a',
  'de',
  'd',
  'sur',
  'pour',
  'par',
  'dans',
  'en',
  'vers',
  'avec',
  'chez',
  'est',
  'savoir',
  'et',
  'dire',
  'ceux',
  'celui',
  'celle',
  'celles',
  'ce',
]);

/** Whether a question may begin here though nothing was typed to say so: "… labellisées c’est quoi un DLA". */
function isOpening(words: readonly Word[], at: number): boolean {
  const text = words[at]?.text ?? '';
  if (text === 'c') return words[at + 1]?.text === 'est' && /^(?:quoi|qui|quand|ou)$/.test(words[at + 2]?.text ?? '');
  return ASKING.has(text) && !BEFORE_ASKING.has(words[at - 1]?.text ?? '');
}

function isOwnQuestion({ ranked, cues }: Measured): boolean {
  const top = ranked[0];
  return !cues.bare && top !== undefined && sideOf(top.intent) === 'in' && top.score > OWN_QUESTION;
}

/** The same kind of question of names that one list could hold is one question: "les défis et les priorités". */
function sameQuestion(first: Measured, second: Measured): boolean {
  return first.label === second.label && (first.mentions.length === 0 || second.mentions.length === 0);
}

function isChat({ ranked }: Measured): boolean {
  return sideOf(ranked[0]?.intent ?? '') === 'smalltalk';
}

/** Whether the sentences tell one story ("je suis boulanger. Qui peut m’aider ?") rather than ask several questions. */
function isStory(asked: readonly Measured[]): boolean {
  return asked.some(({ cues }, at) => cues.bare && !(cues.again && at > 0));
}

function choicesOf(measured: Measured): Frame[] {
  const choices: Frame[] = [measured.filled.frame];
  for (const { intent, score } of measured.ranked) {
    if (choices.length >= 3 || sideOf(intent) !== 'in' || score < -1) continue;
    const asked = readClass(intent);
    if (asked.intent === 'label' || choices.some((frame) => frame.intent === asked.intent)) continue;
    if (measured.filled.frame.territories.length > 0)
      choices.push({ ...measured.filled.frame, intent: asked.intent, topics: [] });
  }
  return choices
    .filter((frame) => frame.intent !== 'theme' || frame.themes.length > 0)
    .filter((frame) => frame.intent !== 'compare' || frame.territories.length > 1);
}

function unheldOf(knowledge: Knowledge, family: string): Unheld | null {
  const found = knowledge.unheld.find(({ id }) => id === family);
  if (found === undefined) return null;
  return { id: found.id, label: found.label, instead: found.instead === null ? null : readClass(found.instead).intent };
}

function insteadOf(missing: Unheld | null, frame: Frame): Frame | null {
  if (missing?.instead === null || missing === null)
    return frame.territories.length > 0 ? { ...frame, intent: 'overview', topics: [] } : null;
  if (missing.instead === 'label')
    return { ...frame, intent: 'label', topics: ['definition'], territories: [], places: [] };
  if (
    frame.territories.length + frame.places.length + frame.organisations.length > 0 ||
    missing.instead === 'list' ||
    missing.instead === 'apply'
  )
    return { ...frame, intent: missing.instead, topics: [] };
  return null;
}

function explain(measured: Measured, chance: number): string[] {
  const readings = measured.ranked
    .slice(0, 3)
    .map(({ intent, score }) => `${intent} ${score.toFixed(2)}`)
    .join(' · ');
  return [
    `Genre de question : ${readings}`,
    ...measured.entities.map(
      ({ text, type, id, confidence, negated }) =>
        `« ${text} » → ${type} ${id} (${confidence})${negated ? ', à exclure' : ''}`,
    ),
    ...(measured.unexplained.length > 0
      ? [`Mots sans explication : ${measured.unexplained.map((word) => word.typed).join(', ')}`]
      : []),
    ...(measured.unheld === null ? [] : [`Demande ce que les données n’ont pas : ${measured.unheld}`]),
    `Chance que ce soit bien compris : ${chance.toFixed(2)}`,
  ];
}
