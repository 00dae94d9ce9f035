import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';
import { loadFamilies } from '../../test/understanding/judge.ts';
import { type Times, timeEach } from '../clock.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure, median, quantile } from '../measure.ts';
import { createNaiveFuse } from '../peers/engines.ts';
import { fillExamples } from '../peers/example-questions.ts';
import { trainOnce } from '../peers/train-once.ts';
import { round } from '../print.ts';
import { spreadOver } from '../random.ts';

const ROUNDS = 3;
const FUSE_QUESTIONS = 20;
const STARTS = 3;
const READY = fileURLToPath(new URL('../ready.ts', import.meta.url));
const readyFormat = z.object({ knowledge: z.number(), understand: z.number() });

/** Milliseconds to understand a question, and to be ready to: beside naive fuse.js and node-nlp. */
export const understand: Measure = {
  ids: ['understand', 'understand-p50', 'understand-p99', 'understand-ready'],
  async run() {
    const { knowledge, understand: read, contextAfter } = theLine();
    const examples = fillExamples(knowledge, 1);
    const fuse = createNaiveFuse(examples);
    const questions = loadFamilies('tuning')
      .flatMap((family) => family.questions)
      .map(({ text, after = [] }) => ({ text, context: contextAfter(after) }));
    const few = spreadOver(questions, FUSE_QUESTIONS);
    const oursRound = () =>
      timeEach(questions, ({ text, context }) => read({ text, frame: null, locale: 'fr' }, context));

    oursRound();
    const ours: Times[] = [];
    const theirs: Times[] = [];
    for (let number = 0; number < ROUNDS; number += 1) {
      ours.push(oursRound());
      if (number === 0) theirs.push(timeEach(few, ({ text }) => fuse.classify(text), 1));
    }

    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const cold = startReading();
    // The first start fills the folder, as the first start of the bot does.
    startReading(folder);
    const ready = Array.from({ length: STARTS }, () => startReading(folder));
    rmSync(folder, { recursive: true, force: true });
    const row = (id: string, what: string, at: number, limit: number) =>
      createRow({
        id,
        what,
        unit: 'ms',
        better: 'lower',
        ours: ours.map(({ least }) => quantile(least, at)),
        peer: { name: fuse.name, runs: theirs.map(({ least }) => quantile(least, at)) },
        bar: { of: 'ours', limit },
      });
    return {
      rows: [
        row('understand-p50', 'a question, median', 0.5, 0.2),
        row('understand-p99', 'a question, 99th of 100', 0.99, 1),
        createRow({
          id: 'understand-ready',
          what: 'data and understanding ready',
          unit: 'ms',
          better: 'lower',
          ours: ready.map((one) => one.knowledge + one.understand),
          peer: { name: 'node-nlp, trained', runs: [(await trainOnce(examples)).trainMs] },
          bar: { of: 'ours', limit: 300 },
        }),
      ],
      notes: [
        `${questions.length} questions of the tuning half, each the least of three times, ${ROUNDS} rounds after one to warm up; fuse.js on ${few.length} of them (${examples.length} examples make it slow).`,
        `Every single time counted, pauses of the collector and of this machine included: 99th of 100 ${round(
          quantile(
            ours.flatMap(({ all }) => all),
            0.99,
          ),
        )} ms.`,
        `Ready, each in a fresh process: data ${round(median(ready.map((one) => one.knowledge)))} ms, understanding ${round(median(ready.map((one) => one.understand)))} ms, with what an earlier start kept; without it, ${round(cold.knowledge)} and ${round(cold.understand)} ms.`,
      ],
    };
  },
};

function startReading(...folder: readonly string[]): z.infer<typeof readyFormat> {
  return readyFormat.parse(JSON.parse(execFileSync(process.execPath, [READY, ...folder], { encoding: 'utf8' })));
}
