import { ClientOfflineError, ErrorReply } from 'redis';

/**
 * Asks Redis and rejects when no answer comes within so many milliseconds; for as long again nothing is asked at all, so
 * that one slow Redis does not slow down every turn. What was asked and may have been done rejects with `isUnsure`.
 */
export function createPatience(withinMs: number): <T>(ask: () => Promise<T>) => Promise<T> {
  let pausedUntil = 0;
  return async (ask) => {
    if (performance.now() < pausedUntil) throw new Error('Redis did not answer a moment ago');
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      pausedUntil = performance.now() + withinMs;
      reject(new Error('Redis does not answer'));
    }, withinMs);
    const asking = ask();
    // When it is late nobody waits for its failure any more.
    asking.catch(() => undefined);
    try {
      return await Promise.race([asking, late]);
    } catch (error) {
      // What was refused, or never sent, was surely not done.
      const isSure = error instanceof ErrorReply || error instanceof ClientOfflineError;
      throw isSure ? error : Object.assign(new Error('Redis did not answer', { cause: error }), { isUnsure: true });
    } finally {
      clearTimeout(timer);
    }
  };
}
