import type { Store } from './store.ts';

/** The store of many processes. */
export async function createRedisStore(_: { url: string; keepMs: number }): Promise<Store> {
  throw new Error('STORE_URL : redis:// n’est pas encore pris en charge ; utiliser sqlite:chemin ou memory:.');
}
