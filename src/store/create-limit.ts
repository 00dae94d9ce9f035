import { createHmac } from 'node:crypto';
import type { Store } from './store.ts';

/**
 * A limit of so many times in `seconds` (0: none): counts a key and gives the seconds it must wait, or 0. Keys reach the
 * store only hashed under `secret` and the name of the limit: a bare hash of an address is as good as the address. When
 * the store fails nobody has to wait.
 */
export function createLimit({
  store,
  secret,
  name,
  most,
  seconds,
  forgot,
}: {
  store: Store;
  secret: string;
  name: string;
  most: number;
  seconds: number;
  forgot: (error: unknown) => void;
}): (key: string) => Promise<number> {
  return async (key) => {
    if (most === 0) return 0;
    const hashed = createHmac('sha256', secret).update(`${name}\n${key}`).digest('base64url');
    const { count, resetIn } = await store.count(hashed, seconds).catch((error: unknown) => {
      forgot(error);
      return { count: 0, resetIn: 0 };
    });
    return count > most ? resetIn : 0;
  };
}
