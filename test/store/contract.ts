import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, LONGEST_LOG, type Store } from '../../src/store/store.ts';
import { nameWeek } from '../../src/store/week.ts';
import { holdModel, steps } from './model.ts';

/** A clock that tests move. */
export interface Clock {
  now: number;
}

/** What every store must do; `open` makes one that is empty. */
export function holdContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(name, () => {
    const clock: Clock = { now: 1_800_000_000_000 };
    let store: Store;
    let serial = 0;
    const fresh = (): string => {
      serial += 1;
      return `conversation-${serial}`;
    };
    const turn = (conversation: string, rest: Partial<Commit> = {}): Commit => ({
      conversation,
      version: 0,
      context: { last: [] },
      delivery: null,
      answered: null,
      replies: [],
      ...rest,
    });

    beforeAll(async () => {
      store = await open(clock);
    });
    afterAll(() => store.close());

    describe('a context', () => {
      it('is empty, version 0, before the first turn', async () => {
        expect(await store.readContext(fresh())).toEqual({ version: 0, value: null });
      });

      it('is given back as it was saved, with a new version', async () => {
        const id = fresh();
        expect(await store.commit(turn(id, { context: { last: ['é', 1, null] } }))).toBe('saved');
        expect(await store.readContext(id)).toEqual({ version: 1, value: { last: ['é', 1, null] } });
      });

      it('is not saved over one that was saved meanwhile', async () => {
        const id = fresh();
        await store.commit(turn(id, { context: 'first' }));
        expect(await store.commit(turn(id, { context: 'second' }))).toBe('conflict');
        expect(await store.commit(turn(id, { context: 'second', version: 2 }))).toBe('conflict');
        expect((await store.readContext(id)).value).toBe('first');
      });

      it('takes one of many turns that read the same version at the same moment', async () => {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 3 }), async (writers, before) => {
            const id = fresh();
            for (let version = 0; version < before; version += 1) await store.commit(turn(id, { version }));
            const results = await Promise.all(
              Array.from({ length: writers }, (_, writer) =>
                store.commit(turn(id, { version: before, context: writer })),
              ),
            );
            expect(results.filter((result) => result === 'saved')).toHaveLength(1);
            expect(await store.readContext(id)).toEqual({ version: before + 1, value: results.indexOf('saved') });
          }),
          { numRuns: 25 },
        );
      });
    });

    describe('a delivery', () => {
      it('is answered once', async () => {
        const id = fresh();
        expect(await store.commit(turn(id, { delivery: `${id}/1` }))).toBe('saved');
        expect(await store.commit(turn(id, { delivery: `${id}/1`, version: 1 }))).toBe('repeated');
        expect((await store.readContext(id)).version).toBe(1);
      });

      it('whose turn met a conflict is not taken for answered', async () => {
        const id = fresh();
        await store.commit(turn(id));
        expect(await store.commit(turn(id, { delivery: `${id}/1` }))).toBe('conflict');
        expect(await store.commit(turn(id, { delivery: `${id}/1`, version: 1 }))).toBe('saved');
      });

      it('given twice at one moment, among turns of others, is answered once and keeps none of them from being saved', async () => {
        const [twice, other, late] = [fresh(), fresh(), fresh()];
        await store.commit(turn(late));
        const delivery = `${twice}/1`;
        const turns = [
          turn(twice, { delivery }),
          turn(other, { context: 'other' }),
          turn(twice, { delivery, version: 1 }),
          turn(late, { context: 'late', delivery: `${late}/1` }),
        ];
        const outcomes = await Promise.all(turns.map((one) => store.commit(one)));
        expect(outcomes).toEqual(['saved', 'saved', 'repeated', 'conflict']);
        expect(await store.readContext(other)).toEqual({ version: 1, value: 'other' });
        expect((await store.readContext(twice)).version).toBe(1);
        expect(await store.commit(turn(late, { delivery: `${late}/1`, version: 1 }))).toBe('saved');
      });

      it('that could not be sent may be tried again', async () => {
        const id = fresh();
        await store.commit(turn(id, { delivery: `${id}/1` }));
        await store.release(`${id}/1`);
        expect(await store.commit(turn(id, { delivery: `${id}/1`, version: 1 }))).toBe('saved');
      });

      it('key is claimed by one of many', async () => {
        const key = fresh();
        const claims = await Promise.all([store.claim(key), store.claim(key), store.claim(key)]);
        expect(claims.filter(Boolean)).toHaveLength(1);
      });
    });

    describe('a log', () => {
      it('is opened once, with its first activities', async () => {
        const id = fresh();
        expect(await store.isOpen(id)).toBe(false);
        expect(await store.open(id, [{ text: 'welcome' }])).toBe(true);
        expect(await store.open(id, [{ text: 'welcome' }])).toBe(false);
        expect(await store.isOpen(id)).toBe(true);
        expect(await store.read(id, 0, 10)).toEqual([{ number: 1, activity: { text: 'welcome' } }]);
      });

      it('takes nothing before it is open', async () => {
        expect(await store.append(fresh(), {}, { key: null, awaits: true })).toBeNull();
      });

      it('knows the same message again by the client’s own name for it', async () => {
        const id = fresh();
        await store.open(id, []);
        const first = await store.append(id, { text: 'a' }, { key: 'k', awaits: true });
        expect(first).toEqual({ number: 1, isNew: true });
        expect(await store.append(id, { text: 'a' }, { key: 'k', awaits: true })).toEqual({ number: 1, isNew: false });
        expect(await store.read(id, 0, 10)).toHaveLength(1);
      });

      it('gives back, from any watermark, all that follows, in order and once', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.string({ maxLength: 8 }), { maxLength: 20 }),
            fc.nat(25),
            fc.integer({ min: 1, max: 25 }),
            async (texts, after, limit) => {
              const id = fresh();
              await store.open(id, []);
              await Promise.all(texts.map((text) => store.append(id, { text }, { key: null, awaits: false })));
              const all = await store.read(id, 0, 100);
              expect(all.map((entry) => entry.number)).toEqual(texts.map((_, index) => index + 1));
              expect(all.map((entry) => entry.activity.text).sort()).toEqual([...texts].sort());
              expect(await store.read(id, after, limit)).toEqual(all.slice(after, after + limit));
            },
          ),
          { numRuns: 25 },
        );
      });

      it('keeps only its latest part', async () => {
        const id = fresh();
        await store.open(id, []);
        for (let count = 0; count < LONGEST_LOG + 5; count += 1) {
          await store.append(id, { count }, { key: null, awaits: false });
        }
        const kept = await store.read(id, 0, LONGEST_LOG * 2);
        expect(kept).toHaveLength(LONGEST_LOG);
        expect(kept[0]).toEqual({ number: 6, activity: { count: 5 } });
      });

      it('gets the replies with the context, or neither', async () => {
        const id = fresh();
        await store.open(id, []);
        await store.append(id, { text: 'question' }, { key: null, awaits: true });
        const answer = turn(id, { answered: 1, context: 'after', replies: [{ text: 'a' }, { text: 'b' }] });
        expect(await store.commit({ ...answer, version: 7 })).toBe('conflict');
        expect(await store.nextUnanswered(id)).toEqual({ number: 1, activity: { text: 'question' } });
        expect(await store.commit(answer)).toBe('saved');
        expect(await store.commit({ ...answer, version: 1 })).toBe('repeated');
        expect((await store.read(id, 1, 10)).map((entry) => entry.activity.text)).toEqual(['a', 'b']);
        expect(await store.nextUnanswered(id)).toBeNull();
      });

      it('names what awaits an answer, oldest first', async () => {
        const id = fresh();
        await store.open(id, []);
        for (const text of ['one', 'two']) await store.append(id, { text }, { key: null, awaits: true });
        expect(await store.unanswered()).toContain(id);
        expect((await store.nextUnanswered(id))?.activity.text).toBe('one');
        await store.commit(turn(id, { answered: 1 }));
        expect((await store.nextUnanswered(id))?.activity.text).toBe('two');
        await store.commit(turn(id, { answered: 2, version: 1 }));
        expect(await store.unanswered()).not.toContain(id);
      });

      it('wakes those who follow it, and nobody else', async () => {
        const [id, other] = [fresh(), fresh()];
        await store.open(id, []);
        await store.open(other, []);
        const woken = Promise.withResolvers<void>();
        const wakes: string[] = [];
        const stop = store.follow(id, () => {
          wakes.push(id);
          woken.resolve();
        });
        const stopOther = store.follow(other, () => wakes.push(other));
        await store.append(id, {}, { key: null, awaits: false });
        await woken.promise;
        stop();
        stopOther();
        await store.append(id, {}, { key: null, awaits: false });
        expect(wakes).toEqual([id]);
      });

      it('wakes those who follow it before it is opened', async () => {
        const id = fresh();
        const woken = Promise.withResolvers<void>();
        const stop = store.follow(id, woken.resolve);
        await store.open(id, [{ text: 'welcome' }]);
        await woken.promise;
        stop();
      });

      it('is forgotten on demand, with the context', async () => {
        const id = fresh();
        await store.open(id, [{ text: 'hello' }]);
        await store.append(id, { text: 'question' }, { key: null, awaits: true });
        await store.forget(id);
        expect(await store.isOpen(id)).toBe(false);
        expect(await store.read(id, 0, 10)).toEqual([]);
        expect(await store.nextUnanswered(id)).toBeNull();
        expect(await store.readContext(id)).toEqual({ version: 0, value: null });
      });
    });

    it('does the same as a simple model of it, whatever is done in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(steps, (todo) => holdModel(store, fresh(), todo)),
        { numRuns: 60 },
      );
    });

    describe('what is to be sent', () => {
      it('is given to one caller once it is old enough, until it is sent', async () => {
        const id = fresh();
        expect(await store.commit(turn(id, { delivery: `${id}/1`, outbox: { replies: ['é'] } }))).toBe('saved');
        expect(await store.takeUnsent(60_000)).toEqual([]);
        const taken = await Promise.all([store.takeUnsent(0), store.takeUnsent(60_000)]);
        expect(taken.flat()).toEqual([{ delivery: `${id}/1`, outbox: { replies: ['é'] } }]);
        expect(await store.sent(`${id}/1`)).toBe(true);
        expect(await store.sent(`${id}/1`)).toBe(false);
        expect(await store.takeUnsent(0)).toEqual([]);
      });

      it('is nothing when the turn was not saved', async () => {
        const id = fresh();
        await store.commit(turn(id, { version: 9, delivery: `${id}/1`, outbox: 'x' }));
        expect(await store.takeUnsent(0)).toEqual([]);
      });
    });

    describe('counts', () => {
      it('add up by name and week, and are forgotten by name', async () => {
        const kind = fresh();
        const one = { kind, name: 'contacts', week: nameWeek(new Date()), count: 2 };
        await store.tally([one, { ...one, name: '__proto__' }]);
        await store.tally([{ ...one, count: 3 }]);
        const counts = await store.tallies(kind, [one.week, '2000-W01']);
        expect(counts.toSorted((a, b) => b.count - a.count)).toEqual([
          { ...one, count: 5 },
          { ...one, name: '__proto__' },
        ]);
        expect(await store.tallies(kind, ['2000-W01'])).toEqual([]);
        await store.untally(kind, 'contacts');
        expect((await store.tallies(kind, [one.week])).map(({ name }) => name)).toEqual(['__proto__']);
      });

      it('tell the members of a set apart', async () => {
        const set = fresh();
        expect(await store.meet([{ set, member: 'a' }])).toEqual([{ count: 1, isNew: true }]);
        const both = [
          { set, member: 'a' },
          { set, member: 'b' },
          { set: fresh(), member: 'b' },
        ];
        expect(await store.meet(both)).toEqual([
          { count: 1, isNew: false },
          { count: 2, isNew: true },
          { count: 1, isNew: true },
        ]);
        expect(await store.meet([])).toEqual([]);
      });
    });

    it('draws a secret once', async () => {
      const secret = await store.secret('token');
      expect(secret.length).toBeGreaterThan(32);
      expect(await store.secret('token')).toBe(secret);
      expect(await store.secret('other')).not.toBe(secret);
    });

    it('counts a key until its window ends', async () => {
      const key = fresh();
      expect(await store.count(key, 60)).toEqual({ count: 1, resetIn: 60 });
      expect((await store.count(key, 60)).count).toBe(2);
      expect((await store.count(fresh(), 60)).count).toBe(1);
    });

    it('answers when it is asked whether it is there', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
