import type { Context, Entity, Frame, Intent, Part } from '../answer.ts';
import type { Word } from '../language/normalise.ts';
import { type Cues, readCues } from './cues.ts';
import { correctionsOf, entitiesOf } from './entities.ts';
import { type Filled, fillFrame } from './frames.ts';
import type { Guess } from './guess.ts';
import type { Classification, ClassifyWords, Ranked } from './intent-classifier.ts';
import { leaveOut } from './left-out.ts';
import type { Lexicon } from './lexicon.ts';
import { findMarks, type Mark } from './marks.ts';
import { mask } from './mask.ts';
import { isEverydayWord, type Mention, type MentionFinder } from './mentions.ts';
import { appliesElsewhere, namesOtherLabel, OTHER_LABELS } from './other-labels.ts';
import { findWave } from './pick.ts';
import { isAgain } from './side.ts';
import { weigh, weighHeld } from './signals.ts';
import { areApart, isCovered } from './spans.ts';

/** Everything measured about one question, before it is decided what to make of it. */
export interface Measured {
  /** The words as they were read, for what looks at them whole. */
  readonly text: string;
  /** The best class on the subject, filled. */
  readonly filled: Filled;
  readonly label: string;
  /** All classes, best first, with their scores. */
  readonly ranked: Classification['ranked'];
  readonly groups: Classification['groups'];
  readonly mentions: readonly Mention[];
  readonly marks: readonly Mark[];
  readonly cues: Cues;
  readonly unexplained: readonly Word[];
  readonly unheld: string | null;
  /** The family of what is not held that the question is most like, as far as any is known. */
  likeliestFamily(): string | null;
  /** The numbers that the gate weighs, in the order of `SIGNALS`. */
  readonly signals: readonly number[];
  /** The same for `HELD_SIGNALS`. */
  readonly heldSignals: readonly number[];
  readonly corrected: Part['corrected'];
  readonly entities: readonly Entity[];
}

/** What territories work on. */
export interface Ties {
  has(theme: string, territory: string): boolean;
  /** The labelled territories that a place lies in, or that lie in it. */
  territoriesAt(place: string): readonly string[];
}

export interface Reader {
  /** Opens a message, to measure parts of it (words in a row). */
  open(message: readonly Word[]): MeasurePart;
}

/** `given`: what words such as « la seconde » stand for. */
export type MeasurePart = (part: readonly Word[], context: Context, given?: readonly Mention[]) => Measured;

/**
 * Makes the function that reads one question: names, marks, class, frame, and the signals for the gate. `classifyUnheld`
 * tells apart the families of what is not held, if there are several.
 */
