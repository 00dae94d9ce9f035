import type { Translator } from '../translator.ts';
import { listChatWords } from './chat-words.ts';
import { localised } from './pages/document.ts';
import { escapeHtml, escapeJson } from './pages/html.ts';

/** Stands where each response puts its own. */
export const NONCE_HOLE = '%NONCE%';

/** Notes a question that is sent before the page's script listens, which then asks it. */
const EARLY =
  "addEventListener('submit',e=>{e.preventDefault();document.documentElement.dataset.early='yes'},{once:true})";

/**
 * The chat page: the welcome and the field are in it, so that one can read and type before any script is there. `welcome`
 * and `links` (answers that need no script) are HTML, `addresses` those of its files.
 */
export function drawChatPage(
  { tr, welcome, links }: { tr: Translator; welcome: string; links: string },
  addresses: Readonly<Record<'script' | 'style' | 'webChat', string>>,
): string {
  const { t, locale } = tr;
  const say = (words: string): string => escapeHtml(words);
  const conversation = say(t('chat.conversation'));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(t('chat.title'))}</title>
<meta name="description" content="${say(t('chat.description'))}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0e4a4f" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0b2326" media="(prefers-color-scheme: dark)">
<link rel="icon" href="data:,">
<link rel="alternate" hreflang="fr" href="/">
<link rel="alternate" hreflang="en" href="/?lang=en">
<link rel="stylesheet" href="${addresses.style}" nonce="${NONCE_HOLE}">
<script nonce="${NONCE_HOLE}">${EARLY}</script>
<script src="${addresses.script}" nonce="${NONCE_HOLE}" type="module" fetchpriority="high"></script>
</head>
<body>
<header>
<div class="names">
<h1>${say(t('chat.name'))}</h1>
<p class="tagline">${say(t('chat.tagline'))}</p>
</div>
<div class="tools">
<details id="options">
<summary><span>${say(t('chat.menu'))}</span></summary>
<div class="menu">
<button type="button" id="save-text" disabled>${say(t('chat.save.text'))}</button>
<button type="button" id="save-page" disabled>${say(t('chat.save.page'))}</button>
</div>
</details>
<button type="button" id="restart" title="${say(t('chat.restart.help'))}" disabled><span>${say(t('chat.restart'))}</span></button>
</div>
</header>
<main aria-label="${conversation}">
<div id="stage">
<div id="log" role="log" aria-label="${conversation}" tabindex="0">
<article class="message bot">
${welcome}
</article>
</div>
<div id="chat" inert></div>
</div>
<div id="trouble" role="alert" hidden></div>
<form id="composer" autocomplete="off">
<div id="suggestions" role="listbox" aria-label="${say(t('chat.suggestions'))}" hidden></div>
<label for="question" class="unseen">${say(t('chat.question'))}</label>
<input id="question" type="text" role="combobox" aria-expanded="false" aria-controls="suggestions" aria-autocomplete="list" aria-describedby="care" autocomplete="off" enterkeyhint="send" maxlength="2000" placeholder="${say(t('chat.placeholder'))}">
<button type="submit" id="send"><span>${say(t('chat.send'))}</span></button>
</form>
<p id="status" role="status"></p>
<p id="hint" class="unseen" role="status"></p>
<noscript>
<div class="no-script"><p>${say(t('chat.no-script'))}</p><ul>${links}</ul></div>
</noscript>
</main>
<footer>
<p id="care">${say(t('chat.privacy'))} <span class="more">${say(t('chat.privacy.more'))}</span></p>
<p class="links"><a href="${localised('/confidentialite', locale)}">${say(t('chat.privacy.link'))}</a> <a href="${localised('/conditions', locale)}">${say(t('chat.conditions.link'))}</a></p>
</footer>
<script type="application/json" id="words">${escapeJson({ ...listChatWords(tr), webChat: addresses.webChat })}</script>
</body>
</html>
`;
}
