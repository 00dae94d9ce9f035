import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { findFaults, findOverflow, openTab, type Tab } from './chat-page.ts';
import { openBrowser } from './open-browser.ts';

const PAGES = [
  '/q/contacts/territoire.region-bretagne',
  '/q/compare/territoire.region-bretagne,territoire.region-normandie',
  '/q/theme/theme.vieillissement',
  '/q/contacts/-',
  '/q/contacts/territoire.atlantide',
  '/confidentialite',
  '/conditions?lang=en',
] as const;

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
afterEach(() => tab.close());

describe('the pages beside the chat', () => {
  it('have no fault that axe-core finds, in light and in dark, and are whole at 320 pixels', async () => {
    tab = await openTab(browser, { viewport: { width: 320, height: 640 } });
    for (const path of PAGES) {
      await tab.page.goto(bot.url + path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.page.emulateMedia({ colorScheme });
        expect(await findFaults(tab.page), `${path} ${colorScheme}`).toEqual([]);
      }
      expect(await findOverflow(tab.page, 'main, main *'), path).toEqual([]);
    }
  });

  it('need no JavaScript: an answer is read, its map seen, and the next question followed', async () => {
    tab = await openTab(browser, { javaScriptEnabled: false });
    await tab.page.goto(`${bot.url}/q/overview/territoire.region-bretagne`);
    await tab.page.getByRole('img', { name: /Région Bretagne/ }).waitFor();
    expect(tab.complaints).toEqual([]);
    await tab.page.getByRole('link', { name: 'Qui contacter en Bretagne ?' }).click();
    await tab.page.getByRole('heading', { level: 1, name: 'Qui contacter en Bretagne ?' }).waitFor();
    await tab.page.goto(bot.url);
    await tab.page.getByRole('link', { name: 'Qu’est-ce que le label ?' }).click();
    await tab.page.getByRole('heading', { level: 1, name: 'Qu’est-ce que le label ?' }).waitFor();
  });

  it('lead from an answer to the chat, which asks the same question and takes a follow-up', async () => {
    tab = await openTab(browser);
    await tab.page.goto(`${bot.url}/q/contacts/territoire.region-bretagne`);
    await tab.page.getByRole('link', { name: 'Poser une autre question' }).click();
    await tab.answer('TAg35').waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
  });

  it('forget the conversation of the tab at once, here and on the server', async () => {
    tab = await openTab(browser);
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    const kept = await tab.page.evaluate(() => JSON.parse(sessionStorage.getItem('conversation') ?? '{}'));
    await tab.page.getByRole('link', { name: 'Confidentialité' }).click();
    const button = tab.page.getByRole('button', { name: 'Effacer ma conversation' });
    await button.click();
    await tab.page.getByRole('status').filter({ hasText: 'C’est fait' }).waitFor();
    const headers = { authorization: `Bearer ${kept.token}` };
    const response = await fetch(`${bot.url}/v3/directline/conversations/${kept.conversationId}`, { headers });
    expect(response.status).toBe(404);
    await button.click();
    await tab.page.getByRole('status').filter({ hasText: 'Aucune conversation' }).waitFor();
  });
});