export function createReader(
  classifyWords: ClassifyWords,
  classifyUnheld: ClassifyWords | null,
  finder: MentionFinder,
  lexicon: Lexicon,
  guessTheme: Guess,
  guessTerm: Guess,
  ties: Ties,
): Reader {
  function measure(
    words: readonly Word[],
    context: Context,
    given: readonly Mention[],
    find: (part: readonly Word[]) => Mention[],
  ): Measured {
    const found = [...given, ...find(words).filter((one) => given.every((other) => areApart(one, other)))].sort(
      (a, b) => a.from - b.from,
    );
    const marked = findMarks(words);
    const all = marked.some(({ type }) => type === 'wave') ? marked : [...marked, ...findWave(words, context)];
    const marks = all.filter((mark) =>
      found.every((one) => areApart(mark, one) || (!isWorkedOn(one, words) && (one.weak || isEverydayWord(one)))),
    );
    const there = territoriesNamed(found);
    const apart = found.filter((one) => marks.every((mark) => areApart(mark, one)));
    const kept = apart.filter((one) => !isIncidental(one, words, there));
    const strong = kept.filter(({ weak }) => !weak);
    const unmarked = marks.filter(({ type, id }) => type === 'wave' || id !== 'département');

    // ordinary words that could be names ("créative") or kinds ("quel département") are read both ways
    const read = (names: readonly Mention[], seen: readonly Mark[]): Candidate => {
      const left = leaveOut(names, seen, words);
      return { ...left, classification: classify(words, left.mentions, left.marks, context) };
    };
    const lacks = ({ mentions, marks, classification }: Candidate): boolean => {
      const label = bestInside(classification);
      return (
        label !== null && !fillFrame(label, mentions, marks, readCues(words, [...mentions, ...marks]), context).complete
      );
    };
    let chosen = read(strong, marks);
    if (strong.length < kept.length) {
      const named = read(kept, marks);
      const isFilled = lacks(chosen) && !lacks(named);
      const isSame = bestInside(chosen.classification) === bestInside(named.classification);
      const least = lead(chosen) + (strong.length > 0 ? LEAD_OVER_NAMES : LEAD_OF_NAMES);
      if (isFilled && (isSame || lead(named) + LEAD_OF_LACKING > least)) chosen = named;
      else if (lead(named) > least) chosen = named;
    }
    // « et ailleurs ? » after a theme is about that one
    const followsTheme = (context.last.at(-1)?.themes.length ?? 0) > 0;
    const isSameTheme = followsTheme && readCues(words, [...chosen.mentions, ...chosen.marks]).others;
    if (mayBe('theme', chosen) && !isSameTheme && !chosen.mentions.some(isOfTheme)) {
      const guess = guessTheme(words, [...chosen.mentions, ...chosen.marks], (theme) => isTied(theme, there));
      const isLikely = guess?.namings.some(({ id }) => isTied(id, there)) === true;
      const incidental = isLikely ? [] : apart.filter((one) => !kept.includes(one));
      const themes = incidental.length > 0 ? incidental : guess === null ? [] : [guess];
      if (themes.length > 0) chosen = read([...chosen.mentions, ...themes].sort(inOrder), chosen.marks);
    }
    if (mayBe('term', chosen) && !chosen.mentions.some(isOfTerm)) {
      const guess = guessTerm(words, [...chosen.mentions, ...chosen.marks], () => false);
      if (guess !== null) chosen = read([...chosen.mentions, guess].sort(inOrder), chosen.marks);
    }
    if (unmarked.length < marks.length) {
      const plain = read(chosen.mentions, unmarked);
      if (lead(plain) > lead(chosen) + LEAD_OF_WORDS) chosen = plain;
    }
    const strange = strangeWords(words, chosen.mentions, chosen.marks);
    return settle(words, chosen, strange, context);
  }

  /** The labelled territories that a question names, by themselves or by a place in or around them. */
  function territoriesNamed(mentions: readonly Mention[]): readonly string[] {
    return mentions.flatMap(({ namings, weak, negated }) => {
      const [naming] = weak || negated ? [] : namings;
      if (naming?.type === 'territory') return [naming.id];
      return naming?.type === 'place' ? ties.territoriesAt(naming.id) : [];
    });
  }

  function isTied(theme: string, there: readonly string[]): boolean {
    return there.some((territory) => ties.has(theme, territory));
  }

  /** An everyday word of a theme, in a story about a territory that does nothing on it: « j’ai de la famille à Mayotte ». */
  function isIncidental(one: Mention, words: readonly Word[], there: readonly string[]): boolean {
    if (there.length === 0 || words.length < LEAST_STORY) return false;
    if (words.slice(Math.max(0, one.from - 2), one.from).some(({ text }) => ABOUT.test(text))) return false;
    return one.namings.every(({ type, as, id }) => type === 'theme' && as === 'synonym' && !isTied(id, there));
  }

  function settle(
    words: readonly Word[],
    { mentions, marks, classification }: Candidate,
    strange: readonly { readonly word: Word; readonly weight: number }[],
    context: Context,
  ): Measured {
    const texts = words.map((word) => word.text);
    const spans = [...mentions, ...marks];
    // a theme that is only guessed leaves its word to be read
    const cues = readCues(words, [...mentions.filter((one) => !(one.weak && isOfTheme(one))), ...marks]);
    const inside = classification.ranked.filter(({ side }) => side === 'in');
    const { fitting, lacking } = fitBest(inside, mentions, marks, cues, context);

    const surely = spans.filter((one) => !('score' in one) || one.score >= SURELY);
    const free = texts.map((text, at) => (isCovered(at, surely) ? '' : text));
    const asTyped = words.map(({ typed }) => (typed.length >= LEAST_RUN ? typed : ''));
    const unheld =
      lexicon.unheldFamily(free, 1) ??
      lexicon.unheldFamily(texts, 2) ??
      lexicon.unheldFamily(asTyped, 1, true) ??
      (namesOtherLabel(words, mentions) || appliesElsewhere(words, fitting.filled.frame.intent, mentions)
        ? OTHER_LABELS
        : null);
    const follows = context.last.length > 0;
    const signals = weigh(
      words,
      mentions,
      marks,
      classification,
      fitting,
      inside,
      strange,
      cues,
      unheld,
      lacking,
      follows,
    );
    return {
      text: texts.join(' '),
      filled: fitting.filled,
      label: fitting.intent,
      ranked: classification.ranked,
      groups: classification.groups,
      mentions,
      marks,
      cues,
      unexplained: strange.filter(({ weight }) => weight >= UNEXPLAINED).map(({ word }) => word),
      unheld,
      likeliestFamily: () => {
        const [likeliest] = classifyUnheld?.(mask(words, mentions, marks, false)).ranked ?? [];
        return likeliest?.intent.slice('unheld/'.length) ?? null;
      },
      signals,
      heldSignals: weighHeld(mentions, classification, texts.join(' '), unheld, fitting.filled, follows),
      corrected: correctionsOf(words, mentions, lexicon.spell),
      entities: entitiesOf(words, mentions, marks),
    };
  }

  /** The class on the subject that fits best, filled, and whether the likeliest one lacks its names. */
  function fitBest(
    inside: readonly Ranked[],
    mentions: readonly Mention[],
    marks: readonly Mark[],
    cues: Cues,
    context: Context,
  ): { fitting: Fitting; lacking: boolean } {
    let fitting: Fitting | null = null;
    let lacking = false;
    for (const { intent, score } of inside.slice(0, CONSIDERED)) {
      // none behind it is worth more than it scores
      if (fitting !== null && score <= fitting.worth) break;
      const filled = fillFrame(intent, mentions, marks, cues, context);
      const unused =
        mentions.filter((mention) => !isUsed(mention, filled.frame)).length +
        marks.filter((mark) => !isMarkUsed(mark, filled.frame)).length;
      if (fitting === null) lacking = !filled.complete;
      // a class that lacks its names, or has no use for one that is there, gives way to a near one that has and does
      const worth =
        score -
        (filled.complete ? 0 : GIVE_WAY) -
        (lacking && NAMELESS.has(filled.frame.intent) ? GIVE_WAY - GIVE_WAY_NAMELESS : 0) -
        UNUSED * unused -
        (cues.there && context.last.length > 0 && !filled.carried.some(isOfSubject) ? UNUSED : 0);
      if (fitting === null || worth > fitting.worth) fitting = { intent, score, filled, unused, worth };
    }
    if (fitting === null) throw new Error('There are no classes on the subject.');
    return { fitting, lacking };
  }

  function classify(
    words: readonly Word[],
    mentions: readonly Mention[],
    marks: readonly Mark[],
    { last }: Context,
  ): Classification {
    const read = (preferTerms: boolean): Classification => {
      const classification = classifyWords(mask(words, mentions, marks, preferTerms));
      // nothing can be asked again before anything was asked
      return last.length > 0
        ? classification
        : { ...classification, ranked: classification.ranked.filter(({ intent }) => !isAgain(intent)) };
    };
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
    const spans = [...mentions, ...marks];
    return words.flatMap((word, at) => {
      if (isCovered(at, spans)) return [];
      const weight = lexicon.strangeness(word.text) * (word.score < 1 ? 0.9 : 1);
      return weight > 0 ? [{ word, weight }] : [];
    });
  }

  return {
    open(message) {
      const find = finder.open(message);
      return (part, context, given = []) => measure(part, context, given, find);
    },
  };
}

