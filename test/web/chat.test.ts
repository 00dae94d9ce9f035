import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { findFaults, findOverflow, openTab, type Tab } from './chat-page.ts';
import { openBrowser } from './open-browser.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
let browser: Browser;
let tab: Tab;

beforeAll(async () => {
  [bot, browser] = await Promise.all([startBot(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bot.stop();
});
beforeEach(async () => {
  tab = await openTab(browser);
});
afterEach(() => tab.close());

describe('the chat page', () => {
  it('welcomes, answers a typed question, a pressed button and a follow-up, under its strict policy', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.answer('27 territoires').waitFor();
    await tab.ask('Quelles régions travaillent sur le vieillissement ?');
    await tab.answer('Nouvelle-Aquitaine').getByRole('button', { name: 'Qui contacter en Bretagne ?' }).click();
    await tab.answer('TAg35').waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.settle();
    await tab.page.screenshot({ path: 'var/chat.png' });
    // A long answer is read from its beginning.
    expect(await tab.answer('Caux Seine').getByRole('heading').first().isVisible()).toBe(true);
    expect(tab.complaints).toEqual([]);
  });

  it('shows the welcome and the field before any script, and answers before the widget is there', async () => {
    await tab.page.route('**/webchat.js', (route) => route.abort());
    await tab.page.goto(bot.url);
    await tab.answer('27 territoires').getByRole('button', { name: 'Qui contacter en Bretagne ?' }).click();
    await tab.answer('TAg35').waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.settle();
    expect(await tab.answer('Caux Seine').getByRole('heading').first().isVisible()).toBe(true);
    expect(await tab.page.locator('.message.mine').allInnerTexts()).toEqual([
      expect.stringContaining('Qui contacter en Bretagne'),
      expect.stringContaining('et en Normandie'),
    ]);
    expect(await findFaults(tab.page)).toEqual([]);
  });

  it('asks a question that was sent before its script was there', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await tab.page.route('**/chat.js', async (route) => {
      await held;
      await route.continue();
    });
    await tab.page.goto(bot.url, { waitUntil: 'commit' });
    await tab.ask('Qui contacter en Bretagne ?');
    release();
    await tab.answer('TAg35').waitFor();
    expect(await tab.input.inputValue()).toBe('');
    expect(tab.complaints).toEqual([]);
  });

  it('hands over to the widget what was asked before, and what is being typed', async () => {
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await tab.page.locator('#chat .webchat__adaptive-card-renderer').nth(1).waitFor({ state: 'attached' });
    await tab.input.pressSequentially('et en Norm');
    await tab.page.waitForFunction(() => document.querySelectorAll('#chat article').length > 2);
    expect(await tab.input.inputValue()).toBe('et en Norm');
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.whole();
    expect(await tab.page.locator('#chat .webchat__bubble--from-user').allInnerTexts()).toEqual([
      expect.stringContaining('Qui contacter en Bretagne'),
      expect.stringContaining('et en Normandie'),
    ]);
    expect(await tab.answer('Caux Seine').getByRole('heading').first().isVisible()).toBe(true);
  });

  it('shows the words of a pressed button as the reader’s own', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.answer('27 territoires').getByRole('button', { name: 'Qui contacter en Bretagne ?' }).click();
    await tab.answer('TAg35').waitFor();
    const bubbles = tab.page.locator('.webchat__bubble--from-user');
    expect(await bubbles.allInnerTexts()).toEqual([expect.stringContaining('Qui contacter en Bretagne')]);
  });

  it('shows the card without repeating it in words, and leaves the words to screen readers', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    expect(await tab.page.locator('.webchat__bubble__content .markdown, .plain').count()).toBeLessThan(2);
  });

  it('keeps the conversation over a reload, and greets only once', async () => {
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await tab.page.reload();
    await tab.answer('TAg35').waitFor();
    await tab.whole();
    await tab.answer('TAg35').waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    expect(
      await tab.page.locator('#chat .webchat__adaptive-card-renderer', { hasText: '27 territoires' }).count(),
    ).toBe(1);
  });

  it('begins anew on demand, and the old conversation is gone', async () => {
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    const kept = await tab.page.evaluate(() => sessionStorage.getItem('conversation'));
    await tab.page.getByRole('button', { name: 'Recommencer' }).click();
    await tab.page.waitForFunction((old) => ![old, null].includes(sessionStorage.getItem('conversation')), kept);
    await tab.answer('27 territoires').waitFor();
    expect(await tab.page.getByText('TAg35').count()).toBe(0);
    const { conversationId, token } = JSON.parse(kept ?? '{}');
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${bot.url}/v3/directline/conversations/${conversationId}`, { headers });
    expect(response.status).toBe(404);
  });

  it('begins anew by itself when its token is no longer good', async () => {
    await tab.page.goto(bot.url);
    await tab.page.waitForFunction(() => sessionStorage.getItem('conversation') !== null);
    await tab.page.evaluate(() =>
      sessionStorage.setItem('conversation', JSON.stringify({ conversationId: 'gone', token: 'a.b.c' })),
    );
    await tab.page.reload();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
  });

  it('says its language, its title and its landmarks, and where not to write what', async () => {
    await tab.page.goto(bot.url);
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await tab.page.title()).toContain('Territoire French Impact');
    expect(await tab.page.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const) {
      expect(await tab.page.getByRole(landmark).count()).toBe(1);
    }
    expect(await tab.page.getByRole('contentinfo').innerText()).toContain('N’écrivez pas de données personnelles');
  });

  it('is English on demand: the page, the welcome and the answers', async () => {
    await tab.page.goto(`${bot.url}/?lang=en`);
    await tab.answer('27 territories').waitFor();
    await tab.page.getByPlaceholder('Ask your question…').fill('bret');
    await tab.page.getByRole('option', { name: 'Who to contact: Bretagne?' }).click();
    await tab.answer('Facts are given in French').waitFor();
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('asks the question of its address once, even over a reload', async () => {
    await tab.page.goto(`${bot.url}/#q=${encodeURIComponent('Qui contacter en Bretagne ?')}`);
    await tab.answer('TAg35').waitFor();
    expect(new URL(tab.page.url()).hash).toBe('');
    await tab.page.reload();
    await tab.answer('TAg35').waitFor();
    expect(await tab.page.locator('.message.mine, .webchat__bubble--from-user').filter({ visible: true }).count()).toBe(
      1,
    );
  });

  it('never draws what was typed as markup', async () => {
    await tab.page.goto(bot.url);
    await tab.ask('<img src=x onerror=alert(1)> **gras** [lien](https://exemple.fr)');
    const mine = tab.page.locator('.message.mine, .webchat__bubble--from-user').filter({ visible: true });
    await mine.getByText('<img src=x').waitFor();
    expect(await mine.locator('img, strong, a').count()).toBe(0);
    await tab.page.reload();
    await tab.whole();
    await tab.page.locator('.webchat__bubble--from-user').getByText('<img src=x').waitFor();
    expect(await tab.page.locator('.webchat__bubble--from-user').locator('img, strong, a').count()).toBe(0);
  });

  it('sends its files compressed and for good, its page never from a cache', async () => {
    const html = await (await fetch(bot.url)).text();
    const [, file] = /"(\/assets\/[^"]+webchat\.js)"/.exec(html) ?? [];
    const big = await fetch(`${bot.url}${file}`, { headers: { 'accept-encoding': 'br' } });
    expect(big.headers.get('content-encoding')).toBe('br');
    expect(big.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(bot.url)).headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`${bot.url}/assets/0000000000000000/webchat.js`)).status).toBe(404);
  });
});

