import { hideSpokenText } from './hide-spoken-text.ts';
import { CARDS, LOOK, sayOtherwise } from './look.ts';
import { endSession, openSession } from './session.ts';
import type { WebChat } from './web-chat.d.ts';

const DOMAIN = `${location.origin}/v3/directline`;
const INPUT = '[data-id="webchat-sendbox-input"]';

open().catch(showTrouble);

async function open(): Promise<void> {
  const [webChat, session] = await Promise.all([loadWebChat(), openSession(DOMAIN)]);
  const chat = find('#chat');
  webChat.renderWebChat(
    {
      directLine: webChat.createDirectLine({ ...session, domain: DOMAIN, webSocket: true }),
      store: webChat.createStore({}, hideSpokenText),
      locale: 'fr-FR',
      nonce: document.querySelector('script')?.nonce,
      styleOptions: LOOK,
      adaptiveCardsHostConfig: CARDS,
      overrideLocalizedStrings: sayOtherwise,
    },
    chat,
  );
  const restart = find('#restart');
  restart.hidden = false;
  restart.addEventListener('click', () => {
    // The new conversation is wanted even when the server cannot be told to forget the old one.
    endSession(DOMAIN).finally(() => location.reload());
  });
  if (matchMedia('(pointer: fine)').matches) chat.querySelector<HTMLElement>(INPUT)?.focus();
}

/** The widget, once its file is there; the page's own script may come first. */
function loadWebChat(): Promise<WebChat> {
  return new Promise((resolve, reject) => {
    const settle = (): void => (window.WebChat ? resolve(window.WebChat) : reject(new Error('the widget is missing')));
    if (window.WebChat || document.readyState === 'complete') settle();
    else addEventListener('load', settle, { once: true });
  });
}

function showTrouble(): void {
  find('#chat').replaceChildren();
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = 'Réessayer';
  again.addEventListener('click', () => location.reload());
  const trouble = find('#trouble');
  trouble.replaceChildren('La conversation ne peut pas s’ouvrir pour le moment. ', again);
  trouble.hidden = false;
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
}
