import type { ChatWords } from '../src/server/chat-words.ts';
import { readChatButton } from '../src/server/pages/draw-chat-buttons.ts';
import type { Suggestions } from '../src/server/suggestions.ts';
import { createCombobox } from './combobox.ts';
import { createFindQuestions, type FindQuestions } from './find-questions.ts';
import { copyText, keepAsPage, keepAsText, saveFile, wordMessage } from './keep.ts';
import { createLightChat } from './light-chat.ts';
import { createLog, openApart } from './log.ts';
import { choosePalette, inkOn } from './look.ts';
import type { Message, Question } from './message.ts';
import { readAddress, writeQuestion } from './read-address.ts';
import { dropSession, endSession } from './session.ts';
import { loadWebChat, openWholeChat, type WholeChat } from './whole-chat.ts';

const DOMAIN = `${location.origin}/v3/directline`;
/** The big file runs once nobody has typed for so long: it takes the processor for a second on a slow phone. */
const QUIET_MS = 1500;
const LOOK_EVERY_MS = 250;
const isFramed = window.parent !== window;

const words: ChatWords & { readonly webChat: string } = JSON.parse(find('#words').textContent ?? '');
const nonce = document.querySelector('script')?.nonce ?? '';
const address = readAddress(location);
const input = findInput('#question');
const logElement = find('#log');
const stage = find('#chat');
const heard = new Map<string, Message>();
const light = createLightChat({ domain: DOMAIN, words, log: createLog(logElement, words), heard: hear, say });

/** The widget: null until it has drawn all that was said. */
let whole: WholeChat | null = null;
let isWholeReady = false;
let hasAsked = false;
let lastKey = Number.NEGATIVE_INFINITY;
/** What was asked without a connection. */
let held: Question | null = null;

start();

function start(): void {
  paint();
  document.documentElement.classList.toggle('framed', isFramed);
  for (const link of document.querySelectorAll('footer a'))
    if (link instanceof HTMLAnchorElement && isFramed) link.target = '_blank';
  openApart(logElement, words);
  listenToComposer();
  listenToPage();
  listenToTools();
  if (isFramed) tellParent('ready');
  if (matchMedia('(pointer: fine)').matches && !isFramed) input.focus();
  light.open().then(showTools, showTrouble);
  askFromAddress();
  const connection: unknown = Reflect.get(navigator, 'connection');
  // Readers who save data keep the light page, which answers just as well.
  if (!(typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true)) {
    if (document.readyState === 'complete') preload();
    else addEventListener('load', preload, { once: true });
  }
}

/** A site's own colour, where it can be read. */
function paint(): void {
  const { accent } = address;
  if (accent === null) return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const { style } = document.documentElement;
  const draw = (): void => {
    const palette = choosePalette(dark.matches, accent);
    style.setProperty('--bar', accent);
    style.setProperty('--on-bar', inkOn(accent));
    style.setProperty('--accent', palette.accent);
    style.setProperty('--on-accent', palette.onAccent);
    style.setProperty('--link', palette.link);
  };
  draw();
  dark.addEventListener('change', draw);
}

/** Everything that is asked goes through here. */
function ask(question: Question): void {
  if (question.shown !== null && !navigator.onLine) {
    held = question;
    input.value = question.shown;
    say(words.offline);
    return;
  }
  say('');
  hasAsked ||= question.shown !== null;
  if (whole !== null && isWholeReady) {
    showWhole();
    void whole.send(question);
  } else void light.ask(question);
}

function listenToComposer(): void {
  const form = find('#composer');
  const combobox = createCombobox({
    input,
    list: find('#suggestions'),
    words,
    load: loadQuestions,
    choose(question) {
      input.value = '';
      ask(question);
    },
    announce: (text) => {
      find('#hint').textContent = text;
    },
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    combobox.close();
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    ask({ text, shown: text });
  });
  // The reader was faster than this script.
  if (document.documentElement.dataset.early !== undefined && form instanceof HTMLFormElement) form.requestSubmit();
  input.addEventListener('keydown', () => {
    lastKey = performance.now();
  });
  input.addEventListener('input', () => {
    if (held !== null && input.value !== held.shown) held = null;
  });
}

function listenToPage(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (key === 'Escape' && !event.defaultPrevented) {
      const options = document.querySelector<HTMLDetailsElement>('#options[open]');
      if (options !== null) {
        options.open = false;
        options.querySelector('summary')?.focus();
      } else if (isFramed) tellParent('close');
      return;
    }
    // Whoever types while they read wants to ask.
    const isElsewhere =
      target === document.body || (target instanceof Element && target.closest('#log, #chat') !== null);
    const isControl = target instanceof Element && target.closest('button, a, input, textarea, summary') !== null;
    if (
      isElsewhere &&
      !isControl &&
      key.length === 1 &&
      key !== ' ' &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    ) {
      input.focus();
    }
  });
  logElement.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const question = readChatButton(button?.dataset.ask);
    if (question !== null) ask(question);
    else if (button?.dataset.copy !== undefined) copy(button.dataset.copy);
  });
  addEventListener('offline', () => say(words.offline));
  addEventListener('online', () => {
    say(words.online);
    if (held === null) return;
    const question = held;
    held = null;
    input.value = '';
    ask(question);
  });
  addEventListener('hashchange', askFromAddress);
  addEventListener('message', ({ source, data }) => {
    if (source === window.parent && isFramed && data === 'territoires:open') input.focus();
  });
}