/** How much less than the best class one may score and still have what it lacks guessed. */
const MOST_BEHIND = 1;
/** A question with fewer words tells no story. */
const LEAST_STORY = 7;
/** What stands before the theme that a question is about. */
const ABOUT = /^(?:sur|pour|contre|concernant|matiere|niveau|cote|theme|sujet|question)$/;
/** How much less a class may score and still be taken because its names are there. */
const GIVE_WAY = 0.6;
/** The same for a class that needs no name, and so fits anything. */
const GIVE_WAY_NAMELESS = 0.15;
const NAMELESS: ReadonlySet<Intent> = new Set(['label', 'apply', 'sources', 'list']);
/** The same, for each name that the class would pass over. */
const UNUSED = 0.35;
/** How many of the best classes are filled and compared. */
const CONSIDERED = 6;
/** A name of several words run together is at least so long ("bcorp"). */
const LEAST_RUN = 5;
/** A word that only looks like a name may still say what is not held. */
const SURELY = 0.9;
/** From this strangeness on a word is said not to be explained. */
const UNEXPLAINED = 0.4;
/** How much further the reading with uncertain names must lead: more when there are sure names already. */
const LEAD_OF_NAMES = 0.05;
const LEAD_OVER_NAMES = 0.15;
const LEAD_OF_WORDS = 0.1;
/** What the lead of a reading without uncertain names is worth less where its class lacks a name. */
const LEAD_OF_LACKING = 0.5;

