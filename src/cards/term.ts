import type { Draw } from './draw.ts';

/** A word of the field: what it stands for, what it means. */
export const drawTerm: Draw<'term'> = ({ term }, sheet) => {
  sheet.title(term.expansion === null ? term.term : `${term.term} · ${term.expansion}`);
  sheet.fact(term.definition);
};
