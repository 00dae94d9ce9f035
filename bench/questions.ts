import { loadFamilies } from '../test/understanding/judge.ts';
import { spreadOver } from './random.ts';

/** The questions of the tuning half that need no turn before them, in the order of their files. */
export function tuningQuestions(): string[] {
  return loadFamilies('tuning')
    .flatMap(({ questions }) => questions)
    .filter(({ after = [] }) => after.length === 0)
    .map(({ text }) => text);
}

/** So many of them, spread over all kinds. */
export function someQuestions(count: number): string[] {
  return spreadOver(tuningQuestions(), count);
}
