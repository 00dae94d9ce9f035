import { inkOn } from './look.ts';

/** What the widget says; the server puts the words in when it bundles this file. */
interface WidgetWords {
  readonly button: string;
  readonly close: string;
  readonly refused: string;
  readonly openApart: string;
  readonly name: string;
}
declare const WIDGET_WORDS: Readonly<Record<'fr' | 'en', WidgetWords>>;

const MARK = 'data-territoires-chat';
const COLOR = /^#?([0-9a-f]{6})$/i;
/** A page that may not be shown here never says that it is ready. */
const READY_WITHIN_MS = 8000;

const STYLE = `
:host { all: initial; position: fixed; z-index: 2147483000; inset-block-end: 0; inset-inline: 0; height: 0; color-scheme: light dark; font: 16px/1.4 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
button { font: inherit; cursor: pointer; }
.open { position: fixed; bottom: max(1rem, env(safe-area-inset-bottom)); right: 1rem; display: flex; align-items: center; gap: .6rem; max-width: calc(100vw - 2rem); padding: .75rem 1.15rem; border: 2px solid transparent; border-radius: 1.75rem; background: var(--accent); color: var(--ink); font-weight: 600; text-align: start; box-shadow: 0 2px 6px rgb(0 0 0 / .25), 0 8px 24px rgb(0 0 0 / .18); transition: transform .15s; }
.open:hover { transform: translateY(-2px); }
.open svg { flex: none; width: 1.4rem; height: 1.4rem; }
.left .open { right: auto; left: 1rem; }
.panel { position: fixed; bottom: max(1rem, env(safe-area-inset-bottom)); right: 1rem; width: min(27rem, calc(100vw - 2rem)); height: min(42rem, calc(100dvh - 2rem)); border-radius: 1rem; overflow: hidden; background: Canvas; color: CanvasText; border: 1px solid rgb(128 128 128 / .35); box-shadow: 0 4px 12px rgb(0 0 0 / .2), 0 16px 48px rgb(0 0 0 / .28); }
.left .panel { right: auto; left: 1rem; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
.close { position: absolute; top: .5rem; inset-inline-end: .5rem; display: grid; place-items: center; width: 2.25rem; height: 2.25rem; padding: 0; border: 1px solid transparent; border-radius: 50%; background: transparent; color: var(--ink); }
.close:hover { background: rgb(128 128 128 / .35); }
.close svg { width: 1.1rem; height: 1.1rem; }
.refused { position: absolute; inset: 0; display: flex; flex-direction: column; justify-content: center; gap: 1rem; padding: 2rem; background: Canvas; text-align: center; }
.refused ~ .close { color: CanvasText; }
.refused a { color: LinkText; }
:focus-visible { outline: 3px solid #d9822b; outline-offset: 3px; }
[hidden] { display: none !important; }
@media (max-width: 30rem) { .panel, .left .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
@media (prefers-reduced-motion: reduce) { .open { transition: none; } .open:hover { transform: none; } }
@media (forced-colors: active) { .open, .close, .panel { border-color: ButtonText; } .close { background: ButtonFace; color: ButtonText; } }
@media print { :host { display: none; } }
`;

/**
 * The widget: a button on somebody's page that opens the chat in a frame. Read from the attributes of its own `<script>`:
 * `data-lang` (fr, en), `data-position` (right, left), `data-color` (#rrggbb), `data-label`, `data-question`. Nothing is
 * global, no cookie is set, nothing is fetched before the button is pressed or the address of the page asks `#q=…`.
 */
