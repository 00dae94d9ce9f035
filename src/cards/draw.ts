import type { Answer } from '../answer.ts';
import type { Sheet } from './sheet.ts';

/** The answers of one kind. */
export type AnswerOf<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>;

/** Draws one kind of answer on a sheet: words, no decisions. */
export type Draw<K extends Answer['kind']> = (answer: AnswerOf<K>, sheet: Sheet) => void;
