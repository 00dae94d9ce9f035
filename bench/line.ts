import { answerReading, outcomeOf, welcome } from '../dialogs/index.ts';
import { type Answer, type Context, EMPTY_CONTEXT, type Frame, type Understanding } from '../src/answer.ts';
import { createAssistant, type Turn } from '../src/assistant.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { createUnderstand } from '../src/understanding/understand.ts';
import { territoriesShown, type Verdict } from '../test/understanding/judge.ts';

const MAX_TEXT = 2000;

/** The line from a question to its answers, without its cards, and what each question was read as. */
export interface Line {
  readonly knowledge: Knowledge;
  readonly understand: ReturnType<typeof createUnderstand>;
  /** What the bot says of the last of several turns: one verdict for each question in it. */
  ask(turns: readonly string[]): readonly Verdict[];
  /** The context after these turns. */
  contextAfter(turns: readonly string[]): Context;
}

let made: Line | null = null;

/** The line over the whole dataset, made once a process. */
export function theLine(): Line {
  made ??= createLine(createKnowledge('data'), 'var/cache');
  return made;
}

/** A line over any dataset. */
export function createLine(knowledge: Knowledge, cacheDir: string | null = null): Line {
  const understand = createUnderstand(knowledge, MAX_TEXT, cacheDir);
  let read: Understanding | null = null;
  let answered: (readonly Answer[])[] = [];
  const assistant = createAssistant({
    understand(question, context) {
      answered = [];
      read = understand(question, context);
      return read;
    },
    decide(reading, context) {
      const answers = answerReading(reading, knowledge, context);
      answered.push(answers);
      return answers;
    },
    outcomeOf,
    draw: () => ({ card: null, text: '' }),
    welcome: () => welcome(knowledge),
    propose: () => [],
    thank: () => ({ card: null, text: '' }),
    truncated: () => '',
  });
  const take = (text: string, context: Context): Turn => assistant.turn({ text, frame: null, locale: 'fr' }, context);
  const contextAfter = (turns: readonly string[]): Context =>
    turns.reduce((context, text) => take(text, context).context, EMPTY_CONTEXT);
  return {
    knowledge,
    understand,
    contextAfter,
    ask(turns) {
      take(turns.at(-1) ?? '', contextAfter(turns.slice(0, -1)));
      return (read?.parts ?? []).map(({ reading, confidence }, at): Verdict => {
        const answers = answered[at] ?? [];
        const outcomes = answers.map(outcomeOf);
        return {
          outcome: outcomes.includes('answer') ? 'answer' : (outcomes[0] ?? reading.outcome),
          frame: reading.outcome === 'answer' ? reading.frame : null,
          choices: reading.outcome === 'clarify' ? reading.choices : answers.flatMap(choicesOf),
          confidence,
          shown: territoriesShown(answers),
        };
      });
    },
  };
}

function choicesOf(answer: Answer): readonly Frame[] {
  return answer.kind === 'clarify' || answer.kind === 'which' ? answer.choices : [];
}
