import type { Feedback } from '../feedback.ts';
import type { Store } from './store.ts';
import { nameWeek } from './week.ts';

/**
 * Counts what readers think of answers: by kind of question, verdict, reason and week, and nothing else. `tap` names one
 * tap on one answer of one conversation, hashed, so that a second tap counts no more while the conversation is kept.
 * A reason follows a verdict that is counted already: it is counted beside it (`contacts/no` and `contacts/no/wrong`).
 */
export function createFeedbackCounter(
  store: Store,
  now: () => Date,
): (feedback: Feedback, tap: string) => Promise<void> {
  return async ({ intent, useful, reason }, tap) => {
    if (!(await store.claim(`feedback/${tap}`))) return;
    const name = [intent, useful ? 'yes' : 'no', ...(reason === null ? [] : [reason])].join('/');
    await store.tally([{ kind: 'feedback', name, week: nameWeek(now()), count: 1 }]);
  };
}
