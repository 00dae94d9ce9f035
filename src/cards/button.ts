import type { Frame } from '../answer.ts';
import { compactFrame } from '../frame.ts';
import type { SubmitAction } from './element.ts';

/**
 * A button that asks `question`: the person sees their words in the chat, the bot gets them with the whole frame, so
 * an old button works after a restart. Teams reads `msteams`, Web Chat reads `cardAction`: the same message twice.
 * Without a frame, the bot reads `question` as if it had been typed.
 */
export function askButton(title: string, question: string, frame: Frame | null, shown = question): SubmitAction {
  const message = {
    type: 'messageBack',
    text: question,
    displayText: shown,
    ...(frame === null ? {} : { value: { frame: compactFrame(frame) } }),
  };
  return {
    type: 'Action.Submit',
    title,
    data: { msteams: message, __isBotFrameworkCardAction: true, cardAction: message },
  };
}
