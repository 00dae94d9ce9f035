import type { Count } from './store.ts';

/** Windows are swept once the map has grown to this size, so that addresses seen once do not stay. */
const SWEEP_AT = 10_000;

/** Counts keys in fixed windows, in the memory of this process; `now` is the clock in milliseconds. */
export function createCounter(now: () => number): { count(key: string, windowSeconds: number): Count } {
  const windows = new Map<string, { count: number; ends: number }>();
  let sweepAt = SWEEP_AT;
  return {
    count(key, windowSeconds) {
      const at = now();
      if (windows.size >= sweepAt) {
        for (const [old, { ends }] of windows) if (ends <= at) windows.delete(old);
        sweepAt = Math.max(SWEEP_AT, windows.size * 2);
      }
      let window = windows.get(key);
      if (window === undefined || window.ends <= at) {
        window = { count: 0, ends: at + windowSeconds * 1000 };
        windows.set(key, window);
      }
      window.count += 1;
      return { count: window.count, resetIn: Math.ceil((window.ends - at) / 1000) };
    },
  };
}
