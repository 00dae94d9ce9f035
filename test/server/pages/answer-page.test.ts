import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Drawn } from '../../../src/answer.ts';
import { createAssistant } from '../../../src/create-assistant.ts';
import { compactFrame, frameFromPath, frameToPath, readFrame } from '../../../src/frame.ts';
import { createAnswerPage } from '../../../src/server/pages/answer-page.ts';
import { createTranslator } from '../../../src/translator.ts';
import { allFrames } from '../../gallery/all-frames.ts';
import { plainLines, visibleStrings } from '../../gallery/read-card.ts';
import { startBot } from '../start-bot.ts';

const BRETAGNE = '/q/contacts/territoire.region-bretagne';
/** A prime, so that every kind of question comes among those looked at. */
const EVERY = 7;
/** Buttons that need a conversation. */
const FEEDBACK = /(?:Utile|Pas utile)$/;

const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
const serve = createAnswerPage({
  source: assistant,
  frameFromPath,
  frameToPath,
  readFrame,
  compactFrame,
  translators: { fr: createTranslator('fr'), en: createTranslator('en') },
  publicUrl: null,
  frameAncestors: [],
  style: '/style.css',
});

let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

async function draw(path: string, language = ''): Promise<string> {
  const [, , intent = '', ids = ''] = path.split('/');
  const call = {
    headers: {},
    peer: '',
    params: { intent, ids },
    query: new URLSearchParams(language),
    body: undefined,
  };
  return String((await serve(call)).content?.body);
}

/** The words of a page, those that stand for pictures too, tags and entities gone, no-break spaces as spaces. */
function wordsOf(html: string): string {
  return html
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<img[^>]* alt="([^"]*)"[^>]*>/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** What a card says that a page must say too: all but the buttons that need a conversation. */
function saidBy({ card }: Drawn): readonly string[] {
  return [...visibleStrings(card)]
    .flatMap((text) => plainLines(text))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !FEEDBACK.test(line));
}

