import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Assets } from './assets.ts';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));
const ENTRIES = ['chat.ts', 'chat.css', 'pages.css', 'forget.ts', 'widget.ts'];

/** What runs in browsers: addresses of files that are kept for good, and a text that is served as it is. */
export interface Web {
  readonly addresses: Readonly<Record<'script' | 'style' | 'pageStyle' | 'forget' | 'webChat', string>>;
  readonly widget: string;
}

/**
 * Bundles `web/` and hands the files to `assets`; `widgetWords` become part of the widget. Takes about a tenth of a
 * second, in a process of its own; rejects when `web/` does not compile.
 */
export async function buildWeb(assets: Assets, widgetWords: object): Promise<Web> {
  const webChatFile = findWebChat();
  const [bundle, webChat] = await Promise.all([
    build({
      entryPoints: ENTRIES.map((name) => join(WEB, name)),
      outdir: WEB,
      bundle: true,
      minify: true,
      write: false,
      // Nothing of ours becomes global, in a module or in a plain script.
      format: 'iife',
      target: 'es2022',
      define: { WIDGET_WORDS: JSON.stringify(widgetWords) },
      logLevel: 'silent',
    }),
    readFile(webChatFile),
  ]);
  const read = (name: string): Buffer => {
    const file = bundle.outputFiles.find(({ path }) => basename(path) === name);
    return Buffer.from(file?.contents ?? '');
  };
  const add = (name: string): string => assets.add(name, read(name));
  return {
    addresses: {
      script: add('chat.js'),
      style: add('chat.css'),
      pageStyle: add('pages.css'),
      forget: add('forget.js'),
      webChat: assets.add('webchat.js', webChat, webChatFile),
    },
    widget: read('widget.js').toString('utf8'),
  };
}

/** The widget of Microsoft as one file for browsers; its package names it only inside its own folder. */
function findWebChat(): string {
  const entry = createRequire(import.meta.url).resolve('botframework-webchat');
  return join(dirname(entry), '..', 'dist', 'webchat.js');
}
