import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { startBot } from '../../server/start-bot.ts';

/** Its licence is for evaluation: it is fetched for this check and never shipped. */
const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
const CHROMIUM = '/usr/bin/chromium';
const PICTURES = join('var', 'playground');
const READY_WITHIN_MS = 120_000;
const STEP_WITHIN_MS = 20_000;

/**
 * `npm run test:playground`: the bot in Microsoft's own simulation of Teams, driven by a real browser: welcome, question,
 * card, button, group chat with a mention, search of the message box. Not part of `npm test`; a picture of each step goes
 * to `var/playground/`.
 */
async function run(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const bot = await startBot();
  const port = await findPort();
  const playground = spawn(
    'npx',
    ['--yes', PLAYGROUND, '-c', 'msteams', '-e', `${bot.url}/api/messages`, '-p', String(port), '--dt'],
    { detached: true, stdio: 'ignore' },
  );
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1100 } });
    page.setDefaultTimeout(STEP_WITHIN_MS);
    // The Playground freezes the cards it shows, and then fails to write into them when a button of Teams is pressed.
    await page.addInitScript(() => {
      Object.freeze = <T>(value: T): T => value;
    });
    await open(page, `http://localhost:${port}/`, playground);
    for (const [name, step] of Object.entries(STEPS)) {
      await step(page);
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
      console.log(`✓ ${name}`);
    }
  } finally {
    await browser.close();
    // npx starts a process of its own: the whole group goes.
    if (playground.pid !== undefined && playground.exitCode === null) process.kill(-playground.pid);
    await bot.stop();
  }
}

/** What a person does in the Playground, in order, and what must then be seen. */
const STEPS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async '1-bienvenue'(page) {
    await see(page, /Bonjour|Hello/);
    await pause(1500);
    assert.equal(await page.getByText(/^(Bonjour !|Hello!)$/).count(), 1, 'the welcome shows once');
  },
  async '2-question'(page) {
    await type(page, 'Qui contacter en Bretagne ?');
    await page.keyboard.press('Enter');
    await see(page, /Contacts · Région Bretagne/);
    assert.equal(await page.getByText('Contacts · Région Bretagne').count(), 1, 'the answer shows once');
  },
  async '3-bouton'(page) {
    await page.getByRole('button', { name: 'Quels défis en Bretagne ?' }).click();
    await see(page, /Défis · Région Bretagne/);
  },
  async '4-groupe'(page) {
    await page.getByRole('treeitem', { name: 'Group Chat' }).click();
    await see(page, /mentionnez-moi|mention me/i);
    await type(page, '@Test');
    await page.getByRole('menuitem', { name: 'Test Bot' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(' quels défis en Normandie ?');
    await page.keyboard.press('Enter');
    await see(page, /Défis · Région Normandie/);
  },
  async '5-recherche'(page) {
    await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await page.getByRole('menuitem', { name: 'Search Command' }).click();
    await page.getByPlaceholder('Enter a search term').fill('normen');
    await page.keyboard.press('Enter');
    await see(page, /^Région Normandie$/);
  },
  async '6-fiche'(page) {
    await page.getByText('Région Normandie', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Send Message' }).click();
    await see(page, /CRESS Normandie/);
  },
};

async function see(page: Page, text: RegExp): Promise<void> {
  await page.getByText(text).last().waitFor();
}

async function type(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type(text);
}

async function open(page: Page, url: string, playground: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (playground.exitCode !== null || Date.now() > until) {
      throw new Error(`${PLAYGROUND} ne démarre pas : il faut un accès au registre npm.`);
    }
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) break;
    await pause(500);
  }
  await page.goto(url);
}

/** A free port of this machine. */
function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

if (import.meta.main) {
  run().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
