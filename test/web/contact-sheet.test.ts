import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../src/answer.ts';
import { compactFrame, emptyFrame } from '../../src/frame.ts';
import { startBot } from '../server/start-bot.ts';
import { findFaults, findOverflow, openTab } from './chat-page.ts';
import { openBrowser } from './open-browser.ts';

const CARD = '#chat .webchat__adaptive-card-renderer';
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
  term: ask('term', { terms: ['terme-ess'] }),
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
    const tab = await openTab(browser, { viewport: { width, height: HEIGHT } });
    const { page } = tab;
    await page.goto(bot.url);
    await tab.whole();
    const cards = page.locator(CARD);
    await cards.first().waitFor();
    for (const [at, [name, message]] of Object.entries(MESSAGES).entries()) {
      await send(page, message);
      await cards.nth(at + 1).waitFor();
      expect(await cards.count(), name).toBe(at + 2);
    }
    await loadPictures(page);
    await tab.settle();
    const shots: { name: string; picture: Buffer }[] = [];
    for (const [at, name] of ['welcome', ...Object.keys(MESSAGES)].entries()) {
      shots.push({ name, picture: await cards.nth(at).screenshot() });
    }
    await saveSheet(browser, shots, width);
    expect(await findOverflow(page, `main, ${CARD}, ${CARD} *`)).toEqual([]);
    expect(await findFaults(page)).toEqual([]);
    await tab.close();
  });
});

describe('whether an answer was of use', () => {
  it('is told by one tap on the card, thanked below it, and never shown as words of the reader', async () => {
    const tab = await openTab(browser);
    const { page } = tab;
    await page.goto(bot.url);
    await tab.whole();
    await send(page, ask('contacts', bretagne));
    await tab.answer('TAg35').getByRole('button', { name: 'Pas utile' }).click();
    await tab.answer('Qu’est-ce qui n’allait pas').getByRole('button', { name: 'Il manque quelque chose' }).click();
    await page.locator('#chat').getByText('Merci, c’est noté.').last().waitFor();
    expect(await page.locator('#chat .webchat__bubble--from-user').count()).toBe(0);
    await tab.close();
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
    `<!doctype html><style>body{columns:${width === 320 ? 8 : 4};font:14px sans-serif;background:#ccc;margin:12px}figure{margin:0 0 16px;break-inside:avoid}img{display:block;max-width:100%}</style>${figures.join('')}`,
  );
  await page.screenshot({ path: `var/contact-sheet-${width}.png`, fullPage: true });
  await page.close();
}
