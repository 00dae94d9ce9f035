import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { type BotProcess, startProcess } from './bot-process.ts';
import { createReader, type Logged, type Reader } from './reader.ts';
import { startRedis } from './redis-server.ts';

const CONVERSATIONS = 200;
/** At so many places at once readers ask: enough that a killed process always has something under way. */
const AT_ONCE = 25;
const KILL_AFTER = 100;
/** Half a minute on two busy cores; this only ends what hangs. */
const WITHIN_MS = 150_000;

/** Where one may go on to from anywhere, and how the answer begins. */
const PLACES: readonly (readonly [string, string])[] = [
  ['en Bretagne', 'Contacts · Région Bretagne'],
  ['en Normandie', 'Contacts · Région Normandie'],
  ['à Figeac', 'Contacts · Figeac'],
  ['à Roubaix', 'Contacts · Roubaix'],
  ['à Mayotte', 'Contacts · Mayotte'],
  ['en Nouvelle-Aquitaine', 'Contacts · Région Nouvelle-Aquitaine'],
];

/** What one reader was told, beside what they asked. */
interface Story {
  readonly expected: readonly { readonly id: string; readonly begins: string }[];
  readonly log: readonly Logged[];
}

/** Three questions each, of which only the first says what is asked about the place. */
async function tellStory(reader: Reader, random: () => number, acknowledged: () => Promise<void>): Promise<Story> {
  const first = Math.floor(random() * PLACES.length);
  const expected: { id: string; begins: string }[] = [];
  for (const step of [0, 1, 2]) {
    const [place, begins] = PLACES[(first + step) % PLACES.length] ?? ['', ''];
    const id = await reader.ask(step === 0 ? `Qui contacter ${place} ?` : `et ${place} ?`);
    expected.push({ id, begins });
    await acknowledged();
  }
  return { expected, log: await reader.readUntilAnswered(expected.map(({ id }) => id)) };
}

/** Every question once, each followed by its answer before the next answer begins, each answer the right one. */
function judge({ expected, log }: Story): string[] {
  const asked = log.filter(({ from }) => from.role === 'user').map(({ id }) => id);
  const answers = log.filter(({ replyToId }) => replyToId !== undefined);
  const faults = expected.flatMap(({ id, begins }, at) => {
    const own = answers.filter(({ replyToId }) => replyToId === id);
    if (own.length !== 1) return [`question ${at + 1} has ${own.length} answers`];
    return own[0]?.text.startsWith(begins) ? [] : [`question ${at + 1} got « ${own[0]?.text.slice(0, 40)} »`];
  });
  const inOrder = JSON.stringify(asked) === JSON.stringify(expected.map(({ id }) => id));
  const answeredInOrder =
    JSON.stringify(answers.map(({ replyToId }) => replyToId)) === JSON.stringify(expected.map(({ id }) => id));
  return [
    ...faults,
    ...(inOrder ? [] : ['the questions are not each there once, in order']),
    ...(answeredInOrder ? [] : ['the answers are not in order']),
    ...(new Set(log.map(({ id }) => id)).size === log.length ? [] : ['an id is there twice']),
  ];
}

/** Has all readers tell their stories, some at a time; `disturb` is called at each acknowledged question. */
async function tellAll(
  addressOf: () => string,
  random: () => number,
  disturb: (acknowledged: number) => Promise<void>,
): Promise<readonly Story[]> {
  const until = performance.now() + WITHIN_MS - 5000;
  const isLate = (): boolean => performance.now() > until;
  const stories: Story[] = [];
  let [started, acknowledged] = [0, 0];
  const work = async (): Promise<void> => {
    while (started < CONVERSATIONS) {
      started += 1;
      const reader = await createReader(addressOf, isLate);
      const story = await tellStory(reader, random, async () => {
        acknowledged += 1;
        await disturb(acknowledged);
      });
      stories.push(story);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return stories;
}

/** One more life; the one before may have ended while it began. */
function survive(bot: BotProcess): Promise<void> {
  return bot.restart().catch(() => undefined);
}

function pick(processes: readonly BotProcess[], random: () => number): string {
  return processes[Math.floor(random() * processes.length)]?.url ?? '';
}

describe('every acknowledged message is answered once, in order, with its context', () => {
  it(
    'by three processes on one Redis, one of them killed again and again, Redis restarted once',
    async () => {
      const random = createRandom(8);
      const redis = await startRedis();
      const processes = await Promise.all(
        [1, 2, 3].map((instance) => startProcess({ STORE_URL: redis.url, BOT_INSTANCE: String(instance) })),
      );
      const [victim] = processes;
      const restarts: Promise<void>[] = [];
      try {
        const stories = await tellAll(
          () => pick(processes, random),
          random,
          async (acknowledged) => {
            // Nobody waits for it, and one that still starts is killed too.
            if (acknowledged % KILL_AFTER === 0 && victim !== undefined) restarts.push(survive(victim));
            if (acknowledged === (CONVERSATIONS * 3) / 2) {
              await redis.stop();
              await redis.start();
            }
          },
        );
        await restarts.at(-1);
        expect(restarts).toHaveLength((CONVERSATIONS * 3) / KILL_AFTER);
        expect(stories).toHaveLength(CONVERSATIONS);
        expect(stories.flatMap(judge)).toEqual([]);
      } finally {
        await Promise.all(processes.map((one) => one.stop()));
        await redis.remove();
      }
    },
    WITHIN_MS + 15_000,
  );

  it(
    'by one process on SQLite, killed again and again',
    async () => {
      const random = createRandom(9);
      const folder = mkdtempSync(join(tmpdir(), 'survival-'));
      const bot = await startProcess({ STORE_URL: `sqlite:${join(folder, 'bot.sqlite')}` });
      const restarts: Promise<void>[] = [];
      try {
        const stories = await tellAll(
          () => bot.url,
          random,
          async (acknowledged) => {
            if (acknowledged % (2 * KILL_AFTER) === 0) restarts.push(survive(bot));
          },
        );
        await restarts.at(-1);
        expect(stories).toHaveLength(CONVERSATIONS);
        expect(stories.flatMap(judge)).toEqual([]);
      } finally {
        await bot.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    WITHIN_MS + 15_000,
  );
});
