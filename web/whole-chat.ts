import type { ChatWords } from '../src/server/chat-words.ts';
import { choosePalette, styleCards, styleWidget } from './look.ts';
import { isRecord, type Message, type Question, readMessage } from './message.ts';
import { resendUntaken } from './resend.ts';
import type { Session } from './session.ts';
import { readCopied, shapeActivity } from './shape-activity.ts';
import type { Middleware, WebChat } from './web-chat.d.ts';

const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';
const RETRY_MS = 700;
const TIMEOUT_MS = 8000;

/** The conversation as botframework-webchat draws it. */
export interface WholeChat {
  send(question: Question): Promise<void>;
}

/** Fetches the widget's file, as a script that bears the page's own nonce. Rejects when it cannot be had. */
export function loadWebChat(address: string, nonce: string): Promise<WebChat> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.nonce = nonce;
    script.onload = () => (window.WebChat ? resolve(window.WebChat) : reject(new Error('the widget is missing')));
    script.onerror = () => {
      script.remove();
      reject(new Error('the widget did not load'));
    };
    document.head.append(script);
  });
}

/**
 * Draws the conversation into `target`. `heard` is told of each message in it, in order; `copy` copies the answer of that
 * id; `say` tells the reader what they should know; `gone` is told of what was asked in a conversation that is no more. Follows the colours of the system for as long as the page lives.
 */
export function openWholeChat(parts: {
  webChat: WebChat;
  session: Session;
  domain: string;
  words: ChatWords;
  nonce: string;
  accent: string | null;
  target: HTMLElement;
  heard: (message: Message) => void;
  copy: (id: string) => void;
  say: (words: string) => void;
  gone: (activity: object) => void;
}): WholeChat {
  const { webChat, session, domain, words, nonce, accent, target, heard, copy, say, gone } = parts;
  const { conversationId, token } = session;
  const listen: Middleware = () => (next) => (action) => {
    if (!isRecord(action) || action.type !== INCOMING || !isRecord(action.payload)) return next(action);
    const message = readMessage(action.payload.activity);
    if (message !== null) heard(message);
    return next({ ...action, payload: { ...action.payload, activity: shapeActivity(action.payload.activity, words) } });
  };
  const store = webChat.createStore({}, listen);
  const directLine = webChat.createDirectLine({ conversationId, token, domain, webSocket: true });
  // By itself the client waits 3 to 15 seconds before it looks for a server that went away, then 20 each time.
  Object.assign(directLine, { getRetryDelay: () => RETRY_MS * (1 + Math.random()), timeout: TIMEOUT_MS });
  resendUntaken(directLine, domain, {
    wait: (seconds) => say(seconds === 0 ? '' : words.flood.replace('#', String(seconds))),
    gone,
  });
  const cardActionMiddleware = () => (next: (action: unknown) => unknown) => (action: unknown) => {
    const id = isRecord(action) ? readCopied(action.cardAction) : null;
    return id === null ? next(action) : copy(id);
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const draw = (): void => {
    const palette = choosePalette(dark.matches, accent);
    webChat.renderWebChat(
      {
        directLine,
        store,
        locale: words.tag,
        nonce,
        styleOptions: styleWidget(palette),
        adaptiveCardsHostConfig: styleCards(palette),
        overrideLocalizedStrings: (own: Readonly<Record<string, string>>) => ({
          // The widget's French has straight apostrophes.
          ...Object.fromEntries(Object.entries(own).map(([key, text]) => [key, curl(text)])),
          TRANSCRIPT_ARIA_LABEL_ALT: words.log,
          TRANSCRIPT_ARIA_ROLE_ALT: 'conversation',
          TRANSCRIPT_TERMINATOR_TEXT: words.end,
          CONNECTIVITY_STATUS_ALT_FATAL: words.broken,
          CONNECTIVITY_STATUS_ALT_RENDER_ERROR: words.undrawn,
        }),
        cardActionMiddleware,
      },
      target,
    );
  };
  draw();
  dark.addEventListener('change', draw);

  return {
    async send({ text, shown, value }) {
      await scrollToEnd(target);
      if (shown === null) store.dispatch({ type: 'WEB_CHAT/SEND_POST_BACK', payload: { value } });
      else if (value === undefined)
        store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
      else store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE_BACK', payload: { value, text, displayText: shown } });
    },
  };
}

/** The widget follows a conversation only from its end, and knows that it is there one event later. */
function scrollToEnd(target: HTMLElement): Promise<void> {
  const scroller = target.querySelector('.webchat__basic-transcript__scrollable');
  if (scroller === null || scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1)
    return Promise.resolve();
  return new Promise((resolve) => {
    scroller.addEventListener('scroll', () => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), {
      once: true,
    });
    scroller.scrollTop = scroller.scrollHeight;
  });
}

function curl(text: unknown): unknown {
  return typeof text === 'string' ? text.replaceAll("'", '’') : text;
}