describe('accessibility', () => {
  it('has no fault that axe-core finds: at the welcome, with proposals, choices, an answer', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.input.pressSequentially('bret');
    await tab.page.getByRole('option').first().waitFor();
    await tab.page.keyboard.press('ArrowDown');
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.ask('Qui contacter ?');
    await tab.answer('De quel territoire').waitFor();
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    expect(await findFaults(tab.page)).toEqual([]);
  });

  it('is whole at 320 pixels: nothing is cut or needs to be scrolled sideways, light or not', async () => {
    await tab.page.setViewportSize({ width: 320, height: 640 });
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await tab.settle();
    const parts = 'main, button, button *, .message, .message *, .webchat__adaptive-card-renderer';
    expect(await findOverflow(tab.page, parts)).toEqual([]);
    await tab.page.reload();
    await tab.whole();
    await tab.answer('TAg35').waitFor();
    await tab.settle();
    await tab.page.screenshot({ path: 'var/chat-320.png' });
    expect(await findOverflow(tab.page, parts)).toEqual([]);
  });

  it('is whole with letters twice as large', async () => {
    await tab.page.setViewportSize({ width: 640, height: 800 });
    await tab.page.goto(bot.url);
    await tab.page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    expect(await findOverflow(tab.page, 'body > header, body > header *, main, form, .message')).toEqual([]);
    expect(await tab.input.isVisible()).toBe(true);
    expect(await tab.page.locator('#send').isVisible()).toBe(true);
  });

  it('can be used with the keyboard alone: ask, choose a proposal, close the list, go on', async () => {
    await tab.page.goto(bot.url);
    await tab.answer('27 territoires').waitFor();
    const { keyboard } = tab.page;
    await keyboard.type('qui contacter en breta');
    await tab.page.getByRole('option').first().waitFor();
    await keyboard.press('ArrowDown');
    expect(await tab.input.getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await keyboard.press('Enter');
    await tab.answer('TAg35').waitFor();
    expect(await tab.input.inputValue()).toBe('');
    await keyboard.type('et en norma');
    await tab.page.getByRole('option').first().waitFor();
    await keyboard.press('Escape');
    expect(await tab.input.getAttribute('aria-expanded')).toBe('false');
    expect(await tab.input.inputValue()).toBe('et en norma');
    await keyboard.type('ndie ?');
    await keyboard.press('Enter');
    await tab.answer('Caux Seine').waitFor();
  });

  it('follows the colours of the system', async () => {
    await tab.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await tab.page.goto(bot.url);
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.whole();
    await tab.ask('Que sait-on de la Région Bretagne ?');
    await tab.answer('Cinq réseaux').waitFor();
    await tab.settle();
    await tab.page.screenshot({ path: 'var/chat-dark.png' });
    expect(await findFaults(tab.page)).toEqual([]);
  });
});

describe('when the way to the server fails', () => {
  it('says so, with a way out', async () => {
    await tab.page.route('**/v3/directline/**', (route) => route.abort());
    await tab.page.goto(bot.url);
    const trouble = tab.page.getByRole('alert').filter({ hasText: 'La conversation ne peut pas s’ouvrir' });
    await trouble.waitFor();
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.page.unroute('**/v3/directline/**');
    await trouble.getByRole('button', { name: 'Réessayer' }).click();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
  });

  it('holds a question asked offline, and asks it when the connection is back', async () => {
    await tab.page.goto(bot.url);
    await tab.page.waitForFunction(() => sessionStorage.getItem('conversation') !== null);
    await tab.page.context().setOffline(true);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.page.getByRole('status').filter({ hasText: 'hors ligne' }).waitFor();
    expect(await findFaults(tab.page)).toEqual([]);
    await tab.page.context().setOffline(false);
    await tab.answer('TAg35').waitFor();
    expect(await tab.input.inputValue()).toBe('');
  });
});
