import { setTimeout as pause } from 'node:timers/promises';
import type { StoreAddress } from '../config.ts';
import { createSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** As long as a bot that stops may take: the one that takes its place waits for it. */
const HELD_WITHIN_MS = 12_000;
const RETRY_MS = 250;
const MEMORY_MB = 256;

/** How a store is opened. */
export interface OpenOptions {
  /** What it holds is forgotten so many milliseconds after it was last touched. */
  readonly keepMs: number;
  /** How large a file may grow, in MB. */
  readonly mostMb: number;
  /** Tells, in one French line, that the store is being waited for. */
  readonly say: (line: string) => void;
  /** How long Redis is waited for, in milliseconds; by default half a minute. */
  readonly withinMs?: number;
  /** True for a tool that looks into the store of a bot that runs. */
  readonly isShared?: boolean;
}

/** Opens the store at an address; waits for one that does not answer yet and rejects with a French line in the end. */
export async function openStore(address: StoreAddress, options: OpenOptions): Promise<Store> {
  const { keepMs, mostMb, say, isShared = false, withinMs } = options;
  switch (address.kind) {
    case 'memory':
      return createSqliteStore({ path: ':memory:', keepMs, mostMb: Math.min(mostMb, MEMORY_MB) });
    case 'sqlite':
      return openWhenFree(() => createSqliteStore({ path: address.path, keepMs, mostMb, isShared }), say);
    case 'redis': {
      // Loaded only when it is used: the client takes a third of a second to load.
      const { createRedisStore } = await import('./redis-store.ts');
      return createRedisStore({ url: address.url, keepMs, say, ...(withinMs === undefined ? {} : { withinMs }) });
    }
  }
}

async function openWhenFree(open: () => Store, say: (line: string) => void): Promise<Store> {
  const until = performance.now() + HELD_WITHIN_MS;
  let hasSaid = false;
  for (;;) {
    try {
      return open();
    } catch (error) {
      const isHeld = error instanceof Error && 'isBusy' in error && error.isBusy === true;
      if (!isHeld || performance.now() > until) throw error;
      if (!hasSaid) say(`${error.message} Nouvel essai pendant ${HELD_WITHIN_MS / 1000} s…`);
      hasSaid = true;
      await pause(RETRY_MS);
    }
  }
}
