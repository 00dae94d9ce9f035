import { createRow, type Measure } from '../measure.ts';
import { ECHO_BOT, OURS, startFlags, startServer } from '../server.ts';

const STARTS = 5;

/** From the start of the process to the first good answer, files already in the memory of the system. */
export const start: Measure = {
  ids: ['start'],
  async run() {
    const times = new Map<string, number[]>([OURS, ECHO_BOT].map(({ name }) => [name, []]));
    // The first start of each warms the disk.
    for (let number = 0; number <= STARTS; number += 1) {
      for (const program of [OURS, ECHO_BOT]) {
        const server = await startServer(program);
        if (number > 0) times.get(program.name)?.push(server.startMs);
        await server.stop();
      }
    }
    const flags = startFlags().join(' ');
    return {
      rows: [
        createRow({
          id: 'start',
          what: 'start to /readyz',
          unit: 'ms',
          better: 'lower',
          ours: times.get(OURS.name) ?? [],
          peer: { name: 'stock echo bot', runs: times.get(ECHO_BOT.name) ?? [] },
          bar: { of: 'ours', limit: 800 },
        }),
      ],
      notes: [`${STARTS} interleaved starts after one to warm up; options of Node for ours: ${flags || 'none'}.`],
    };
  },
};
