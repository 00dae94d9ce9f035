/**
 * Reads questions with so many labelled places beside the 27 territories, in this process alone, and prints what it
 * costs as JSON. The places are the most populated communes, with their real names and homonyms.
 */
import { EMPTY_CONTEXT } from '../src/answer.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import type { Knowledge, Name } from '../src/knowledge/knowledge.ts';
import { createDictionary } from '../src/language/dictionary.ts';
import { fold } from '../src/language/fold.ts';
import type { Place } from '../src/records.ts';
import { createUnderstand } from '../src/understanding/understand.ts';
import { timeEach } from './clock.ts';
import { SLIPS } from './damage.ts';
import { quantile } from './measure.ts';
import { tuningQuestions } from './questions.ts';
import { createRandom, seedOf, spreadOver } from './random.ts';

const ASKED = 300;
const ID = 'labelled-';

/** What reading costs with so many places. */
export interface Grown {
  readonly places: number;
  /** With what an earlier start kept. */
  readonly readyMs: number;
  /** The heap and what hangs on it, once the garbage is gone. */
  readonly heapMb: number;
  readonly residentMb: number;
  readonly p50: number;
  readonly p99: number;
  readonly clean: number;
  readonly typos: number;
  readonly asked: number;
}

function grow(size: number, cacheDir: string): Grown {
  const load = () => {
    const started = performance.now();
    const knowledge = createKnowledge('data', { cacheDir });
    const loaded = performance.now() - started;
    const places = listPlaces(knowledge).slice(0, size);
    const names = places.map(
      ({ code, name }): Name => ({ type: 'territory', id: `${ID}${code}`, text: name, as: 'name' }),
    );
    const generated = performance.now();
    const version = `${knowledge.version}-${size}`;
    const understand = createUnderstand(
      { ...knowledge, version, names: [...knowledge.names, ...names] },
      2000,
      cacheDir,
    );
    return { knowledge, places, understand, readyMs: loaded + performance.now() - generated };
  };
  load(); // keeps what the second start needs
  const { knowledge, places, understand, readyMs } = load();
  const read = (text: string) => understand({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);

  const trials = listTrials(places, knowledge);
  const questions = [...tuningQuestions(), ...trials.flatMap(({ clean, typo }) => [clean, typo])];
  timeEach(questions, read);
  const times = timeEach(questions, read).least;
  const find = (text: string, ids: ReadonlySet<string>): boolean =>
    read(text).parts.some(({ entities }) => entities.some(({ id }) => ids.has(id)));
  const share = (test: (trial: (typeof trials)[number]) => boolean): number =>
    trials.length === 0 ? 1 : trials.filter(test).length / trials.length;
  const found = {
    clean: share(({ clean, ids }) => find(clean, ids)),
    typos: share(({ typo, ids }) => find(typo, ids)),
  };
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    places: size,
    readyMs,
    heapMb: (heapUsed + external) / 2 ** 20,
    residentMb: rss / 2 ** 20,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    ...found,
    asked: trials.length,
  };
}

function listPlaces({ communes, place }: Knowledge): Place[] {
  return communes.folded
    .flatMap((_, index) => communes.ids(index))
    .map(place)
    .filter((one) => one !== undefined)
    .filter(
      (
        (seen) =>
        ({ id }: Place) =>
          !seen.has(id) && seen.add(id)
      )(new Set<string>()),
    )
    .sort((a, b) => b.population - a.population || (a.code < b.code ? -1 : 1));
}

/** Some of the places, asked for by their name and by their name with one slip of a finger that gives no other word. */
function listTrials(places: readonly Place[], { communes, names }: Knowledge) {
  const dictionary = createDictionary();
  const known = new Set([...communes.folded, ...names.map(({ text }) => fold(text))]);
  const owners = Map.groupBy(places, ({ name }) => fold(name));
  return spreadOver(places, ASKED).flatMap(({ name, code }) => {
    const random = createRandom(seedOf(code));
    const slip = SLIPS[Math.floor(random() * SLIPS.length)];
    const typo = slip?.name?.(name, random) ?? name;
    if (known.has(fold(typo)) || dictionary.has(fold(typo))) return [];
    const ids = new Set((owners.get(fold(name)) ?? []).map((one) => `${ID}${one.code}`));
    return [{ clean: `Qui contacter à ${name} ?`, typo: `Qui contacter à ${typo} ?`, ids }];
  });
}

if (import.meta.main) console.log(JSON.stringify(grow(Number(process.argv[2]), process.argv[3] ?? '')));
