import type { Answer, Frame } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';

/** One kind of question: a pure function from what is asked and what is known to facts, without a word of wording. */
export type Dialog = (frame: Frame, knowledge: Knowledge) => Answer;