/** A class filled with the names; `worth` is its score less what speaks against it. */
interface Fitting {
  readonly intent: string;
  readonly score: number;
  readonly filled: Filled;
  /** Names and marks that it passes over. */
  readonly unused: number;
  readonly worth: number;
}

interface Candidate {
  readonly mentions: readonly Mention[];
  readonly marks: readonly Mark[];
  readonly classification: Classification;
}

/** How far the best class on the subject leads over the best off it. */
function lead({ classification: { ranked } }: Candidate): number {
  const top = ranked.find(({ side }) => side === 'in')?.score ?? -1;
  const off = ranked.find(({ side }) => side !== 'in')?.score ?? -1;
  return top - Math.max(0, off);
}

function isUsed({ namings, negated }: Mention, frame: Frame): boolean {
  if (negated || namings.length === 0) return true;
  const { territories, places, themes, organisations, people, terms } = frame;
  const lists = [territories, places, themes, organisations, people, terms];
  return namings.some(({ id }) => lists.some((ids) => ids.includes(id)));
}

function isMarkUsed(mark: Mark, { kinds, waves, topics, intent }: Frame): boolean {
  if (mark.type === 'kind') return mark.negated || kinds.includes(mark.id) || intent === 'places';
  return waves.includes(mark.id) || topics.some((topic) => topic === `vague-${mark.id}`);
}

/** Whether this is the likeliest class on the subject, and not far behind all others: « Aide » is no theme untold. */
function mayBe(label: string, { classification: { ranked } }: Candidate): boolean {
  const best = ranked.find(({ side }) => side === 'in');
  return best?.intent === label && best.score > (ranked[0]?.score ?? -1) - MOST_BEHIND;
}

/** The likeliest class on the subject. */
function bestInside({ ranked }: Classification): string | null {
  return ranked.find(({ side }) => side === 'in')?.intent ?? null;
}

function inOrder(a: Mention, b: Mention): number {
  return a.from - b.from;
}

/** Whether what was carried holds what was spoken of; a theme alone does not. */
function isOfSubject(carried: Part['carried'][number]): boolean {
  return carried !== 'themes';
}

function isOfTheme({ namings }: Mention): boolean {
  return namings.some(({ type }) => type === 'theme');
}

function isOfTerm({ namings }: Mention): boolean {
  return namings.some(({ type }) => type === 'term' || type === 'organisation');
}

/** « qui travaille sur l’outre-mer »: a theme, where « les territoires d’outre-mer » are a kind. */
function isWorkedOn(mention: Mention, words: readonly Word[]): boolean {
  return isOfTheme(mention) && words[mention.from - 1]?.text === 'sur';
}
