import { type Activity, TestAdapter } from 'botbuilder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { readFeedback } from '../../src/feedback.ts';
import { readFrame } from '../../src/frame.ts';
import { createFeedbackCounter } from '../../src/store/count-feedback.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { isJson, objectsOf } from '../gallery/read-card.ts';

const DAY = 24 * 60 * 60 * 1000;
const WEEK = '2026-W48';
const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
const SENTENCES = { apology: 'Désolé', forgetful: 'Oubli', mention: (name: string) => `@${name}` };

let store: Store;
let send: (message: Partial<Activity>) => Promise<Partial<Activity>[]>;
let counted: () => Promise<Record<string, number>>;
const failures: unknown[] = [];

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:', keepMs: DAY });
  const bot = createBot({
    assistant,
    store,
    readFrame,
    readFeedback,
    count: createFeedbackCounter(store, () => new Date('2026-11-25')),
    sentences: { fr: SENTENCES, en: SENTENCES },
    events: { turn() {}, forgot: (error) => failures.push(error), failed: (error) => failures.push(error) },
  });
  const adapter = new TestAdapter((context) => bot.run(context));
  send = async (message) => {
    adapter.activeQueue.splice(0);
    await adapter.receiveActivity({ type: 'message', text: '', ...message });
    return adapter.activeQueue.splice(0);
  };
  counted = async () => {
    await bot.idle();
    const tallies = await store.tallies('feedback', [WEEK]);
    return Object.fromEntries(tallies.map(({ name, count }) => [name, count]));
  };
});
afterEach(async () => {
  await store.close();
  expect(failures).toEqual([]);
});

/** What the buttons of a reply carry that say what a reader thinks. */
function judgements(reply: Partial<Activity> | undefined): readonly Record<string, unknown>[] {
  const card: unknown = reply?.attachments?.[0]?.content;
  return [...objectsOf(card)].filter((object) => isJson(object.feedback));
}

describe('what a reader thinks of an answer', () => {
  it('is one tap, thanked in a line and counted by kind, verdict and week', async () => {
    const [answer] = await send({ text: 'Qui contacter en Bretagne ?' });
    const [yes] = judgements(answer);
    const [thanks, ...more] = await send({ value: yes });
    expect(thanks?.text).toBe('Merci, c’est noté.');
    expect(more).toEqual([]);
    expect(await counted()).toEqual({ 'contacts/yes': 1 });
  });

  it('may have a reason from a short list, which is counted beside it', async () => {
    const [, no] = judgements((await send({ text: 'Qui contacter en Bretagne ?' }))[0]);
    const [why] = await send({ value: no });
    expect(why?.text).toMatch(/^Merci\. Qu’est-ce qui n’allait pas/);
    const reasons = judgements(why);
    expect(reasons).toHaveLength(4);
    expect((await send({ value: reasons[2] }))[0]?.text).toBe('Merci, c’est noté.');
    expect(await counted()).toEqual({ 'contacts/no': 1, 'contacts/no/wrong': 1 });
  });

  it('counts once, however often the same button is pressed', async () => {
    const value = { feedback: { intent: 'theme', useful: true } };
    for (let tap = 0; tap < 3; tap += 1) await send({ value });
    expect(await counted()).toEqual({ 'theme/yes': 1 });
  });

  it('leaves the conversation where it was', async () => {
    await send({ text: 'Qui contacter en Bretagne ?' });
    await send({ value: { feedback: { intent: 'contacts', useful: true } } });
    const [next] = await send({ text: 'et en Normandie ?' });
    expect(next?.text).toContain('Contacts · Région Normandie');
  });

  it('is thanked in the language of the card', async () => {
    const value = { feedback: { intent: 'theme', useful: true }, locale: 'en' };
    expect((await send({ value }))[0]?.text).toBe('Thank you, noted.');
  });

  it('that no button of ours carries is no feedback, and is not counted', async () => {
    const [reply] = await send({ value: { feedback: { intent: 'contacts', useful: false, reason: 'Paul' } } });
    expect(reply?.text).not.toContain('noté');
    expect(await counted()).toEqual({});
  });
});
