import type { Answer, Outcome } from '../src/answer.ts';

/** What an answer comes to, as the trace names it: a dialog that found nothing for what was asked is `nodata`. */
export function outcomeOf(answer: Answer): Outcome {
  switch (answer.kind) {
    case 'which':
    case 'clarify':
      return 'clarify';
    case 'nodata':
      return 'nodata';
    case 'offtopic':
      return 'offtopic';
    case 'smalltalk':
    case 'welcome':
      return 'smalltalk';
    case 'contacts':
      return found(answer.groups.some((group) => group.contacts.length > 0));
    case 'challenges':
      return found(answer.challenges.length > 0);
    case 'works':
      return found(answer.works.length > 0);
    case 'impacts':
      return found(answer.impacts.length + answer.figures.length > 0);
    case 'people':
      return found(answer.people.length > 0);
    case 'theme':
      return found(answer.total > 0 || (answer.wide && answer.mentions.length > 0));
    case 'compare':
      return found(answer.rows.some((row) => row.cells.some((cell) => cell.length > 0)));
    case 'sources':
      return found(answer.sources.length > 0);
    case 'label':
      return found(answer.section !== null || answer.topic === 'timeline');
    case 'overview':
    case 'places':
    case 'date':
    case 'organisation':
    case 'person':
    case 'term':
    case 'list':
    case 'is-labelled':
    case 'apply':
      return 'answer';
  }
}

function found(is: boolean): Outcome {
  return is ? 'answer' : 'nodata';
}
