import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';
import { loadFamilies } from '../../test/understanding/judge.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure, quantile } from '../measure.ts';
import { createNaiveFuse } from '../peers/engines.ts';
import { fillExamples } from '../peers/example-questions.ts';
import { trainOnce } from '../peers/train-once.ts';
import { spreadOver } from '../random.ts';

const PASSES = 5;
const FUSE_QUESTIONS = 30;
const FUSE_PASSES = 3;
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
    const oursPass = (): number[] =>
      questions.map(({ text, context }) => time(() => read({ text, frame: null, locale: 'fr' }, context)));

    const warm = [oursPass(), oursPass()];
    const ours: number[][] = [];
    const theirs: number[][] = [];
    for (let pass = 0; pass < PASSES; pass += 1) {
      ours.push(oursPass());
      if (pass < FUSE_PASSES) theirs.push(few.map(({ text }) => time(() => fuse.classify(text))));
    }

    const ready = [];
    for (let start = 0; start < STARTS; start += 1) {
      ready.push(readyFormat.parse(JSON.parse(execFileSync(process.execPath, [READY], { encoding: 'utf8' }))));
    }
    const row = (id: string, what: string, at: number, limit: number) =>
      createRow({
        id,
        what,
        unit: 'ms',
        better: 'lower',
        ours: ours.map((pass) => quantile(pass, at)),
        peer: { name: fuse.name, runs: theirs.map((pass) => quantile(pass, at)) },
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
        `${questions.length} questions of the tuning half, ${PASSES} passes after ${warm.length} to warm up; fuse.js on ${few.length} of them (${examples.length} examples make it slow).`,
        `Ready: data ${Math.round(
          quantile(
            ready.map((one) => one.knowledge),
            0.5,
          ),
        )} ms, understanding ${Math.round(
          quantile(
            ready.map((one) => one.understand),
            0.5,
          ),
        )} ms, each in a fresh process.`,
      ],
    };
  },
};

function time(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
