import type { Block, Span } from '../src/server/pages/read-card.ts';

/**
 * The pieces of an answer as plain text that can be pasted anywhere: lists with dashes, addresses written out. Those
 * without a server are of `origin`.
 */
export function drawText(blocks: readonly Block[], origin: string): string {
  return blocks
    .map((block) => drawBlock(block, origin))
    .filter((text) => text !== '')
    .join('\n\n');
}

function drawBlock(block: Block, origin: string): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return drawLine(block.spans);
    case 'list':
      return drawItems(block.items);
    case 'sources':
      return `${block.title}\n${drawItems(block.items)}`;
    case 'pairs':
      return block.rows.map(([name, value]) => `${name}\u00a0: ${drawLine(value)}`).join('\n');
    case 'table':
      return block.rows
        .map(
          ([name = [], ...rest]) =>
            `${drawText(name, origin)}\u00a0:\n${rest.map((cell) => indent(drawText(cell, origin))).join('\n')}`,
        )
        .join('\n');
    case 'figure':
      return `[${block.alt}]`;
    case 'link':
      return `${block.title}\u00a0: ${block.url.startsWith('/') ? origin : ''}${block.url}`;
    case 'buttons':
      return '';
  }
}

function drawItems(items: readonly (readonly Span[])[]): string {
  return items.map((item) => `- ${drawLine(item)}`).join('\n');
}

function drawLine(spans: readonly Span[]): string {
  return spans.map(({ text, href }) => (href === null ? text : `${text} <${href}>`)).join('');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
