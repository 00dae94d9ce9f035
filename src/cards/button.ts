import type { Frame, Locale } from '../answer.ts';
import { compactFeedback, type Feedback } from '../feedback.ts';
import { compactFrame } from '../frame.ts';
import type { SubmitAction } from './element.ts';

/**
 * A button that asks `question`: the person sees their words in the chat, the bot gets them with the whole frame, so
 * an old button works after a restart. Teams reads `msteams`, Web Chat reads `cardAction`: the same message twice.
 * Without a frame, the bot reads `question` as if it had been typed. The answer is in the language of the card.
 */
export function askButton(
  title: string,
  question: string,
  frame: Frame | null,
  locale: Locale,
  shown = question,
): SubmitAction {
  const message = {
    type: 'messageBack',
    text: question,
    displayText: shown,
    ...(frame === null ? {} : { value: { frame: compactFrame(frame), ...(locale === 'fr' ? {} : { locale }) } }),
  };
  return {
    type: 'Action.Submit',
    title,
    data: { msteams: message, __isBotFrameworkCardAction: true, cardAction: message },
  };
}

/**
 * A button that says what a reader thinks of an answer. Nothing shows in the chat, so that plain data is enough for
 * every channel: Teams and Web Chat both send it as the value of a silent message. Thanks are in the language of the card.
 */
export function feedbackButton(title: string, feedback: Feedback, locale: Locale): SubmitAction {
  const data = { feedback: compactFeedback(feedback), ...(locale === 'fr' ? {} : { locale }) };
  return { type: 'Action.Submit', title, data };
}
