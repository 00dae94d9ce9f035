import type { ChatWords } from '../src/server/chat-words.ts';
import { drawBlocks } from '../src/server/pages/draw-blocks.ts';
import { drawChatButtons } from '../src/server/pages/draw-chat-buttons.ts';
import { escapeHtml } from '../src/server/pages/html.ts';
import { readCard } from '../src/server/pages/read-card.ts';
import type { Message } from './message.ts';

/** Pixels between the edge and what is read first. */
const ROOM_ABOVE = 8;

/** A question that is on its way, as the reader sees it. */
export interface Pending {
  /** It is taken: nothing more is said of it. */
  settle(): void;
  /** It could not be sent; `retry` is what the button does. */
  fail(retry: () => void): void;
}

/** The conversation as the page itself draws it, before the big file is there. */
export interface Log {
  add(message: Message): void;
  addPending(words: string): Pending;
  showWaiting(isShown: boolean): void;
}

/** Draws into an element that holds the welcome already. */
export function createLog(element: HTMLElement, words: ChatWords): Log {
  let waiting: HTMLElement | null = null;

  const append = (node: HTMLElement): void => {
    element.append(node);
    // A long answer is read from its beginning, under its question.
    const before = node.previousElementSibling;
    const first = before instanceof HTMLElement && before.classList.contains('mine') ? before : node;
    element.scrollTop = Math.max(0, first.offsetTop - ROOM_ABOVE);
  };
  const bubble = (className: string, who: string, html: string): HTMLElement => {
    const article = document.createElement('article');
    article.className = `message ${className}`;
    article.innerHTML = `<p class="unseen">${escapeHtml(who)}</p>${html}`;
    openApart(article, words);
    return article;
  };

  return {
    add({ id, isMine, text, card, replyTo }) {
      if (isMine) {
        if (text !== null) append(bubble('mine', words.you, `<p>${escapeHtml(text)}</p>`));
        return;
      }
      const blocks = readCard(card);
      const html =
        blocks.length > 0
          ? drawBlocks(blocks, { level: 2, publicUrl: null, drawButtons: drawChatButtons })
          : `<p class="plain">${escapeHtml(text ?? '')}</p>`;
      const copy = `<ul class="buttons small"><li><button type="button" data-copy="${escapeHtml(id)}">${escapeHtml(words.copy)}</button></li></ul>`;
      append(bubble('bot', words.bot, html + (replyTo !== null && blocks.length > 0 ? copy : '')));
    },
    addPending(text) {
      const node = bubble('mine', words.you, `<p>${escapeHtml(text)}</p>`);
      append(node);
      const failed = document.createElement('p');
      failed.className = 'unsent';
      return {
        settle: () => failed.remove(),
        fail(retry) {
          const again = document.createElement('button');
          again.type = 'button';
          again.textContent = words.again;
          again.addEventListener('click', retry);
          failed.replaceChildren(`${words.unsent} `, again);
          node.append(failed);
        },
      };
    },
    showWaiting(isShown) {
      waiting?.remove();
      waiting = null;
      if (!isShown) return;
      waiting = bubble('bot waiting', words.bot, `<p>${escapeHtml(words.waiting)}</p>`);
      append(waiting);
    },
  };
}

/** Links of answers lead away from the conversation, and say so. */
export function openApart(element: HTMLElement, words: ChatWords): void {
  for (const link of element.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener';
    const note = document.createElement('span');
    note.className = 'unseen';
    note.textContent = ` ${words.newTab}`;
    link.append(note);
  }
}
