import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { findFaults, openTab, type Tab } from './chat-page.ts';
import { openBrowser } from './open-browser.ts';

const SOURCE = 'https://www.avise.org/actualites/trois-regions-recompensees-pour-leur-dynamisme-sur-less';

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
  tab = await openTab(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
});
afterEach(() => tab.close());

async function save(name: string): Promise<{ name: string; content: string }> {
  await tab.page.getByText('Options').click();
  const coming = tab.page.waitForEvent('download');
  await tab.page.getByRole('button', { name }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), content: readFileSync(await download.path(), 'utf8') };
}

/** Waits for the pictures of the answers: until then they are asked for, and may move what is clicked. */
async function showPictures(): Promise<void> {
  await tab.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
}

for (const drawnBy of ['the light page', 'the widget'] as const) {
  describe(`a conversation drawn by ${drawnBy}`, () => {
    beforeEach(async () => {
      if (drawnBy === 'the light page') await tab.page.route('**/webchat.js', (route) => route.abort());
      await tab.page.goto(bot.url);
      if (drawnBy === 'the widget') await tab.whole();
      await tab.ask('Que sait-on de la Région Bretagne ?');
      await tab.answer('Cinq réseaux').waitFor();
    });

    it('has a button on each answer that copies it with its sources', async () => {
      await tab.answer('Cinq réseaux').getByRole('button', { name: 'Copier cette réponse' }).click();
      await tab.page.getByRole('status').filter({ hasText: 'copiée' }).waitFor();
      const copied = await tab.page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^Région Bretagne\n/);
      expect(copied).toContain('- Renforcer les solidarités');
      expect(copied).toContain(`<${SOURCE}> (Avise, 26 mars 2019)`);
      expect(copied).not.toContain('**');
    });

    it('is kept as text and as a page, made in the browser, with questions, answers and sources', async () => {
      await showPictures();
      const asked: string[] = [];
      tab.page.on('request', (request) => asked.push(request.url()));
      const text = await save('Garder en texte');
      expect(text.name).toMatch(/^conversation-territoires-\d{4}-\d\d-\d\d\.txt$/);
      expect(text.content).toContain('## Vous\u00a0: Que sait-on de la Région Bretagne ?');
      expect(text.content).toContain(SOURCE);
      const page = await save('Garder en page web');
      expect(page.content).toContain('<h2>Que sait-on de la Région Bretagne ?</h2>');
      expect(page.content).toContain(`href="${SOURCE}"`);
      expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
      await tab.page.setContent(page.content);
      expect(await findFaults(tab.page)).toEqual([]);
    });

    it('leads from an answer to its permanent page', async () => {
      const answer = tab.answer('Cinq réseaux');
      const name = /Lien vers cette réponse/;
      const link = answer.getByRole('link', { name }).or(answer.getByRole('button', { name }));
      await showPictures();
      const [page] = await Promise.all([tab.page.context().waitForEvent('page'), link.click()]);
      await page.getByRole('heading', { level: 1, name: 'Que sait-on de la Région Bretagne' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/q/overview/territoire.region-bretagne');
    });
  });
}
