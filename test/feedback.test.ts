import { describe, expect, it } from 'vitest';
import { compactFeedback, FEEDBACK_REASONS, readFeedback } from '../src/feedback.ts';

describe('a feedback that comes from outside', () => {
  it('is read back as a button carries it', () => {
    for (const reason of [null, ...FEEDBACK_REASONS]) {
      const feedback = { intent: 'contacts', useful: false, reason } as const;
      expect(readFeedback(JSON.parse(JSON.stringify(compactFeedback(feedback))))).toEqual(feedback);
    }
    expect(readFeedback({ intent: 'theme', useful: true })).toEqual({ intent: 'theme', useful: true, reason: null });
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['an intent that is none', { intent: 'hack', useful: true }],
    ['a verdict in words', { intent: 'contacts', useful: 'yes' }],
    ['no verdict', { intent: 'contacts' }],
    ['a reason of one’s own', { intent: 'contacts', useful: false, reason: 'je m’appelle Paul' }],
    ['a reason for praise', { intent: 'contacts', useful: true, reason: 'wrong' }],
    ['more than it may say', { intent: 'contacts', useful: true, name: 'Paul' }],
    ['the name of a property of every object', { intent: '__proto__', useful: true }],
  ])('is none when it is %s', (_, value) => {
    expect(readFeedback(value)).toBeNull();
  });
});
