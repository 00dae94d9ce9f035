import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { findFaults, openTab, type Tab } from './chat-page.ts';
import { type HostPage, serveHostPage } from './host-page.ts';
import { openBrowser } from './open-browser.ts';

const BUTTON = 'Une question sur les territoires ?';

let bot: Awaited<ReturnType<typeof startBot>>;
let closedBot: Awaited<ReturnType<typeof startBot>>;
let browser: Browser;
let host: HostPage;
let tab: Tab;
let attributes = '';
let server = '';

beforeAll(async () => {
  host = await serveHostPage(
    () => server,
    () => attributes,
  );
  [bot, closedBot, browser] = await Promise.all([
    startBot({ FRAME_ANCESTORS: host.origin }),
    startBot(),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([bot.stop(), closedBot.stop(), host.close()]);
});
beforeEach(async () => {
  server = bot.url;
  attributes = '';
  tab = await openTab(browser);
});
afterEach(() => tab.close());

/** The chat inside the host page. */
function chat(): FrameLocator {
  return tab.page.frameLocator('iframe');
}

function answer(words: string) {
  return chat()
    .locator('.message.bot, .webchat__adaptive-card-renderer')
    .filter({ hasText: words, visible: true })
    .last();
}

describe('the widget on a page of another site with a strict policy', () => {
  it('costs one small file and nothing more until its button is pressed', async () => {
    const fetched: string[] = [];
    tab.page.on('request', (request) => fetched.push(request.url()));
    await tab.page.goto(host.origin);
    await tab.page.getByRole('button', { name: BUTTON }).waitFor();
    expect(fetched).toEqual([`${host.origin}/`, `${bot.url}/widget.js`]);
    expect(await tab.page.context().cookies()).toEqual([]);
    expect(await findFaults(tab.page)).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });

  it('leaves nothing in the page’s own names and styles', async () => {
    attributes = 'nomodule';
    await tab.page.goto(host.origin);
    const names = () => tab.page.evaluate(() => Object.getOwnPropertyNames(window).sort());
    const look = () => tab.page.evaluate(() => getComputedStyle(document.body).cssText);
    const [namesWithout, lookWithout] = [await names(), await look()];
    attributes = '';
    await tab.page.goto(host.origin);
    await tab.page.getByRole('button', { name: BUTTON }).waitFor();
    expect(await names()).toEqual(namesWithout);
    expect(await look()).toEqual(lookWithout);
  });

  it('is used with the keyboard alone, from opening to a follow-up and back', async () => {
    await tab.page.goto(host.origin);
    const button = tab.page.getByRole('button', { name: BUTTON });
    await button.waitFor();
    const { keyboard } = tab.page;
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await answer('27 territoires').waitFor();
    await expect.poll(() => chat().locator('#question:focus').count()).toBe(1);
    await keyboard.type('Qui contacter en Bretagne ?');
    await keyboard.press('Escape');
    await keyboard.press('Enter');
    await answer('TAg35').waitFor();
    await keyboard.type('et en Normandie ?');
    await keyboard.press('Enter');
    await answer('Caux Seine').waitFor();
    await tab.page.screenshot({ path: 'var/widget.png' });
    expect(await findFaults(tab.page)).toEqual([]);
    await keyboard.press('Escape');
    await button.waitFor();
    const focused = () => tab.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
    expect(await focused()).toBe('open');
    // What was said is there when it is opened again.
    await keyboard.press('Enter');
    await answer('Caux Seine').waitFor();
    await expect.poll(() => chat().locator('#question:focus').count()).toBe(1);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await tab.page.getByRole('button', { name: 'Fermer la conversation' }).press('Enter');
    await button.waitFor();
    expect(await focused()).toBe('open');
    expect(tab.complaints).toEqual([]);
  });

  it('asks the question of the page’s address, and that of its own attribute', async () => {
    await tab.page.goto(`${host.origin}/#q=${encodeURIComponent('Qui contacter en Bretagne ?')}`);
    await answer('TAg35').waitFor();
    attributes = 'data-question="Qui contacter en Normandie ?"';
    await tab.page.goto(`${host.origin}/autre`);
    await tab.page.getByRole('button', { name: BUTTON }).click();
    await answer('Caux Seine').waitFor();
  });

  it('takes its language, side, colour and words from its attributes', async () => {
    attributes = 'data-lang="en" data-position="left" data-color="#ffd400"';
    await tab.page.setViewportSize({ width: 900, height: 700 });
    await tab.page.goto(host.origin);
    const button = tab.page.getByRole('button', { name: 'A question about the territories?' });
    const box = await button.boundingBox();
    expect(box?.x).toBeLessThan(100);
    // Black on yellow: white could not be read.
    expect(await button.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(0, 0, 0)');
    await button.click();
    await answer('27 territories').waitFor();
    // The widget, once it is there, has headers of its own.
    const bar = chat().locator('header').first();
    expect(await bar.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe('rgb(255, 212, 0)');
  });

  it('fills a phone, and is whole there', async () => {
    await tab.page.setViewportSize({ width: 320, height: 640 });
    await tab.page.goto(host.origin);
    await tab.page.getByRole('button', { name: BUTTON }).click();
    await answer('27 territoires').waitFor();
    expect(await tab.page.locator('iframe').boundingBox()).toMatchObject({ x: 0, y: 0, width: 320, height: 640 });
    await tab.page.screenshot({ path: 'var/widget-320.png' });
    expect(await tab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await tab.page.getByRole('button', { name: 'Fermer la conversation' }).click();
    await tab.page.getByRole('button', { name: BUTTON }).waitFor();
  });

  it('offers the chat in a tab of its own where the server does not let this site show it', async () => {
    server = closedBot.url;
    await tab.page.clock.install();
    await tab.page.goto(host.origin);
    await tab.page.getByRole('button', { name: BUTTON }).click();
    await tab.page.clock.fastForward(10_000);
    const link = tab.page.getByRole('link', { name: 'L’ouvrir dans un nouvel onglet' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe(`${closedBot.url}/`);
    expect(await findFaults(tab.page)).toEqual([]);
  });
});
