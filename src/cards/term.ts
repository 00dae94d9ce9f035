import type { Draw } from './draw.ts';

/** A word of the field: what it stands for, what it means. */
export const drawTerm: Draw<'term'> = ({ term }, sheet) => {
  const { term: word, expansion } = term;
  const isInside = expansion?.toLowerCase().startsWith(word.toLowerCase()) ?? false;
  if (expansion === null) sheet.title(word);
  else sheet.title(isInside ? expansion : sheet.tr.t('title.about', { what: word, name: expansion }));
  sheet.fact(term.definition);
};
