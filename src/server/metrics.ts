import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { TurnReport } from '../bot/bot.ts';
import type { Reply } from '../channels/http.ts';

const NANOSECONDS = 1e9;

/** What is counted, for Prometheus; nothing in it leads back to a person or to what was typed. */
export interface Metrics {
  turn(report: TurnReport): void;
  turnFailed(): void;
  storeFailed(): void;
  response(route: string, status: number): void;
  /** `GET /metrics` */
  serve(): Promise<Reply>;
}

/** Counters at zero; `openStreams` tells how many WebSockets are open now. */
export function createMetrics(openStreams: () => number): Metrics {
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
  const delay = monitorEventLoopDelay({ resolution: 50 });
  delay.enable();
  new Gauge({
    name: 'nodejs_eventloop_delay_p99_seconds',
    help: 'Event-loop delay since the last look, 99th percentile',
    registers,
    collect() {
      this.set(delay.percentile(99) / NANOSECONDS);
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
    response: (route, status) => responses.inc({ route, status: String(status) }),
    async serve() {
      const body = await registry.metrics();
      return { status: 200, headers: { 'cache-control': 'no-store' }, content: { type: registry.contentType, body } };
    },
  };
}