function listenToTools(): void {
  const options = find('#options');
  find('#restart').addEventListener('click', () => {
    // The new conversation is wanted even when the server cannot be told to forget the old one.
    endSession(DOMAIN)
      .catch(dropSession)
      .finally(() => location.reload());
  });
  const save = (type: string, suffix: string, draw: typeof keepAsText): void => {
    const messages = [...heard.values()].sort((a, b) => a.id.localeCompare(b.id));
    if (!messages.some(({ isMine }) => isMine)) {
      say(words.nothingToKeep);
      return;
    }
    const now = new Date();
    const on = new Intl.DateTimeFormat(words.tag, { dateStyle: 'long', timeStyle: 'short' }).format(now);
    saveFile(`${words.fileName}-${now.toISOString().slice(0, 10)}.${suffix}`, type, draw(messages, words, on));
    say(words.kept);
    options.removeAttribute('open');
  };
  find('#save-text').addEventListener('click', () => save('text/plain', 'txt', keepAsText));
  find('#save-page').addEventListener('click', () => save('text/html', 'html', keepAsPage));
}

function showTools(): void {
  for (const id of ['#restart', '#save-text', '#save-page']) find(id).removeAttribute('disabled');
}

/** The big file comes behind all that is needed to read and ask, and runs when nobody is busy. */
function preload(): void {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'script', href: words.webChat, fetchPriority: 'low', nonce });
  link.onload = waitForQuiet;
  // Without it the light page goes on.
  link.onerror = () => link.remove();
  document.head.append(link);
}

function waitForQuiet(): void {
  const isQuiet = !light.isBusy && performance.now() - lastKey > QUIET_MS;
  if (isQuiet) void openWhole();
  else setTimeout(waitForQuiet, LOOK_EVERY_MS);
}

async function openWhole(): Promise<void> {
  const [webChat, session] = await Promise.all([loadWebChat(words.webChat, nonce), light.open()]);
  const awaited = light.last;
  whole = openWholeChat({
    webChat,
    session,
    domain: DOMAIN,
    words,
    nonce,
    accent: address.accent,
    target: stage,
    heard: hear,
    copy,
    say,
    gone: beginAnew,
  });
  const shown = (): number => stage.querySelectorAll('.webchat__basic-transcript__activity').length;
  const isDrawn = (): boolean => awaited === null || (heard.has(awaited) && shown() >= 1);
  const watcher = new MutationObserver(() => {
    if (!isDrawn()) return;
    watcher.disconnect();
    isWholeReady = true;
    // Who has read and asked on the light page goes on reading there until the next question.
    if (!hasAsked && !logElement.contains(document.activeElement)) showWhole();
  });
  watcher.observe(stage, { childList: true, subtree: true });
}

function showWhole(): void {
  if (logElement.hidden) return;
  logElement.hidden = true;
  stage.inert = false;
  stage.classList.add('shown');
}

function hear(message: Message): void {
  heard.set(message.id, message);
}

function copy(id: string): void {
  const message = heard.get(id);
  if (message === undefined) return;
  void copyText(wordMessage(message)).then((isCopied) => say(isCopied ? words.copied : words.copyFailed));
}

function say(text: string): void {
  find('#status').textContent = text;
}

/** A question in the address is asked at once, and taken out of it so that a reload does not ask it again. */
function askFromAddress(): void {
  const { question, isAgain } = readAddress(location);
  if (question === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  ask(question);
  if (isAgain) say(words.forgotten);
}

/** The widget cannot leave a conversation that is no more: the page begins another one with what was asked last. */
function beginAnew(activity: object): void {
  dropSession();
  const [text, value]: readonly unknown[] = [Reflect.get(activity, 'text'), Reflect.get(activity, 'value')];
  const frame: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'frame') : undefined;
  if (typeof text === 'string' && text !== '') history.replaceState(null, '', `#${writeQuestion(text, frame)}`);
  location.reload();
}

async function loadQuestions(): Promise<FindQuestions> {
  const response = await fetch(`/suggestions${words.locale === 'en' ? '?lang=en' : ''}`);
  if (!response.ok) throw new Error(`${response.status}`);
  const { groups }: Suggestions = await response.json();
  return createFindQuestions(groups);
}

function showTrouble(): void {
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = words.again;
  const trouble = find('#trouble');
  again.addEventListener('click', () => {
    trouble.hidden = true;
    light.open().then(showTools, showTrouble);
  });
  trouble.replaceChildren(`${words.closed} `, again);
  trouble.hidden = false;
}

function tellParent(what: 'ready' | 'close'): void {
  // Any site may show the page that FRAME_ANCESTORS lets show it, and nothing of the reader is in this.
  window.parent.postMessage(`territoires:${what}`, '*');
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
}

function findInput(selector: string): HTMLInputElement {
  const element = find(selector);
  if (!(element instanceof HTMLInputElement)) throw new Error(`${selector} is no field`);
  return element;
}
