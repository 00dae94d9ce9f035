import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../test/web/open-browser.ts';
import { createRow, type Measure } from '../measure.ts';
import { OURS, startServer } from '../server.ts';

const RUNS = 3;
const QUESTION = 'Qui contacter en Bretagne ?';
/** Stands in the answer and in nothing before it. */
const ANSWER = 'TAg35';
const WITHIN_MS = 90_000;
/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back: « slow 4G » as browsers' own tools have it. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 } as const;
const SLOWER = 4;
const PEER = 'stock widget page, gzip';

/** How long a reader waits, and for how many bytes. */
interface Visit {
  readonly typedMs: number;
  readonly answeredMs: number;
  /** Received by the time of the first answer. */
  readonly kilobytes: number;
}

/** From an address to the first question and the first answer, in Chromium, beside the widget's own first example. */
export const web: Measure = {
  ids: ['web', 'web-typed', 'web-bytes', 'web-desktop', 'web-desktop-typed', 'widget-bytes'],
  async run() {
    const ours = await startServer(OURS);
    const stock = await startServer({
      name: PEER,
      args: ['bench/peers/stock-page.ts'],
      env: { DIRECT_LINE: `http://127.0.0.1:${ours.port}` },
      ready: '/',
    });
    const browser = await openBrowser();
    const visits = { ours: new Map<string, Visit[]>(), stock: new Map<string, Visit[]>() };
    try {
      // The files are compressed in the background after a first start.
      await visit(browser, ours.port, '#question', false);
      for (const profile of ['desktop', 'slow']) {
        for (let run = 0; run < RUNS; run += 1) {
          const add = (all: Map<string, Visit[]>, one: Visit) => all.set(profile, [...(all.get(profile) ?? []), one]);
          add(visits.ours, await visit(browser, ours.port, '#question', profile === 'slow'));
          const field = '[data-id="webchat-sendbox-input"]';
          add(visits.stock, await visit(browser, stock.port, field, profile === 'slow'));
        }
      }
      const loader = await (await fetch(`http://127.0.0.1:${ours.port}/widget.js`)).arrayBuffer();
      const row = (id: string, what: string, unit: string, profile: string, of: (one: Visit) => number) =>
        createRow({
          id,
          what,
          unit,
          better: 'lower',
          ours: (visits.ours.get(profile) ?? []).map(of),
          peer: { name: PEER, runs: (visits.stock.get(profile) ?? []).map(of) },
          ...(id === 'web' ? { bar: { of: 'ratio', limit: 0.5 } as const } : {}),
          isGuarded: id === 'web',
        });
      return {
        rows: [
          row('web', 'address to first answer, slow 4G', 'ms', 'slow', ({ answeredMs }) => answeredMs),
          row('web-typed', 'address to first question typed, slow 4G', 'ms', 'slow', ({ typedMs }) => typedMs),
          row('web-bytes', 'received by the first answer', 'kB', 'slow', ({ kilobytes }) => kilobytes),
          row('web-desktop', 'address to first answer, desktop', 'ms', 'desktop', ({ answeredMs }) => answeredMs),
          row(
            'web-desktop-typed',
            'address to first question typed, desktop',
            'ms',
            'desktop',
            ({ typedMs }) => typedMs,
          ),
          createRow({
            id: 'widget-bytes',
            what: 'the button on a site of others, gzip',
            unit: 'bytes',
            better: 'lower',
            ours: [gzipSync(Buffer.from(loader)).length],
            bar: { of: 'ours', limit: 5000 },
          }),
        ],
        notes: [
          `Chromium with an empty cache, ${RUNS} interleaved visits each; slow: 1.6 Mbit/s, 150 ms there and back, a processor ${SLOWER} times slower. The question is typed as soon as the field takes it. The stock page is the widget’s own first example with its script gzipped, on the same Direct Line and the same answers.`,
        ],
      };
    } finally {
      await browser.close();
      await Promise.all([ours.stop(), stock.stop()]);
    }
  },
};

async function visit(browser: Browser, port: number, field: string, isSlow: boolean): Promise<Visit> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    if (isSlow) {
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    }
    let bytes = 0;
    session.on('Network.dataReceived', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const started = performance.now();
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit', timeout: WITHIN_MS });
    await page.locator(field).fill(QUESTION, { timeout: WITHIN_MS });
    const typedMs = performance.now() - started;
    // Whoever presses Enter before anything listens presses it again.
    const answer = page.getByText(ANSWER).first();
    for (;;) {
      if ((await page.locator(field).inputValue()) !== '') await page.locator(field).press('Enter');
      const isThere = await answer.waitFor({ timeout: 250 }).then(
        () => true,
        () => false,
      );
      if (isThere || performance.now() - started > WITHIN_MS) break;
    }
    return { typedMs, answeredMs: performance.now() - started, kilobytes: bytes / 1000 };
  } finally {
    await context.close();
  }
}
