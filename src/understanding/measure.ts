import { type Context, EMPTY_CONTEXT } from '../answer.ts';
import type { Word } from '../language/normalise.ts';
import { unwrap } from '../language/politeness.ts';
import type { Tools } from './build-reader.ts';
import { ANSWER, chanceOf, chanceRight } from './gate.ts';
import { dropUnwanted, UNWANTED } from './left-out.ts';
import { createFindReference } from './pick.ts';
import type { Measured } from './read.ts';
import { isCovered } from './spans.ts';
import { cutSentence, isAsked, isTelling, opensQuestion, splitSentences, tellsFirst } from './split-message.ts';

/** Measures each question of a message, in order. `words`: those of the text, where they are read already. */
export type Measure = (text: string, context: Context, words?: readonly Word[]) => Measured[];
type MeasureOne = (words: readonly Word[], context: Context) => Measured;

/** A half of a sentence is a question of its own from this chance on to be read right. */
const OWN_QUESTION = 0.5;
const SURE_ALONE = 0.3;
/** A sentence with less of a chance to be on the subject is a question about something else. */
const ELSEWHERE = 0.25;
/** « Ah bon ? » asks for nothing else. */
const LEAST_ASKED = 2;
/** How much surer one sentence must be than the whole message to be taken alone. */
const SURER = 0.1;
/** Words in which a kind or two of fact are told: « les défis, les actions ». */
const MOST_OF_KINDS = 6;
/** A sentence is cut twice at most: three questions are answered. */
const MOST_CUTS = 2;

/** Makes the function that finds the questions in a message: several sentences, several halves, or one story. */
export function createMeasure({
  normalise,
  reader,
  knowledge,
}: Pick<Tools, 'normalise' | 'reader' | 'knowledge'>): Measure {
  const findReference = createFindReference(knowledge);

  function open(message: readonly Word[]): MeasureOne {
    const measurePart = reader.open(message);
    return (words, context) => measurePart(words, context, findReference(words, context));
  }

  function measureSentence(
    measureOne: MeasureOne,
    words: readonly Word[],
    context: Context,
    cuts = MOST_CUTS,
  ): Measured[] {
    const { from, to } = unwrap(words.map((word) => word.text));
    const core = words.slice(from, to);
    const whole = measureOne(core, context);
    for (const { left, right, joined } of cuts > 0 ? cutSentence(core) : []) {
      // « Association territoires et innovation sociale » is one name
      if (whole.mentions.some(({ from: start, to: end }) => start < left.length && left.length < end)) continue;
      const kinds = joined || right[0]?.paused === true ? kindsBefore(measureOne, left, right, cuts) : null;
      if (kinds !== null) return kinds;
      let first = measureOne(left, context);
      if (!isOwnQuestion(first, whole) || (!joined && !namesSurely(first) && !isSurelyCarried(first))) continue;
      const rest = measureSentence(measureOne, right, remember(context, first), cuts - 1);
      const second = rest[0];
      // « qui contacter à Lyon, et quel est leur budget ? »: the second half is answered too, by what is not held
      if (second !== undefined && joined && first.mentions.length > 0) {
        if (isMissing(second) || (isElsewhere(second) && opensQuestion(right))) return [first, ...rest];
      }
      if (second === undefined || !isOwnQuestion(second, whole) || isSameQuestion(first, second)) continue;
      if (!joined && !namesSurely(second) && !standsAlone(second) && !isEnumerated(first, second)) continue;
      if (tellsFirst(left)) return rest;
      if (!first.filled.complete && second.filled.complete) first = measureOne(left, remember(EMPTY_CONTEXT, second));
      return [first, ...rest];
    }
    return [whole];
  }

  /** « Défis, actions et projets de Nantes »: kinds of fact told before the name that all are of; null when they are not. */
  function kindsBefore(
    measureOne: MeasureOne,
    left: readonly Word[],
    right: readonly Word[],
    cuts: number,
  ): Measured[] | null {
    if (left.length > MOST_OF_KINDS) return null;
    const rest = measureSentence(measureOne, right, EMPTY_CONTEXT, cuts - 1);
    const last = rest.at(-1);
    if (last === undefined || last.mentions.length === 0 || !isSure(last)) return null;
    const before = measureSentence(measureOne, left, remember(EMPTY_CONTEXT, last), cuts - 1);
    const all = [...before, ...rest];
    const isListed = before.every((one) => one.mentions.length === 0 && isSurelyCarried(one));
    return isListed && new Set(all.map(({ label }) => label)).size === all.length ? all : null;
  }

  /** The message without what it says it does not want. */
  function wantedOf(message: readonly Word[], measureOne: MeasureOne, context: Context): readonly Word[] {
    if (!message.some(({ text }) => UNWANTED.has(text))) return message;
    const { mentions } = measureOne(message, context);
    return dropUnwanted(message, (at) => isCovered(at, mentions));
  }

  return (text, context, typed = normalise(text)) => {
    const measureTyped = open(typed);
    const message = wantedOf(typed, measureTyped, context);
    const measureOne = message === typed ? measureTyped : open(message);
    const sentences = splitSentences(text, message);
    if (sentences.length <= 1) return measureSentence(measureOne, message, context);
    const each: Measured[] = [];
    const asked: Measured[] = [];
    /** The same, and those that are about something else. */
    const all: Measured[] = [];
    let known = context;
    for (const words of sentences) {
      const tells = isTelling(text, words);
      for (const one of measureSentence(measureOne, words, known)) {
        each.push(one);
        if (!isSure(one)) {
          if (isElsewhere(one) && isAsked(text, words) && words.length > LEAST_ASKED) all.push(one);
          if (firmNames(one).length > 0) known = remember(known, one);
          continue;
        }
        known = remember(known, one);
        if (tells || isChat(one)) continue;
        asked.push(one);
        all.push(one);
      }
    }
    const frames = new Set(asked.map(({ filled }) => JSON.stringify(filled.frame)));
    if (frames.size > 1 && !isStory(asked)) return all;
    // « Parle-moi de Mayotte. Et comment demande-t-on la DETR ? »: one is answered, the other refused
    const isBoth = frames.size === 1 && all.length > asked.length;
    if (isBoth && firmNames(measureOne(message, context)).length > 0) return all;
    const whole = measureSentence(measureOne, message, context);
    const [one] = whole;
    if (one === undefined || whole.length > 1) return whole;
    const best = each
      .filter((candidate) => !isChat(candidate) && !losesNames(candidate, one))
      .reduce((most, candidate) => (chanceOf(candidate.signals) > chanceOf(most.signals) ? candidate : most), one);
    return best.filled.complete && chanceOf(best.signals) > chanceOf(one.signals) + SURER ? [best] : whole;
  };
}

