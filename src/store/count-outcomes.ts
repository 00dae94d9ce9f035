import type { Store } from './store.ts';
import { nameWeek } from './week.ts';

const FLUSH_EVERY_MS = 30_000;

/** Counts outcomes by intent and week. */
export interface OutcomeCounter {
  add(intent: string | null, outcome: string): void;
  /** Writes what was counted and stops counting by itself. */
  close(): Promise<void>;
}

/**
 * Counts in memory and adds to the store every half minute, so that no turn waits for it; a crash loses that much.
 * What the store refuses is tried again; `forgot` is told.
 */
export function createOutcomeCounter(store: Store, forgot: (error: unknown) => void): OutcomeCounter {
  let counts = new Map<string, number>();
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    const week = nameWeek(new Date());
    try {
      await store.tally([...taken].map(([name, count]) => ({ kind: 'outcome', name, week, count })));
    } catch (error) {
      for (const [name, count] of taken) counts.set(name, (counts.get(name) ?? 0) + count);
      forgot(error);
    }
  };
  const flushing = setInterval(flush, FLUSH_EVERY_MS).unref();
  return {
    add(intent, outcome) {
      const name = `${intent ?? 'none'}/${outcome}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    async close() {
      clearInterval(flushing);
      await flush();
    },
  };
}
