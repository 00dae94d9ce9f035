import { escapeHtml } from './html.ts';
import type { Block, CardButton, Span } from './read-card.ts';

/** How the pieces of an answer become HTML. */
export interface DrawOptions {
  /** The level of an answer's own title; its headings come one below. */
  readonly level: 1 | 2 | 3 | 4;
  /** What stands before addresses without a server, which are then left out. */
  readonly publicUrl: string | null;
  /** A whole group of buttons, already one after the other; empty for none. */
  drawButtons(buttons: readonly CardButton[]): string;
}

/** The pieces of an answer as HTML by what they are: headings, lists, a table with headers, a figure, links. */
export function drawBlocks(blocks: readonly Block[], options: DrawOptions): string {
  return blocks.map((block) => drawBlock(block, options)).join('\n');
}

/** One line with its links and bold words. */
export function drawSpans(spans: readonly Span[]): string {
  return spans
    .map(({ text, isBold, href }) => {
      const words = isBold ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
      return href === null ? words : `<a href="${escapeHtml(href)}">${words}</a>`;
    })
    .join('');
}

function drawBlock(block: Block, options: DrawOptions): string {
  switch (block.kind) {
    case 'heading': {
      const level = options.level + block.level - 1;
      return `<h${level}>${drawSpans(block.spans)}</h${level}>`;
    }
    case 'paragraph':
      return `<p${block.isAside ? ' class="aside"' : ''}>${drawSpans(block.spans)}</p>`;
    case 'list':
      return `<ul${block.isAside ? ' class="aside"' : ''}>${drawItems(block.items)}</ul>`;
    case 'sources': {
      const level = options.level + 1;
      return `<section class="sources"><h${level}>${escapeHtml(block.title)}</h${level}><ul>${drawItems(block.items)}</ul></section>`;
    }
    case 'pairs': {
      const rows = block.rows.map(
        ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${drawSpans(value)}</dd></div>`,
      );
      return `<dl>${rows.join('')}</dl>`;
    }
    case 'table':
      return drawTable(block, options);
    case 'figure': {
      const caption = block.caption.length > 0 ? `<figcaption>${drawBlocks(block.caption, options)}</figcaption>` : '';
      return `<figure><img src="${escapeHtml(withoutServer(block.url, options))}" alt="${escapeHtml(block.alt)}" loading="lazy">${caption}</figure>`;
    }
    case 'link':
      return `<p class="link"><a href="${escapeHtml(withoutServer(block.url, options))}">${escapeHtml(block.title)}</a></p>`;
    case 'buttons':
      return options.drawButtons(block.buttons);
  }
}

function drawItems(items: readonly (readonly Span[])[]): string {
  return items.map((item) => `<li>${drawSpans(item)}</li>`).join('');
}

function drawTable({ head, rows }: Extract<Block, { kind: 'table' }>, options: DrawOptions): string {
  const cell = (blocks: readonly Block[]): string => {
    const [only] = blocks;
    // A lone line needs no paragraph around it.
    return blocks.length === 1 && only?.kind === 'paragraph' ? drawSpans(only.spans) : drawBlocks(blocks, options);
  };
  const columns = head.map((blocks) => `<th scope="col">${cell(blocks)}</th>`).join('');
  const lines = rows.map(([name = [], ...rest]) => {
    return `<tr><th scope="row">${cell(name)}</th>${rest.map((blocks) => `<td>${cell(blocks)}</td>`).join('')}</tr>`;
  });
  return `<table>${columns === '' ? '' : `<thead><tr>${columns}</tr></thead>`}<tbody>${lines.join('')}</tbody></table>`;
}

/** Our own pictures and links are asked of the server that the page came from, whatever it is called there. */
function withoutServer(url: string, { publicUrl }: DrawOptions): string {
  if (publicUrl !== null && url.startsWith(`${publicUrl}/`)) return url.slice(publicUrl.length);
  // Nothing but web addresses: a card never runs code.
  return /^(?:https?:\/\/|\/(?!\/))/.test(url) ? url : '';
}
