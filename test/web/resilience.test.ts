import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBot } from '../server/start-bot.ts';
import { openTab, type Tab } from './chat-page.ts';
import { openBrowser } from './open-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'web-'));
const env = { STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}` };
/** 1.6 Mbit/s with 150 ms there and back, on a processor four times slower: a phone on a bad day. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 } as const;

let bot: Awaited<ReturnType<typeof startBot>>;
let browser: Browser;
let tab: Tab;

beforeAll(async () => {
  [bot, browser] = await Promise.all([startBot(env), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bot.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  tab = await openTab(browser);
});
afterEach(() => tab.close());

async function restart(): Promise<void> {
  const { port } = bot;
  await bot.stop();
  bot = await startBot({ ...env, PORT: String(port) });
}

describe('a conversation', () => {
  it('goes on after the server was stopped and started, its history included', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await restart();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.page.reload();
    await tab.whole();
    expect(await tab.page.locator('#chat .webchat__bubble--from-user').count()).toBe(2);
  });

  it('sends a question by itself that was asked while the server was away, and asks it once', async () => {
    await tab.page.route('**/webchat.js', (route) => route.abort());
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    const { port } = bot;
    await bot.stop();
    await tab.ask('et en Normandie ?');
    await tab.page.getByText('Cette question n’est pas partie.').waitFor();
    bot = await startBot({ ...env, PORT: String(port) });
    await tab.answer('Caux Seine').waitFor();
    await tab.page.reload();
    await tab.answer('Caux Seine').waitFor();
    expect(await tab.page.locator('.message.mine').count()).toBe(2);
  });

  it('of one tab is not that of another', async () => {
    await tab.page.goto(bot.url);
    const other = await tab.page.context().newPage();
    await other.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await other.getByPlaceholder('Posez votre question…').fill('et les défis ?');
    await other.keyboard.press('Enter');
    await other.locator('.message.mine, .webchat__bubble--from-user').getByText('et les défis').first().waitFor();
    await other.locator('.message.bot:visible, .webchat__adaptive-card-renderer:visible').nth(1).waitFor();
    expect(await other.getByText('Bretagne', { exact: true }).count()).toBe(0);
    expect(await tab.page.getByText('et les défis').count()).toBe(0);
  });

  it('shown in two tabs says the same in both', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    const kept = await tab.page.evaluate(() => sessionStorage.getItem('conversation') ?? '');
    const other = await tab.page.context().newPage();
    await other.addInitScript((session) => sessionStorage.setItem('conversation', session), kept);
    await other.goto(bot.url);
    await other.locator('#chat.shown').waitFor();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await other.locator('#chat').getByText('TAg35').first().waitFor();
    await other.locator('.webchat__bubble--from-user').getByText('Qui contacter en Bretagne').waitFor();
  });

  it('works on a slow network and a slow processor, and answers before the widget is there', async () => {
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await tab.page.goto(bot.url, { waitUntil: 'commit' });
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    expect(await tab.page.locator('#chat.shown').count()).toBe(0);
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
  });

  it('is answered for readers who save data, without the big file', async () => {
    await tab.page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const fetched: string[] = [];
    tab.page.on('request', (request) => fetched.push(request.url()));
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    expect(fetched.filter((url) => url.includes('webchat'))).toEqual([]);
  });

  it('waits as long as the server asks when there are too many questions, and loses none', async () => {
    await tab.page.route('**/webchat.js', (route) => route.abort());
    let isFlooded = true;
    await tab.page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST' || !isFlooded) return route.continue();
      isFlooded = false;
      return route.fulfill({ status: 429, headers: { 'retry-after': '2' }, body: '{}' });
    });
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.page.getByRole('status').filter({ hasText: 'dans 2 s' }).waitFor();
    await tab.answer('TAg35').waitFor();
  });

  it('in the widget waits as long as the server asks, too, and keeps the order of the questions', async () => {
    const posted: string[] = [];
    let floods = 2;
    await tab.page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      posted.push(String(route.request().postDataJSON().text));
      floods -= 1;
      return floods < 0
        ? route.continue()
        : route.fulfill({ status: 429, headers: { 'retry-after': '2' }, body: '{}' });
    });
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.page.getByRole('status').filter({ hasText: 'dans 2 s' }).waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    const [first, second] = ['Qui contacter en Bretagne ?', 'et en Normandie ?'];
    expect(posted).toEqual([first, first, first, second]);
    expect(await tab.page.locator('#chat .webchat__bubble--from-user').count()).toBe(2);
    expect(await tab.page.getByText(/Échec de l’envoi|Réessayer/).count()).toBe(0);
    expect(await tab.page.getByRole('status').filter({ hasText: 'dans 2 s' }).count()).toBe(0);
  });

  it('in the widget sends by itself, once, a question that the server could not take', async () => {
    let isAway = true;
    await tab.page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST' || !isAway) return route.continue();
      isAway = false;
      // It was taken, but nobody heard so.
      await route.fetch();
      return route.fulfill({ status: 503, body: '{}' });
    });
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await tab.ask('et en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.page.reload();
    await tab.whole();
    expect(await tab.page.locator('#chat .webchat__bubble--from-user').count()).toBe(2);
  });

  /** Erases the conversation as another tab of its owner would: the page does not know. */
  async function eraseElsewhere(): Promise<void> {
    await tab.page.evaluate(async () => {
      const { conversationId, token } = JSON.parse(sessionStorage.getItem('conversation') ?? '{}');
      const headers = { authorization: `Bearer ${token}` };
      await fetch(`/v3/directline/conversations/${conversationId}`, { method: 'DELETE', headers });
    });
  }

  it('that was forgotten is replaced by a new one, and the question is answered', async () => {
    await tab.page.route('**/webchat.js', (route) => route.abort());
    await tab.page.goto(bot.url);
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await eraseElsewhere();
    await tab.ask('Qui contacter en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.page.getByRole('status').filter({ hasText: 'effacée' }).waitFor();
  });

  it('that was forgotten while the widget shows it is replaced, too', async () => {
    await tab.page.goto(bot.url);
    await tab.whole();
    await tab.ask('Qui contacter en Bretagne ?');
    await tab.answer('TAg35').waitFor();
    await eraseElsewhere();
    await tab.ask('Qui contacter en Normandie ?');
    await tab.answer('Caux Seine').waitFor();
    await tab.page.getByRole('status').filter({ hasText: 'effacée' }).waitFor();
    expect(new URL(tab.page.url()).hash).toBe('');
    await tab.ask('et à Figeac ?');
    await tab.answer('Figeacteurs').waitFor();
  });
});
