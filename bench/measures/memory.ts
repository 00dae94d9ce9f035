import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';
import { ask } from '../load.ts';
import { createRow, type Measure } from '../measure.ts';
import { round } from '../print.ts';
import { someQuestions } from '../questions.ts';
import { ECHO_BOT, OURS, startFlags, startServer } from '../server.ts';

const TURNS = 10_000;
const MANY_TURNS = 100_000;
const QUESTIONS = 200;
const IN_PROCESS = fileURLToPath(new URL('../turns-in-process.ts', import.meta.url));
const inProcess = z.object({ few: z.number(), many: z.number(), turns: z.number() });

/** Resident memory after many turns. */
export const memory: Measure = {
  ids: ['memory', 'memory-growth'],
  async run() {
    const questions = someQuestions(QUESTIONS);
    const used = [];
    for (const program of [OURS, ECHO_BOT]) {
      const server = await startServer(program);
      try {
        const before = server.memoryMb();
        await ask(server.port, questions, 'memory', { amount: TURNS });
        used.push({ before, after: server.memoryMb() });
      } finally {
        await server.stop();
      }
    }
    const [ours, theirs] = used;
    const output = execFileSync(process.execPath, [...startFlags(), IN_PROCESS, String(TURNS), String(MANY_TURNS)], {
      encoding: 'utf8',
    });
    const grown = inProcess.parse(JSON.parse(output));
    return {
      rows: [
        createRow({
          id: 'memory',
          what: `resident memory after ${TURNS} turns over HTTP`,
          unit: 'MB',
          better: 'lower',
          ours: [ours?.after ?? Number.NaN],
          peer: { name: 'stock echo bot', runs: [theirs?.after ?? Number.NaN] },
          bar: { of: 'ours', limit: 200 },
        }),
        createRow({
          id: 'memory-growth',
          what: `after ${grown.turns} turns in process, beside ${TURNS}`,
          unit: 'MB',
          better: 'lower',
          ours: [grown.many],
          peer: { name: `ours after ${TURNS}`, runs: [grown.few] },
          bar: { of: 'ours', limit: 200 },
        }),
      ],
      notes: [
        `Ready to serve, before any turn: ours ${round(ours?.before ?? Number.NaN)} MB, stock echo bot ${round(theirs?.before ?? Number.NaN)} MB.`,
      ],
    };
  },
};
