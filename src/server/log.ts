import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

/** One line of JSON an event, on standard error. Never hand it what someone typed. */
export type Log = Logger;

/** A log that writes this level and those above it. */
export function createLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
