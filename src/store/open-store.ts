import type { StoreAddress } from '../config.ts';
import { createSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** Opens the store at an address; what it holds is forgotten `keepMs` milliseconds after it was last touched. */
export async function openStore(address: StoreAddress, keepMs: number): Promise<Store> {
  switch (address.kind) {
    case 'memory':
      return createSqliteStore({ path: ':memory:', keepMs });
    case 'sqlite':
      return createSqliteStore({ path: address.path, keepMs });
    case 'redis': {
      // Loaded only when it is used: the client takes a third of a second to load.
      const { createRedisStore } = await import('./redis-store.ts');
      return createRedisStore({ url: address.url, keepMs });
    }
  }
}
