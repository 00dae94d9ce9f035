import type { ChatWords } from '../src/server/chat-words.ts';
import { drawBlocks } from '../src/server/pages/draw-blocks.ts';
import { escapeHtml } from '../src/server/pages/html.ts';
import { readCard } from '../src/server/pages/read-card.ts';
import { drawText } from './draw-text.ts';
import type { Message } from './message.ts';

const STYLE =
  'body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1d2628;background:#fff}h2{margin-top:2.5rem;border-top:1px solid #c9cfcd;padding-top:1rem}table{border-collapse:collapse}th,td{border:1px solid #c9cfcd;padding:.4rem;text-align:start;vertical-align:top}dt{font-weight:600}dd{margin:0 0 .5rem}figure{display:none}a{color:#0e4a4f}@media print{a::after{content:" <" attr(href) ">"}}';

/** An answer in plain text, with its sources and their addresses. */
export function wordMessage({ text, card }: Message): string {
  const blocks = readCard(card);
  return blocks.length > 0 ? drawText(blocks, location.origin) : (text ?? '');
}

/** A whole conversation as plain text; `on` says when. */
export function keepAsText(messages: readonly Message[], words: ChatWords, on: string): string {
  const said = messages
    .filter(isKept)
    .map((message) => (message.isMine ? `## ${words.you}\u00a0: ${message.text}` : wordMessage(message)));
  return [words.fileTitle, words.fileMade.replace('#', on), ...said].join('\n\n').concat('\n');
}

/** A whole conversation as a web page that needs nothing else: questions are its headings, sources are links. */
export function keepAsPage(messages: readonly Message[], words: ChatWords, on: string): string {
  const said = messages.filter(isKept).map((message) => {
    if (message.isMine) return `<h2>${escapeHtml(message.text ?? '')}</h2>`;
    const blocks = readCard(message.card);
    if (blocks.length === 0) return `<p>${escapeHtml(message.text ?? '')}</p>`;
    return drawBlocks(blocks, { level: 3, publicUrl: null, drawButtons: () => '' }).replaceAll(
      'href="/',
      `href="${escapeHtml(location.origin)}/`,
    );
  });
  return `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.fileTitle)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(words.fileTitle)}</h1>
<p>${escapeHtml(words.fileMade.replace('#', on))}</p>
${said.join('\n')}
</main>
</body>
</html>
`;
}

/** Questions and answers; the welcome and silent taps are neither. */
function isKept({ isMine, text, replyTo }: Message): boolean {
  return isMine ? text !== null : replyTo !== null;
}

/** Hands a text to the reader as a file. */
export function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Copies a text; false where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Frames of other sites and plain HTTP have only the old way.
    const area = document.createElement('textarea');
    const focused = document.activeElement;
    area.value = text;
    area.className = 'unseen';
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}
