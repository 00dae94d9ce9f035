import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../src/answer.ts';
import { compactFrame, emptyFrame } from '../../src/frame.ts';
import { startBot } from '../server/start-bot.ts';
import { openBrowser } from './open-browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CARD = '.webchat__adaptive-card-renderer';
const WIDTHS = [320, 1280] as const;
/** Taller than any card, so that each is drawn whole. */
const HEIGHT = 4000;

const ask = (intent: Frame['intent'], parts: Partial<Frame> = {}) => ({
  value: { frame: compactFrame({ ...emptyFrame(intent), ...parts }) },
});
const bretagne = { territories: ['region-bretagne'] };

/** What is sent to have one card of each kind, in the states that readers meet. */
const MESSAGES: Readonly<Record<string, object>> = {
  overview: ask('overview', bretagne),
  'overview, overseas': ask('overview', { territories: ['mayotte'] }),
  contacts: ask('contacts', bretagne),
  'contacts, dissolved': ask('contacts', { territories: ['region-normandie'] }),
  'contacts, beside the label': ask('contacts', { places: ['region-94'] }),
  challenges: ask('challenges', bretagne),
  'challenges, unknown': ask('challenges', { territories: ['pays-de-grasse'] }),
  actions: ask('actions', { territories: ['region-normandie'] }),
  projects: ask('projects', { territories: ['region-nouvelle-aquitaine'] }),
  impacts: ask('impacts', { territories: ['region-normandie'] }),
  people: ask('people', bretagne),
  places: ask('places', { territories: ['figeac'] }),
  date: ask('date', { territories: ['figeac'] }),
  theme: ask('theme', { themes: ['vieillissement'], kinds: ['région'] }),
  'theme, one territory': ask('theme', { themes: ['numerique'], ...bretagne }),
  organisation: ask('organisation', { organisations: ['cress-bretagne'] }),
  person: ask('person', { people: ['marie-martine-lips'] }),
  term: ask('term', { terms: ['ess'] }),
  label: ask('label'),
  'label, timeline': ask('label', { topics: ['timeline'] }),
  list: ask('list'),
  'list, one region': ask('list', { places: ['region-76'] }),
  'is-labelled, yes': ask('is-labelled', { territories: ['figeac'] }),
  'is-labelled, no': ask('is-labelled', { places: ['commune-59350'] }),
  compare: ask('compare', { territories: ['region-bretagne', 'region-normandie'] }),
  sources: ask('sources', bretagne),
  apply: ask('apply'),
  which: ask('contacts'),
  help: { text: 'aide' },
  nodata: { text: 'Quelle est la population de la Bretagne ?' },
  'nodata, phone': { text: 'Quel est le numéro de téléphone de la CRESS Bretagne ?' },
  offtopic: { text: 'une recette de crêpes' },
  corrected: { text: 'qui contacter en bretange ?' },
  reasons: { value: { feedback: { intent: 'contacts', useful: false } } },
};

let bot: Awaited<ReturnType<typeof startBot>>;
let browser: Browser;

beforeAll(async () => {
  [bot, browser] = await Promise.all([startBot(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bot.stop();
});

describe.each(WIDTHS)('every kind of card, drawn by the web chat %i pixels wide,', (width) => {
  it('is whole, and has no fault of accessibility; all are in var/contact-sheet-*.png', {
    timeout: 90_000,
  }, async () => {
    const context = await browser.newContext({ viewport: { width, height: HEIGHT }, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto(bot.url);
    const shots: { name: string; picture: Buffer }[] = [];
    for (const [name, message] of [['welcome', null] as const, ...Object.entries(MESSAGES)]) {
      if (message !== null) await send(page, message);
      const card = page.locator(CARD).nth(shots.length);
      await card.waitFor();
      await loadPictures(page);
      expect(await page.locator(CARD).count(), name).toBe(shots.length + 1);
      shots.push({ name, picture: await card.screenshot() });
    }
    await saveSheet(browser, shots, width);
    expect(await findCut(page)).toEqual([]);
    expect(await findFaults(page)).toEqual([]);
    await context.close();
  });
});

/** Sends a message in the conversation of the page, as a button does. */
async function send(page: Page, message: object): Promise<void> {
  const kept = await page.evaluate(() => sessionStorage.getItem('conversation'));
  const { conversationId, token } = JSON.parse(kept ?? '{}');
  const response = await fetch(`${bot.url}/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', ...message, channelData: { postBack: true } }),
  });
  expect(response.status).toBe(200);
}

async function loadPictures(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('.ac-image img, img.ac-image')].every(
      (picture) => picture.complete && picture.naturalWidth > 0,
    ),
  );
}

/** What is wider than the room it has, in words. */
function findCut(page: Page): Promise<string[]> {
  return page.evaluate((cards) => {
    const all = document.querySelectorAll<HTMLElement>(`html, main, ${cards}, ${cards} *`);
    return [...all]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 60)}`);
  }, CARD);
}

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run();
    return violations.flatMap((rule: { id: string; nodes: { target: string[] }[] }) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target}`),
    );
  });
}

/** Lays all pictures out on one, to be looked at. */
async function saveSheet(
  from: Browser,
  shots: readonly { readonly name: string; readonly picture: Buffer }[],
  width: number,
): Promise<void> {
  const page = await from.newPage({ viewport: { width: width === 320 ? 2400 : 2800, height: 800 } });
  const figures = shots.map(
    ({ name, picture }) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`,
  );
  await page.setContent(
    `<style>body{columns:${width === 320 ? 8 : 4};font:14px sans-serif;background:#ccc;margin:12px}figure{margin:0 0 16px;break-inside:avoid}img{display:block;max-width:100%}</style>${figures.join('')}`,
  );
  await page.screenshot({ path: `var/contact-sheet-${width}.png`, fullPage: true });
  await page.close();
}
