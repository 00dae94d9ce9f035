import type {
  Answer,
  Context,
  Drawn,
  Frame,
  Intent,
  Locale,
  Outcome,
  Part,
  Question,
  Reading,
  Understanding,
} from './answer.ts';
import type { Feedback } from './feedback.ts';

/** What one message gives: what to send, what to remember, what to trace. */
export interface Turn {
  /** What to send, in order: at most three cards, each with its words. */
  readonly drawn: readonly Drawn[];
  /** What to remember for the next turn. */
  readonly context: Context;
  /** The `value` of the trace activity (docs/interface.md). */
  readonly trace: Record<string, unknown>;
  readonly outcome: Outcome;
  readonly intent: string | null;
  readonly confidence: number;
  readonly locale: Locale;
  /** One line a step, in French, on how the message was read: what `npm run ask -- --explain` prints. */
  readonly reasons: readonly string[];
}

/** The straight line of a message: understand, decide, draw. Pure and synchronous; no text makes it throw. */
export interface Assistant {
  turn(question: Question, context: Context): Turn;
  /** The answer to a frame that needs no understanding: a permanent link, a suggestion. `onPage` as for a question. */
  answer(
    frame: Frame,
    locale: Locale,
    onPage?: boolean,
  ): { readonly outcome: Outcome; readonly drawn: readonly Drawn[] };
  welcome(locale: Locale): Drawn;
  /** Thanks a reader for what they think of an answer; the conversation goes on as if nothing had been said. */
  thank(feedback: Feedback, context: Context, locale: Locale): Turn;
  /** Questions that surely have an answer, the likeliest first, for what is typed so far; all the territories for nothing. */
  propose(typed: string): readonly Frame[];
}

/** The steps of the line, handed in by whoever knows them all. */
export interface AssistantParts {
  understand(question: Question, context: Context): Understanding;
  /** One answer at least, several for a question about several territories. */
  decide(reading: Reading, context: Context): readonly Answer[];
  outcomeOf(answer: Answer): Outcome;
  draw(answer: Answer, part: Part | null, locale: Locale, onPage?: boolean): Drawn;
  welcome(): Answer;
  thank(feedback: Feedback, locale: Locale): Drawn;
  propose(typed: string): readonly Frame[];
  /** Said before the first answer when the end of a long text was not read. */
  truncated(locale: Locale): string;
}

const NOTHING_SAID: Context = { last: [], choices: [], listed: [], asked: false, locale: null };

/** How many frames are remembered, and how many cards one message gets. */
const REMEMBERED = 3;
const MOST_CARDS = 3;

/** Joins the steps of the line. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { understand, decide, outcomeOf, draw } = parts;

  function turn(question: Question, context: Context): Turn {
    const understanding = understand(question, context);
    const locale = understanding.locale ?? context.locale ?? question.locale;
    const answered = understanding.parts.map((part) => ({
      part,
      answers: decide(quoteAsTyped(part.reading, question.text), context),
    }));
    const drawn = answered
      .flatMap(({ part, answers }) =>
        answers.map((answer, at) => draw(answer, at === 0 ? part : null, locale, question.onPage)),
      )
      .slice(0, MOST_CARDS);
    const described = answered.map(({ part, answers }) => describe(part, overall(answers.map(outcomeOf))));
    const main = described.find(({ outcome }) => outcome === 'answer') ?? described[0];
    const outcome = overall(described.map((one) => one.outcome));
    const [first, ...rest] = drawn;
    return {
      drawn:
        understanding.truncated && first !== undefined
          ? [{ ...first, text: `${parts.truncated(locale)}\n${first.text}` }, ...rest]
          : drawn,
      context: remember(
        context,
        understanding,
        answered.flatMap(({ answers }) => answers),
        locale,
      ),
      trace: { ...main, outcome, ...(described.length > 1 ? { parts: described } : {}) },
      outcome,
      intent: main?.intent ?? null,
      confidence: main?.confidence ?? 0,
      locale,
      reasons: understanding.parts.flatMap(({ reasons }) => reasons),
    };
  }

  return {
    turn,
    answer(frame, locale, onPage) {
      const answers = decide({ outcome: 'answer', frame }, NOTHING_SAID);
      return {
        outcome: overall(answers.map(outcomeOf)),
        drawn: answers.map((answer) => draw(answer, null, locale, onPage)),
      };
    },
    welcome: (locale) => draw(parts.welcome(), null, locale),
    thank(feedback, context, started) {
      const locale = context.locale ?? started;
      const said = { outcome: 'smalltalk', intent: 'feedback', confidence: 1 } as const;
      return {
        drawn: [parts.thank(feedback, locale)],
        context,
        trace: { ...said, entities: [], corrected: [], unexplained: [] },
        ...said,
        locale,
        reasons: [],
      };
    },
    propose: parts.propose,
  };
}

/** The reading with the word that it quotes spelt as in the text: « crêpe », where words are understood without accents. */
function quoteAsTyped(reading: Reading, text: string): Reading {
  if (!('word' in reading) || reading.word === null) return reading;
  const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const typed = text.match(/[\p{L}\p{M}\p{N}]+/gu)?.find((word) => bare(word) === reading.word);
  return typed === undefined ? reading : { ...reading, word: typed };
}

/** A message is answered when any part of it is. */
function overall(outcomes: readonly Outcome[]): Outcome {
  return outcomes.includes('answer') ? 'answer' : (outcomes[0] ?? 'offtopic');
}

interface Described {
  readonly outcome: Outcome;
  readonly intent: Intent | string | null;
  readonly confidence: number;
  readonly [key: string]: unknown;
}

function describe(part: Part, outcome: Outcome): Described {
  const { reading, confidence, entities, corrected, unexplained } = part;
  return {
    outcome,
    intent: intentOf(reading),
    confidence,
    entities: entities.map(({ type, id, text, start, end, confidence: sure, negated }) => ({
      type,
      id,
      text,
      start,
      end,
      confidence: sure,
      ...(negated ? { negated } : {}),
    })),
    corrected,
    unexplained,
  };
}

function intentOf(reading: Reading): string | null {
  switch (reading.outcome) {
    case 'answer':
      return reading.frame.intent;
    case 'clarify':
      return reading.choices[0]?.intent ?? null;
    case 'nodata':
      return reading.missing === null ? (reading.frame?.intent ?? null) : `unheld/${reading.missing.id}`;
    case 'offtopic':
      return null;
    case 'smalltalk':
      return reading.talk;
  }
}

function remember(context: Context, understanding: Understanding, answers: readonly Answer[], locale: Locale): Context {
  const frames = understanding.parts.flatMap(({ reading }) => (reading.outcome === 'answer' ? [reading.frame] : []));
  const choices = answers.flatMap((answer) =>
    answer.kind === 'clarify' || answer.kind === 'which' ? answer.choices : [],
  );
  return {
    last: [...context.last, ...frames].slice(-REMEMBERED),
    choices: choices.slice(0, 3),
    listed: frames.length === 0 ? context.listed : answers.flatMap(territoriesListed),
    asked: answers.some(({ kind }) => kind === 'clarify'),
    locale: understanding.locale ?? context.locale ?? (locale === 'fr' ? null : locale),
  };
}

/** The territories of an answer that lists several, in the order shown. */
function territoriesListed(answer: Answer): readonly string[] {
  if (answer.kind === 'list') return answer.territories.map(({ id }) => id);
  if (answer.kind === 'theme') return [...answer.targets, ...answer.others].map(({ territory }) => territory.id);
  return [];
}