function embed(script: HTMLScriptElement): void {
  if (document.querySelector(`[${MARK}]`) !== null) return;
  const { lang, position, color = '', label, question } = script.dataset;
  const locale = (lang ?? document.documentElement.lang).toLowerCase().startsWith('en') ? 'en' : 'fr';
  const words = WIDGET_WORDS[locale];
  const accent = COLOR.exec(color)?.[1] ?? '0e4a4f';
  const server = new URL(script.src).origin;

  const host = document.createElement('div');
  host.setAttribute(MARK, '');
  const root = host.attachShadow({ mode: 'open' });
  // Style sheets made by script are let through by policies that forbid inline ones.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { --accent: #${accent}; --ink: ${inkOn(`#${accent}`)}; }${STYLE}`);
  root.adoptedStyleSheets = [sheet];

  const side = make('div', position === 'left' ? 'left' : 'right');
  side.lang = locale;
  const open = makeButton('open', 'M4 4h16v12H9l-5 4z');
  open.append(label ?? words.button);
  open.setAttribute('aria-expanded', 'false');
  side.append(open);
  root.append(side);

  let panel: HTMLElement | null = null;
  let frame: HTMLIFrameElement | null = null;
  let isReady = false;

  const addressOf = (asked: string | null): string => {
    const query = new URLSearchParams();
    if (locale === 'en') query.set('lang', 'en');
    if (color !== '') query.set('accent', accent);
    const search = query.toString();
    return `${server}/${search === '' ? '' : `?${search}`}${asked === null ? '' : `#q=${encodeURIComponent(asked)}`}`;
  };

  const build = (asked: string | null): HTMLElement => {
    const box = make('section', 'panel');
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', words.name);
    frame = document.createElement('iframe');
    frame.title = words.name;
    frame.src = addressOf(asked);
    frame.allow = 'clipboard-write';
    const close = makeButton('close', 'M5 5l14 14M19 5L5 19');
    close.setAttribute('aria-label', words.close);
    close.addEventListener('click', hide);
    box.append(frame, close);
    box.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') hide();
    });
    setTimeout(() => {
      if (!isReady) refuse(box, asked);
    }, READY_WITHIN_MS);
    side.append(box);
    return box;
  };

  const refuse = (box: HTMLElement, asked: string | null): void => {
    const note = make('div', 'refused');
    const link = document.createElement('a');
    Object.assign(link, { href: addressOf(asked), target: '_blank', rel: 'noopener', textContent: words.openApart });
    note.append(words.refused, link);
    box.insertBefore(note, box.lastChild);
  };

  const show = (asked: string | null): void => {
    if (panel === null) panel = build(asked ?? question ?? null);
    else if (frame !== null && asked !== null) frame.src = addressOf(asked);
    panel.hidden = false;
    open.hidden = true;
    open.setAttribute('aria-expanded', 'true');
    enter();
  };

  const enter = (): void => {
    frame?.focus();
    if (isReady) frame?.contentWindow?.postMessage('territoires:open', server);
  };

  const hide = (): void => {
    if (panel !== null) panel.hidden = true;
    open.hidden = false;
    open.setAttribute('aria-expanded', 'false');
    open.focus();
  };

  const showAsked = (): void => {
    const asked = new URLSearchParams(location.hash.slice(1)).get('q');
    if (asked) show(asked);
  };

  open.addEventListener('click', () => show(null));
  addEventListener('message', ({ source, origin, data }) => {
    if (origin !== server || source === null || source !== frame?.contentWindow) return;
    if (data === 'territoires:close') hide();
    if (data !== 'territoires:ready') return;
    isReady = true;
    panel?.querySelector('.refused')?.remove();
    if (panel?.hidden === false) enter();
  });
  addEventListener('hashchange', showAsked);
  document.body.append(host);
  showAsked();
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function makeButton(className: string, path: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  const name = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(name, 'svg');
  const line = document.createElementNS(name, 'path');
  const attributes = {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(attributes)) icon.setAttribute(key, value);
  line.setAttribute('d', path);
  line.setAttribute('stroke-linecap', 'round');
  line.setAttribute('stroke-linejoin', 'round');
  icon.append(line);
  button.append(icon);
  return button;
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body === null) addEventListener('DOMContentLoaded', () => embed(script), { once: true });
  else embed(script);
}
