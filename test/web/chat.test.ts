import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { openBrowser } from './open-browser.ts';

const PLACEHOLDER = 'Posez votre question…';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let bot: Awaited<ReturnType<typeof startBot>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [bot, browser] = await Promise.all([startBot(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bot.stop();
});
beforeEach(async () => {
  // Only the check of accessibility needs to look past the page's own policy.
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'fr-FR' });
  page = await context.newPage();
  complaints = [];
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => context.close());

/** The last answer drawn, once it holds these words. */
function answer(words: string | RegExp) {
  return page.locator('.webchat__adaptive-card-renderer').filter({ hasText: words }).last();
}

/** Resolves when the conversation has stopped to scroll. */
async function settle(): Promise<void> {
  await page.evaluate(async () => {
    const transcript = document.querySelector('.webchat__basic-transcript__scrollable');
    for (let still = 0, at = -1; still < 30; ) {
      await new Promise(requestAnimationFrame);
      still = transcript?.scrollTop === at ? still + 1 : 0;
      at = transcript?.scrollTop ?? at;
    }
  });
}

async function ask(question: string): Promise<void> {
  const input = page.getByPlaceholder(PLACEHOLDER);
  await input.fill(question);
  await input.press('Enter');
}

/** What axe-core finds wrong, as « rule: element ». */
async function findFaults(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run();
    return violations.flatMap((rule: { id: string; nodes: { target: string[] }[] }) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target}`),
    );
  });
}

describe('the chat page', () => {
  it('welcomes, answers a typed question, a pressed button and a follow-up, under its strict policy', async () => {
    await page.goto(bot.url);
    await answer('27 territoires').waitFor();
    await ask('Quelles régions travaillent sur le vieillissement ?');
    await answer('Nouvelle-Aquitaine').waitFor();
    await answer('Nouvelle-Aquitaine').getByRole('button', { name: 'Qui contacter en Bretagne ?' }).click();
    await answer('TAg35').waitFor();
    await ask('et en Normandie ?');
    await answer('Caux Seine').waitFor();
    await settle();
    await page.screenshot({ path: 'var/chat.png' });
    // A long answer is read from its beginning.
    expect(await answer('Caux Seine').getByRole('heading').first().isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows the words of a pressed button as the reader’s own', async () => {
    await page.goto(bot.url);
    await answer('27 territoires').getByRole('button', { name: 'Qui contacter en Bretagne ?' }).click();
    await answer('TAg35').waitFor();
    const bubbles = page.locator('.webchat__bubble--from-user');
    expect(await bubbles.allInnerTexts()).toEqual([expect.stringContaining('Qui contacter en Bretagne')]);
  });

  it('shows the card without repeating it in words, and leaves the words to screen readers', async () => {
    await page.goto(bot.url);
    await ask('Qui contacter en Bretagne ?');
    await answer('TAg35').waitFor();
    expect(await page.locator('.webchat__bubble__content .markdown, .plain').count()).toBeLessThan(2);
  });

  it('has no fault of accessibility that axe-core finds, at the welcome and with answers', async () => {
    await page.goto(bot.url);
    await answer('27 territoires').waitFor();
    expect(await findFaults()).toEqual([]);
    await ask('Qui contacter en Bretagne ?');
    await answer('TAg35').waitFor();
    expect(await findFaults()).toEqual([]);
  });

  it('keeps the conversation over a reload, and greets only once', async () => {
    await page.goto(bot.url);
    await ask('Qui contacter en Bretagne ?');
    await answer('TAg35').waitFor();
    await page.reload();
    await answer('TAg35').waitFor();
    await ask('et en Normandie ?');
    await answer('Caux Seine').waitFor();
    expect(await page.locator('.webchat__adaptive-card-renderer').filter({ hasText: '27 territoires' }).count()).toBe(
      1,
    );
  });

  it('begins anew on demand, and the old conversation is gone', async () => {
    await page.goto(bot.url);
    await ask('Qui contacter en Bretagne ?');
    await answer('TAg35').waitFor();
    const kept = await page.evaluate(() => sessionStorage.getItem('conversation'));
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.waitForFunction((old) => sessionStorage.getItem('conversation') !== old, kept);
    await answer('27 territoires').waitFor();
    expect(await page.locator('.webchat__adaptive-card-renderer').count()).toBe(1);
    const { conversationId, token } = JSON.parse(kept ?? '{}');
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${bot.url}/v3/directline/conversations/${conversationId}`, { headers });
    expect(response.status).toBe(404);
  });

  it('begins anew by itself when its token is no longer good', async () => {
    await page.goto(bot.url);
    await answer('27 territoires').waitFor();
    await page.evaluate(() =>
      sessionStorage.setItem('conversation', JSON.stringify({ conversationId: 'gone', token: 'a.b.c' })),
    );
    await page.reload();
    await answer('27 territoires').waitFor();
  });

  it('is whole at 320 pixels: nothing is cut or needs to be scrolled sideways', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(bot.url);
    await ask('Qui contacter en Bretagne ?');
    await answer('TAg35').waitFor();
    await settle();
    await page.screenshot({ path: 'var/chat-320.png' });
    const overflow = await page.evaluate(
      () =>
        [
          document.documentElement,
          ...document.querySelectorAll('main, button, button *, .webchat__adaptive-card-renderer'),
        ].filter((element) => element.scrollWidth > element.clientWidth + 1).length,
    );
    expect(overflow).toBe(0);
  });

  it('says its language, its title and its landmarks, and where not to write what', async () => {
    await page.goto(bot.url);
    await page.getByPlaceholder(PLACEHOLDER).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toContain('Territoire French Impact');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(landmark).count()).toBe(1);
    }
    expect(await page.getByRole('contentinfo').innerText()).toContain('N’écrivez pas de données personnelles');
  });

  it('can be used with the keyboard alone', async () => {
    await page.goto(bot.url);
    await answer('27 territoires').waitFor();
    await page.keyboard.type('Qui contacter en Bretagne ?');
    await page.keyboard.press('Enter');
    await answer('TAg35').waitFor();
  });

  it('never draws what was typed as markup', async () => {
    await page.goto(bot.url);
    await ask('<img src=x onerror=alert(1)> **gras** [lien](https://exemple.fr)');
    await page.locator('.webchat__bubble--from-user').getByText('<img src=x').waitFor();
    expect(await page.locator('.webchat__bubble--from-user').locator('img, strong, a').count()).toBe(0);
  });

  it('says so, with a way out, when the server cannot be reached', async () => {
    await page.route('**/v3/directline/**', (route) => route.abort());
    await page.goto(bot.url);
    const trouble = page.getByRole('alert').filter({ hasText: 'La conversation ne peut pas s’ouvrir' });
    await trouble.waitFor();
    expect(await trouble.getByRole('button', { name: 'Réessayer' }).count()).toBe(1);
    expect(await findFaults()).toEqual([]);
  });

  it('sends its files compressed and for good, its page never from a cache', async () => {
    const html = await (await fetch(bot.url)).text();
    const [, file] = /src="(\/assets\/[^"]+webchat\.js)"/.exec(html) ?? [];
    const big = await fetch(`${bot.url}${file}`, { headers: { 'accept-encoding': 'br' } });
    expect(big.headers.get('content-encoding')).toBe('br');
    expect(big.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(bot.url)).headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`${bot.url}/assets/0000000000000000/webchat.js`)).status).toBe(404);
  });
});
