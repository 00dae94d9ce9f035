import { createRow, type Measure, median } from '../measure.ts';
import { round } from '../print.ts';
import { ECHO_BOT, OURS, startFlags, startServer } from '../server.ts';

const STARTS = 5;

/** From the start of the process to the first good answer, files already in the memory of the system. */
export const start: Measure = {
  ids: ['start'],
  async run() {
    const starts: { name: string; ms: number; processor: number }[] = [];
    // The first start of each warms the disk.
    for (let number = 0; number <= STARTS; number += 1) {
      for (const program of [OURS, ECHO_BOT]) {
        const server = await startServer(program);
        if (number > 0) starts.push({ name: program.name, ms: server.startMs, processor: server.processorMs() });
        await server.stop();
      }
    }
    const runs = ({ name }: { name: string }, of: 'ms' | 'processor'): number[] =>
      starts.filter((one) => one.name === name).map((one) => one[of]);
    const flags = startFlags().join(' ');
    return {
      rows: [
        createRow({
          id: 'start',
          what: 'start to /readyz',
          unit: 'ms',
          better: 'lower',
          ours: runs(OURS, 'ms'),
          peer: { name: 'stock echo bot', runs: runs(ECHO_BOT, 'ms') },
          bar: { of: 'ours', limit: 800 },
        }),
      ],
      notes: [
        `${STARTS} interleaved starts after one to warm up; options of Node for ours: ${flags || 'none'}.`,
        `Processor time until then: ours ${round(median(runs(OURS, 'processor')))} ms, stock echo bot ${round(median(runs(ECHO_BOT, 'processor')))} ms.`,
      ],
    };
  },
};
