import fc from 'fast-check';
import { expect } from 'vitest';
import type { Store } from '../../src/store/store.ts';

/** What a conversation should hold, kept the simplest way. */
interface Model {
  isOpen: boolean;
  version: number;
  context: unknown;
  log: string[];
  keys: Map<string, number>;
  awaiting: number[];
}

type Step =
  | { readonly do: 'open' | 'forget' | 'look' }
  | { readonly do: 'append'; readonly text: string; readonly key: string | null; readonly awaits: boolean }
  | { readonly do: 'commit'; readonly behind: number; readonly answers: boolean; readonly replies: readonly string[] }
  | { readonly do: 'read'; readonly after: number; readonly limit: number };

/** Any few things that may be done with a conversation, in any order. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'open' }, { do: 'look' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'forget' }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        text: fc.string({ unit: 'grapheme', maxLength: 6 }),
        key: fc.constantFrom(null, 'a', 'b', '__proto__'),
        awaits: fc.boolean(),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('commit' as const),
        behind: fc.nat(1),
        answers: fc.boolean(),
        replies: fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('read' as const),
        after: fc.nat(12),
        limit: fc.integer({ min: 1, max: 9 }),
      }),
    },
  ),
  { maxLength: 25 },
);

/** Does the same with a store and with a model of it; throws where they differ. */
export async function holdModel(store: Store, id: string, todo: readonly Step[]): Promise<void> {
  let model = createModel();
  for (const step of todo) {
    switch (step.do) {
      case 'open':
        expect(await store.open(id, model.isOpen ? [{ text: 'never' }] : [{ text: 'welcome' }])).toBe(!model.isOpen);
        if (!model.isOpen) model.log.push('welcome');
        model.isOpen = true;
        break;
      case 'forget':
        await store.forget(id);
        model = createModel();
        break;
      case 'append': {
        const added = await store.append(id, { text: step.text }, { key: step.key, awaits: step.awaits });
        if (!model.isOpen) {
          expect(added).toBeNull();
          break;
        }
        const known = step.key === null ? undefined : model.keys.get(step.key);
        expect(added).toEqual({ number: known ?? model.log.length + 1, isNew: known === undefined });
        if (known !== undefined) break;
        model.log.push(step.text);
        if (step.key !== null) model.keys.set(step.key, model.log.length);
        if (step.awaits) model.awaiting.push(model.log.length);
        break;
      }
      case 'commit': {
        // A turn of a channel with a log answers something in it; the others have no log at all.
        if (!model.isOpen) break;
        const answered = step.answers ? (model.awaiting[0] ?? 999) : null;
        const committed = await store.commit({
          conversation: id,
          version: Math.max(0, model.version - step.behind),
          context: step.replies,
          delivery: null,
          answered,
          replies: step.replies.map((text) => ({ text })),
        });
        if (answered !== null && !model.awaiting.includes(answered)) expect(committed).toBe('repeated');
        else if (model.version > 0 && step.behind > 0) expect(committed).toBe('conflict');
        else {
          expect(committed).toBe('saved');
          model.version += 1;
          model.context = step.replies;
          model.log.push(...step.replies);
          model.awaiting = model.awaiting.filter((number) => number !== answered);
        }
        break;
      }
      case 'read': {
        const entries = await store.read(id, step.after, step.limit);
        const wanted = model.log.map((text, at) => ({ number: at + 1, activity: { text } }));
        expect(entries).toEqual(wanted.slice(step.after, step.after + step.limit));
        break;
      }
      case 'look':
        expect(await store.isOpen(id)).toBe(model.isOpen);
        expect(await store.readContext(id)).toEqual({ version: model.version, value: model.context });
        expect((await store.nextUnanswered(id))?.number ?? null).toBe(model.awaiting[0] ?? null);
        expect((await store.unanswered()).includes(id)).toBe(model.awaiting.length > 0);
    }
  }
}

function createModel(): Model {
  return { isOpen: false, version: 0, context: null, log: [], keys: new Map(), awaiting: [] };
}
