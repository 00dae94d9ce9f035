import { escapeHtml } from './html.ts';
import type { CardButton } from './read-card.ts';

/** Buttons that a script reads back with `readChatButton`; short ones that say nothing aloud stand side by side. */
export function drawChatButtons(buttons: readonly CardButton[]): string {
  const items = buttons.map((button) => {
    return `<li><button type="button" data-ask="${escapeHtml(JSON.stringify(button))}">${escapeHtml(button.title)}</button></li>`;
  });
  return `<ul class="buttons${buttons.every(({ shown }) => shown === null) ? ' small' : ''}">${items.join('')}</ul>`;
}

/** What a button that `drawChatButtons` drew asks; null for anything else. */
export function readChatButton(text: string | undefined): CardButton | null {
  if (text === undefined) return null;
  const { title, text: words, shown, value } = JSON.parse(text);
  return { title: String(title), text: String(words), shown: typeof shown === 'string' ? shown : null, value };
}