describe('the page of an answer', () => {
  const frames = allFrames(assistant.knowledge).filter((_, index) => index % EVERY === 0);

  it('says all that the card says, and names every page that the answer rests on', async () => {
    const missing: string[] = [];
    for (const frame of frames) {
      const path = frameToPath(frame);
      const html = await draw(path);
      const words = wordsOf(html);
      const { drawn } = assistant.answer(frame, 'fr', true);
      for (const one of drawn) {
        // The foot of a card cites a few sources in other words; the page lists them all.
        const cited = new Set((one.sources ?? []).map(({ title }) => title.slice(0, 20)));
        const said = saidBy(one).filter(
          (line) => !/^Sources?( |$)/.test(line) && ![...cited].some((title) => line.startsWith(title)),
        );
        missing.push(...said.filter((line) => !words.includes(line)).map((line) => `${path}: ${line}`));
        for (const { url } of one.sources ?? []) {
          if (!html.includes(url.replaceAll('&', '&amp;').replaceAll("'", '&#39;'))) missing.push(`${path}: ${url}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });

  it('has one h1 and headings that never skip a level', async () => {
    for (const frame of frames) {
      const html = await draw(frameToPath(frame));
      const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels[0]).toBe(1);
      levels.reduce((before, level) => {
        expect(level, `${frameToPath(frame)} ${levels}`).toBeLessThanOrEqual(before + 1);
        return level;
      });
    }
  });

  it('leads only to pages that exist', async () => {
    const gone = new Set<string>();
    for (const frame of frames) {
      for (const [, path = ''] of (await draw(frameToPath(frame))).matchAll(/href="(\/q\/[^"?]+)/g)) {
        if (frameFromPath(path) === null) gone.add(path);
      }
    }
    expect([...gone]).toEqual([]);
  });

  it('says what it is in the words of schema.org, with dated citations', async () => {
    const html = await draw(BRETAGNE);
    const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
    expect(json).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      inLanguage: 'fr',
      version: assistant.knowledge.version,
      mainEntity: { '@type': 'Question', name: 'Qui contacter en Bretagne\u00a0?' },
    });
    const { text, citation } = json.mainEntity.acceptedAnswer;
    expect(text).toContain('CRESS Bretagne');
    expect(citation).toContainEqual({
      '@type': 'WebPage',
      name: 'Trois Régions récompensées pour leur dynamisme sur l’ESS\u00a0!',
      url: 'https://www.avise.org/actualites/trois-regions-recompensees-pour-leur-dynamisme-sur-less',
      datePublished: '2019-03-26',
      publisher: { '@type': 'Organization', name: 'Avise' },
    });
  });

  it('shows a comparison as tables with headings of rows and columns', async () => {
    const html = await draw('/q/compare/territoire.region-bretagne,territoire.region-normandie');
    expect(html).toContain('<th scope="col">Défis</th>');
    expect(html).toContain('<th scope="row">Région Bretagne</th>');
  });

  it('leads back to the chat with the very same question', async () => {
    const html = await draw(BRETAGNE);
    const href = /<p class="ask"><a href="([^"]+)">Poser une autre question/.exec(html)?.[1] ?? '';
    const rest = new URLSearchParams(href.replaceAll('&amp;', '&').split('#')[1]);
    expect(rest.get('q')).toBe('Qui contacter en Bretagne\u00a0?');
    expect(readFrame(JSON.parse(rest.get('frame') ?? ''))).toEqual(frameFromPath(BRETAGNE));
  });

  it('is English on demand, and each language names the other', async () => {
    const html = await draw(BRETAGNE, 'lang=en');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<h1>Who to contact: Région Bretagne?</h1>');
    expect(html).toContain(`hreflang="fr" href="${BRETAGNE}"`);
    expect(html).toContain('/q/challenges/territoire.region-bretagne?lang=en');
    expect(await draw(BRETAGNE)).toContain(`hreflang="en" href="${BRETAGNE}?lang=en"`);
  });
});

describe('GET /q/<intent>/<ids>', () => {
  it('needs no script and allows none from elsewhere', async () => {
    const response = await fetch(`${bot.url}${BRETAGNE}`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    expect(html.match(/<script(?! type="application\/ld\+json")/g)).toBeNull();
    expect(html).not.toMatch(/ style=| on\w+=/);
  });

  it('is fetched again only when the data has changed', async () => {
    const first = await fetch(`${bot.url}${BRETAGNE}`);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toContain(assistant.knowledge.version);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await fetch(`${bot.url}${BRETAGNE}`, { headers: { 'if-none-match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(`${bot.url}${BRETAGNE}`, { method: 'HEAD' })).status).toBe(200);
  });

  const strangers: readonly [string, string][] = [
    ['a territory that does not exist', '/q/contacts/territoire.atlantide'],
    ['an intent that does not exist', '/q/meteo/territoire.region-bretagne'],
    ['parts in another order', '/q/theme/type.region,theme.vieillissement'],
    ['something that is no part', '/q/contacts/<script>alert(1)</script>'],
    ['a theme that does not exist beside one that does', '/q/theme/theme.vieillissement,theme.dragons'],
    ['a name of JavaScript', '/q/contacts/territoire.__proto__'],
  ];
  for (const [situation, path] of strangers) {
    it(`with ${situation} is a 404 that says what to do`, async () => {
      const page = await fetch(bot.url + encodeURI(path), { headers: { accept: 'text/html' } });
      const html = await page.text();
      expect(page.status).toBe(404);
      expect(html).toContain('<h1>Cette réponse n’existe pas, ou plus</h1>');
      expect(html).toContain('href="/"');
      expect(html).toContain('noindex');
      expect(html).not.toContain('alert(1)');
      const problem = await fetch(bot.url + encodeURI(path));
      expect(problem.headers.get('content-type')).toContain('application/problem+json');
      expect(await problem.json()).toMatchObject({ status: 404, detail: expect.stringContaining('page d’accueil') });
    });
  }

  it('has an address without the server unless it is told its public one', async () => {
    const publicBot = await startBot({ PUBLIC_URL: 'https://bot.example', TOKEN_SECRET: 's'.repeat(40) });
    const html = await (await fetch(`${publicBot.url}${BRETAGNE}`)).text();
    expect(html).toContain(`<link rel="canonical" href="https://bot.example${BRETAGNE}">`);
    expect(html).toContain(`content="https://bot.example${BRETAGNE}"`);
    await publicBot.stop();
  });
});
