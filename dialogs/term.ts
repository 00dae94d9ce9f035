import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';
import { which } from './which.ts';

/** « Que veut dire SCIC ? » */
export const term: Dialog = (frame, knowledge) => {
  const found = knowledge.term(frame.terms[0] ?? '');
  if (found === undefined) return which({ ...frame, intent: 'term' }, knowledge);
  const at = knowledge.terms.indexOf(found);
  const others = [knowledge.terms[at + 1] ?? knowledge.terms[0], knowledge.terms[at - 1]];
  return {
    kind: 'term',
    term: found,
    next: offer(
      ...others.map((other) => (other && other !== found ? ask('term', { terms: [other.id] }) : null)),
      ask('label', { topics: ['definition'] }),
    ),
  };
};
