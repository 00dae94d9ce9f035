import * as AdaptiveCards from 'adaptivecards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../../src/answer.ts';
import { createAssistant } from '../../../src/create-assistant.ts';
import { frameToPath } from '../../../src/frame.ts';
import { invoke, link, type Shape, search } from './activities.ts';
import { PUBLIC_URL, startTeams, type Teams } from './start-teams.ts';

/** What Teams takes, in bytes. */
const LARGEST = 28 * 1024;

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());

interface Result {
  readonly contentType: string;
  readonly content: Shape & { readonly body: readonly Shape[] };
  readonly preview: { readonly content: { readonly title: string; readonly text: string } };
}

async function ask(activity: Shape): Promise<{ type: string; text?: string; attachments: readonly Result[] }> {
  const { status, body } = await teams.post(activity);
  expect(status).toBe(200);
  expect(JSON.stringify(body).length).toBeLessThan(LARGEST);
  expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(LARGEST);
  const answer: { composeExtension: { type: string; text?: string; attachments?: readonly Result[] } } = JSON.parse(
    JSON.stringify(body),
  );
  return { attachments: [], ...answer.composeExtension };
}

const titles = (results: readonly Result[]): readonly string[] => results.map(({ preview }) => preview.content.title);

describe('the search of the message box', () => {
  const found: readonly [typed: string, title: RegExp][] = [
    ['bretange', /^Région Bretagne$/],
    ['normen', /^Région Normandie$/],
    ['vieilisement', /^Thème · Vieillissement/],
    ['cress bret', /Bretagne$/],
    ['ptce', /^PTCE/],
    ['qui contacter en bretange', /^Contacts · Région Bretagne$/],
    ['lille', /Lille/],
  ];
  for (const [typed, title] of found) {
    it(`finds the card meant by « ${typed} » first`, async () => {
      const { type, attachments } = await ask(search(typed));
      expect(type).toBe('result');
      expect(titles(attachments)[0]).toMatch(title);
    });
  }

  it('opens on the territories, and gives the rest of them as one scrolls', async () => {
    const first = await ask(search('true', {}, 'initialRun'));
    expect(first.attachments.length).toBeGreaterThanOrEqual(10);
    const seen = [...titles(first.attachments)];
    while (seen.length < 27) {
      const { attachments } = await ask(search('', { queryOptions: { skip: seen.length, count: 25 } }));
      expect(attachments.length).toBeGreaterThan(0);
      seen.push(...titles(attachments));
    }
    expect(new Set(seen).size).toBe(27);
  });

  it('says in words that nothing was found, in the language of the person', async () => {
    expect(await ask(search('zzzzqq'))).toMatchObject({ type: 'message', text: 'Rien' });
    const english = { ...search('zzzzqq'), entities: [{ type: 'clientInfo', locale: 'en-US' }] };
    expect(await ask(english)).toMatchObject({ text: 'Nothing' });
  });

  it('is read even when the field has no name', async () => {
    const { attachments } = await ask(
      invoke('composeExtension/query', { parameters: [{ value: 'bretagne' }], queryOptions: { skip: 0, count: 3 } }),
    );
    expect(titles(attachments)[0]).toBe('Région Bretagne');
    expect(attachments.length).toBeLessThanOrEqual(3);
  });

  it('answers anything with 200: no value, wrong kinds, a long text, markup', async () => {
    const values = [undefined, null, 7, 'x', [], { parameters: 'x' }, { parameters: [null, 1, { value: {} }] }];
    for (const value of values) await ask(invoke('composeExtension/query', value));
    for (const typed of ['a'.repeat(50_000), '<script>', '__proto__', '.*+?^$()|[]\\', '👍🏽'])
      await ask(search(typed));
    await ask(search('bretagne', { queryOptions: { skip: -1, count: 1e9 } }));
    expect(teams.failures).toEqual([]);
  });

  it('answers well within five seconds', async () => {
    const started = performance.now();
    await ask(search('quelles régions travaillent sur le vieillissement et la transition écologique'));
    expect(performance.now() - started).toBeLessThan(2500);
  });

  it('sends no message into the conversation', () => {
    expect(teams.peer.sent).toEqual([]);
  });
});

describe('a link to an answer', () => {
  const contacts = `${PUBLIC_URL}/q/contacts/territoire.region-bretagne`;

  it('unfolds into its card, with its sources and the link itself', async () => {
    for (const name of ['composeExtension/queryLink', 'composeExtension/anonymousQueryLink']) {
      const { attachments } = await ask(link(contacts, name));
      expect(titles(attachments)).toEqual(['Contacts · Région Bretagne']);
      const card = JSON.stringify(attachments[0]?.content);
      expect(card).toContain('CRESS Bretagne');
      expect(card).toContain('Source');
      expect(card).toContain(`"url":"${contacts}"`);
    }
  });

  const others: readonly [string, unknown][] = [
    ['another page of the bot', `${PUBLIC_URL}/confidentialite`],
    ['another site', 'https://exemple.org/q/contacts/territoire.region-bretagne'],
    ['a site that only begins like ours', `${PUBLIC_URL}.evil.example/q/contacts/territoire.region-bretagne`],
    ['a territory that there is not', `${PUBLIC_URL}/q/contacts/territoire.atlantide`],
    ['a question that there is not', `${PUBLIC_URL}/q/__proto__/-`],
    ['no address', 'bonjour'],
    ['no text', { a: 1 }],
  ];
  for (const [situation, url] of others) {
    it(`to ${situation} stays as it is`, async () => {
      expect((await ask(invoke('composeExtension/queryLink', { url }))).attachments).toEqual([]);
    });
  }

  it('of any question that the bot can answer makes a card that any Teams draws', async () => {
    const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: PUBLIC_URL });
    const questions = [
      'compare la Bretagne et la Normandie',
      'quels sont les territoires labellisés',
      'quels sont les défis de la Normandie',
      'qui travaille sur le numérique',
      'dates du label',
      'Roubaix est-elle labellisée',
      'toutes les sources sur la Bretagne',
    ];
    for (const text of questions) {
      const [frame] = assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT).context.last;
      expect(frame, text).toBeDefined();
      if (frame === undefined) continue;
      const { attachments } = await ask(link(PUBLIC_URL + frameToPath(frame)));
      expect(attachments, text).toHaveLength(1);
      const { content } = attachments[0] ?? {};
      expect(faultsOf(content), text).toEqual([]);
      expect(JSON.stringify(content)).not.toMatch(/Action\.Submit|"Table"/);
    }
  });
});

describe('an invoke of another kind', () => {
  it('gets 200 and nothing', async () => {
    expect(await teams.post(invoke('task/fetch', {}))).toEqual({ status: 200, body: {} });
  });
});

/** What the reader of Adaptive Cards 1.3 finds wrong. */
function faultsOf(card: unknown): readonly string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_3);
  new AdaptiveCards.AdaptiveCard().parse(card, context);
  const faults: string[] = [];
  for (let at = 0; at < context.eventCount; at += 1) {
    const { message, event } = context.getEventAt(at);
    // A heading is one from 1.5 on; older readers draw it as any text.
    if (event !== AdaptiveCards.ValidationEvent.UnsupportedProperty || !message.includes('"style"'))
      faults.push(message);
  }
  return faults;
}
