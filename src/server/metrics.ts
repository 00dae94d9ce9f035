import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { TurnReport } from '../bot/bot.ts';
import type { Reply } from '../channels/http.ts';

const NANOSECONDS = 1e9;
/** How often the loop is looked at; what is measured is this and the delay. */
const LOOK_EVERY_MS = 50;

/** What is counted, for Prometheus; nothing in it leads back to a person or to what was typed. */
export interface Metrics {
  turn(report: TurnReport): void;
  turnFailed(): void;
  storeFailed(): void;
  /** One response, and how long a handler took for it; null where none was asked. */
  response(route: string, status: number, milliseconds: number | null): void;
  /** `GET /metrics` */
  serve(): Promise<Reply>;
}

/** What is looked at when the metrics are asked for. */
export interface Gauged {
  /** How many WebSockets are open now. */
  openStreams(): number;
  /** Whether the store takes what it is given. */
  isStoreUp(): Promise<boolean>;
  /** The versions of the code and of the data that answer now. */
  versions(): { readonly code: string; readonly data: string };
}

/** Counters at zero. */
export function createMetrics({ openStreams, isStoreUp, versions }: Gauged): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'bot_turns_total',
    help: 'Turns by what they were understood as',
    labelNames: ['outcome', 'intent', 'channel'],
    registers,
  });
  const seconds = new Histogram({
    name: 'bot_turn_seconds',
    help: 'Time to understand, answer and draw one message',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25],
    registers,
  });
  const failures = new Counter({ name: 'bot_turn_failures_total', help: 'Turns that ended in an apology', registers });
  const forgotten = new Counter({ name: 'bot_store_errors_total', help: 'Turns that the store failed', registers });
  const responses = new Counter({
    name: 'http_responses_total',
    help: 'Responses by route and status',
    labelNames: ['route', 'status'],
    registers,
  });
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  new Gauge({
    name: 'bot_store_up',
    help: '1 while conversations can be remembered',
    registers,
    async collect() {
      this.set((await isStoreUp()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'bot_info',
    help: 'Versions of the code and of the data',
    labelNames: ['code', 'data'],
    registers,
    collect() {
      this.reset();
      this.set(versions(), 1);
    },
  });
  new Gauge({
    name: 'bot_open_streams',
    help: 'Open WebSockets',
    registers,
    collect() {
      this.set(openStreams());
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  const delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  delay.enable();
  new Gauge({
    name: 'nodejs_eventloop_delay_p99_seconds',
    help: 'Event-loop delay since the last look, 99th percentile',
    registers,
    collect() {
      this.set(Math.max(0, delay.percentile(99) / NANOSECONDS - LOOK_EVERY_MS / 1000));
      delay.reset();
    },
  });

  return {
    turn({ outcome, intent, channel, milliseconds }) {
      turns.inc({ outcome, intent: intent ?? 'none', channel });
      seconds.observe(milliseconds / 1000);
    },
    turnFailed: () => failures.inc(),
    storeFailed: () => forgotten.inc(),
    response(route, status, milliseconds) {
      responses.inc({ route, status: String(status) });
      if (milliseconds !== null) requests.observe({ route }, milliseconds / 1000);
    },
    async serve() {
      const body = await registry.metrics();
      return { status: 200, headers: { 'cache-control': 'no-store' }, content: { type: registry.contentType, body } };
    },
  };
}
