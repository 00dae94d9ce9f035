import type { Assistant } from '../../src/assistant.ts';
import { emptyFrame } from '../../src/frame.ts';

/** An assistant with a few fixed answers, for tests of what lies around it; it remembers the last territory named. */
export const standIn: Assistant = {
  turn(question, context) {
    const named = /bretagne/i.test(question.text)
      ? 'region-bretagne'
      : /normandie/i.test(question.text)
        ? 'region-normandie'
        : (question.frame?.territories[0] ?? context.last[0]?.territories[0] ?? null);
    const frame = { ...emptyFrame('contacts'), territories: named === null ? [] : [named] };
    const text = named === null ? 'Bonjour, posez votre question.' : `Contacts · ${named}`;
    return {
      drawn: [{ text, card: drawCard(text, { ...frame, territories: ['region-normandie'] }) }],
      context: { last: named === null ? [] : [frame], choices: [], asked: false, locale: null },
      trace: { outcome: 'answer', intent: 'contacts', confidence: 1, entities: [], corrected: [], unexplained: [] },
      outcome: 'answer',
      intent: 'contacts',
      confidence: 1,
      locale: question.locale,
    };
  },
  welcome: () => ({ text: 'Bienvenue', card: drawCard('Bienvenue', { ...emptyFrame('list') }) }),
};

function drawCard(text: string, frame: unknown): Record<string, unknown> {
  const action = { type: 'messageBack', text: 'et en Normandie ?', displayText: 'Et en Normandie ?', value: { frame } };
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text, wrap: true, style: 'heading' }],
    actions: [
      {
        type: 'Action.Submit',
        title: 'Et en Normandie ?',
        data: { msteams: action, __isBotFrameworkCardAction: true, cardAction: action },
      },
    ],
  };
}