function remember(context: Context, { filled }: Measured): Context {
  return { ...context, last: [...context.last, filled.frame].slice(-3) };
}

/** The territories, organisations and people that are surely named. */
function firmNames({ mentions }: Measured): readonly string[] {
  return mentions.flatMap(({ namings: [naming], weak, negated }) =>
    naming !== undefined && !weak && !negated && FIRM.has(naming.type) ? [naming.id] : [],
  );
}

const FIRM: ReadonlySet<string> = new Set(['territory', 'organisation', 'person']);

/** « Baluchon est-il sur Instagram ? Donnez-moi le compte. »: the last sentence alone, unless it surely is a question. */
function losesNames(candidate: Measured, whole: Measured): boolean {
  const { territories, organisations, people } = candidate.filled.frame;
  const kept = new Set([...territories, ...organisations, ...people]);
  return !standsAlone(candidate) && firmNames(whole).some((id) => !kept.has(id));
}

function isSure({ filled, signals }: Measured): boolean {
  return filled.complete && chanceOf(signals) >= ANSWER;
}

/** « Toulouse : date du label, défis, contacts ? »: another kind of fact of what the first half names. */
function isEnumerated(first: Measured, second: Measured): boolean {
  return second.label !== first.label && isSurelyCarried(second);
}

/** Names something that is not only guessed: « les salariés qui votent » is one question. */
function namesSurely({ mentions }: Measured): boolean {
  return mentions.some(({ weak }) => !weak);
}

/** Surely one kind of fact, of the territory spoken of: « défis ». */
function isSurelyCarried({ filled, ranked }: Measured): boolean {
  return filled.carried.includes('territories') && (ranked[0]?.score ?? -1) > SURE_ALONE;
}

/** Surely asks for what is not held. */
function isMissing({ unheld, ranked }: Measured): boolean {
  return unheld !== null && ranked[0]?.side === 'unheld';
}

/** A question that needs no name, and surely is one: "on peut encore candidater". */
function standsAlone({ filled, ranked }: Measured): boolean {
  return filled.complete && filled.carried.length === 0 && (ranked[0]?.score ?? -1) > SURE_ALONE;
}

/** Whether a half is a question of its own: on the subject, and surely or at least more likely read right than the whole. */
function isOwnQuestion(half: Measured, whole: Measured): boolean {
  const least = Math.min(OWN_QUESTION, chanceOfAnswer(whole));
  const isInside = half.ranked[0]?.side === 'in' && chanceOf(half.signals) >= ANSWER;
  // « Roubaix à part, … » only narrows the other half
  const onlyLeavesOut = half.mentions.length > 0 && half.mentions.every(({ negated }) => negated);
  return isInside && !half.cues.bare && !onlyLeavesOut && chanceOfAnswer(half) > least;
}

/** The chance that what is read is on the subject and right. */
function chanceOfAnswer({ signals }: Measured): number {
  return chanceOf(signals) * chanceRight(signals);
}

/** Surely a question about something else. */
function isElsewhere(one: Measured): boolean {
  const side = one.ranked[0]?.side;
  const isOff = side === 'offtopic' || side === 'unheld';
  return isOff && firmNames(one).length === 0 && chanceOf(one.signals) < ELSEWHERE;
}

/** The same kind of question of names that one list could hold is one question: "les défis et les priorités". */
function isSameQuestion(first: Measured, second: Measured): boolean {
  return first.label === second.label && (first.mentions.length === 0 || second.mentions.length === 0);
}

function isChat({ ranked }: Measured): boolean {
  return ranked[0]?.side === 'smalltalk';
}

/** Whether the sentences tell one story ("je suis boulanger. Qui peut m’aider ?") rather than ask several questions. */
function isStory(asked: readonly Measured[]): boolean {
  return asked.some(({ cues }, at) => cues.bare && !(cues.again && at > 0));
}
