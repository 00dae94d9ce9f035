import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

const PLACEHOLDER = 'Posez votre question…';
/** An answer as the light page draws it, or the widget. */
const ANSWERS = '.message.bot:visible, .webchat__adaptive-card-renderer:visible';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A tab of its own, with what a reader does in the chat. */
export interface Tab {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: string[];
  readonly input: Locator;
  ask(question: string): Promise<void>;
  /** The last answer that holds these words. */
  answer(words: string | RegExp): Locator;
  /** Resolves once the widget has taken over from the light page. */
  whole(): Promise<void>;
  /** Resolves when the conversation has stopped to scroll. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a tab, in French unless `options` say otherwise. */
export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const input = page.getByPlaceholder(PLACEHOLDER);
  return {
    page,
    complaints,
    input,
    async ask(question) {
      await input.fill(question);
      await input.press('Enter');
    },
    answer: (words) => page.locator(ANSWERS).filter({ hasText: words }).last(),
    whole: () => page.locator('#chat.shown').waitFor(),
    settle: () =>
      page.evaluate(async () => {
        const scrollers = () => document.querySelectorAll('#log, .webchat__basic-transcript__scrollable');
        const where = () => [...scrollers()].map(({ scrollTop }) => scrollTop).join();
        for (let still = 0, at = ''; still < 30; ) {
          await new Promise(requestAnimationFrame);
          still = where() === at ? still + 1 : 0;
          at = where();
        }
      }),
    close: () => context.close(),
  };
}

/** What axe-core finds wrong with a page and all that it frames, as « rule: element ». */
export async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run();
    return violations.flatMap((rule: { id: string; nodes: { target: string[]; html: string }[] }) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`),
    );
  });
}

/** The elements that are wider inside than outside: what one would have to scroll sideways to read. */
export function findOverflow(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    return (
      [document.documentElement, ...document.querySelectorAll(wanted)]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        // A single pixel is what is left of words for those who hear them.
        .filter((element) => element.clientWidth > 1 && element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => getComputedStyle(element).display !== 'inline')
        .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`)
    );
  }, selector);
}
