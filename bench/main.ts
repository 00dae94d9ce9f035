import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod/v4';
import { findWorse, toBaseline } from './guard.ts';
import { describeMachine } from './machine.ts';
import type { Measure, Row } from './measure.ts';
import { MEASURES } from './measures/index.ts';
import { wordFindings, wordMachine } from './print.ts';

const USAGE = 'npm run bench -- [--only <id>] [--json] [--verbose] [--minutes <n>] [--guard | --baseline]';
const LEAST_MINUTES = 4;
const BASELINE = new URL('baseline.json', import.meta.url);
const baselineFormat = z.record(z.string(), z.number());

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '10' },
      guard: { type: 'boolean', default: false },
      baseline: { type: 'boolean', default: false },
    },
  });
  const chosen = choose(values.only);
  const minutes = Number(values.minutes);
  if (!(minutes >= LEAST_MINUTES)) throw new Error(`--minutes ${values.minutes}: ${LEAST_MINUTES} at least.`);
  // With --json standard output is for the JSON alone.
  const say = values.json ? console.error : console.log;
  const machine = describeMachine();
  say(wordMachine(machine));

  const rows: Row[] = [];
  for (const measure of chosen) {
    const started = performance.now();
    const findings = await measure.run({ verbose: values.verbose, minutes });
    const wanted = findings.rows.filter(
      ({ id }) => values.only === undefined || values.only === measure.ids[0] || id === values.only,
    );
    rows.push(...wanted);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`\n${measure.ids[0]} (${seconds} s)\n${wordFindings({ ...findings, rows: wanted })}`);
  }
  if (values.json) console.log(JSON.stringify({ machine, measures: rows }, null, 2));
  if (values.baseline) {
    const before = values.only === undefined ? {} : readBaseline();
    writeFileSync(BASELINE, `${JSON.stringify({ ...before, ...toBaseline(rows) }, null, 2)}\n`);
    say('\nbench/baseline.json is written.');
  }
  if (values.guard) {
    const worse = findWorse(rows, readBaseline());
    say(worse.length === 0 ? '\nNo ratio got 1.5 times worse than bench/baseline.json.' : `\n${worse.join('\n')}`);
    if (worse.length > 0) process.exitCode = 1;
  }
}

/** All measures, or the one that gives the row asked for. */
function choose(only: string | undefined): readonly Measure[] {
  if (only === undefined) return MEASURES.filter(({ isOptional = false }) => !isOptional);
  const found = MEASURES.filter(({ ids }) => ids.includes(only));
  if (found.length > 0) return found;
  const ids = MEASURES.flatMap((measure) => measure.ids);
  throw new Error(`--only ${only}: there is no such measure. The ids are: ${ids.join(', ')}.`);
}

function readBaseline(): Record<string, number> {
  return baselineFormat.parse(JSON.parse(readFileSync(BASELINE, 'utf8')));
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  });
}
