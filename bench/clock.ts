/** In how many passes each piece of work is timed; the least of them is what it costs when nothing disturbs it. */
const TRIES = 3;

/** Milliseconds of one piece of work, in the order of the pieces. */
export interface Times {
  /** The least of three passes: what others do on the same machine, and pauses of the collector, hardly count. */
  readonly least: readonly number[];
  /** Every single time, pauses included. */
  readonly all: readonly number[];
}

/** Times each piece of work, three passes over all of them, or fewer for what is slow. */
export function timeEach<Item>(items: readonly Item[], work: (item: Item) => unknown, tries = TRIES): Times {
  return collect(
    Array.from({ length: tries }, () =>
      items.map((item) => {
        const started = performance.now();
        work(item);
        return performance.now() - started;
      }),
    ),
  );
}

/** The same for work that is awaited, one piece after the other. */
export async function timeEachAwaited<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<Times> {
  const passes: number[][] = [];
  for (let pass = 0; pass < TRIES; pass += 1) {
    const times: number[] = [];
    for (const item of items) {
      const started = performance.now();
      await work(item);
      times.push(performance.now() - started);
    }
    passes.push(times);
  }
  return collect(passes);
}

function collect(passes: readonly (readonly number[])[]): Times {
  const least = (passes[0] ?? []).map((_, at) => Math.min(...passes.map((times) => times[at] ?? Number.NaN)));
  return { least, all: passes.flat() };
}
