import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';
import { createRow, type Measure } from '../measure.ts';
import { percent, round } from '../print.ts';

const SIZES = [0, 350, 3_500, 35_000];
const IN_PROCESS = fileURLToPath(new URL('../growth-in-process.ts', import.meta.url));
const WITHIN_MS = 90_000;
const grown = z.object({
  places: z.number(),
  readyMs: z.number(),
  heapMb: z.number(),
  residentMb: z.number(),
  p50: z.number(),
  p99: z.number(),
  clean: z.number(),
  typos: z.number(),
  asked: z.number(),
});

/** What becomes of speed, memory and accuracy with up to 35,000 labelled places beside the 27. */
export const growth: Measure = {
  ids: ['growth', 'growth-memory', 'growth-ready'],
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const sizes = SIZES.map((size) =>
      grown.parse(
        JSON.parse(
          execFileSync(process.execPath, ['--expose-gc', IN_PROCESS, String(size), folder], {
            encoding: 'utf8',
            timeout: WITHIN_MS,
          }),
        ),
      ),
    );
    rmSync(folder, { recursive: true, force: true });
    const least = sizes[0];
    const most = sizes.at(-1);
    const row = (id: string, what: string, unit: string, of: 'p99' | 'heapMb' | 'readyMs') =>
      createRow({
        id,
        what,
        unit,
        better: 'lower',
        ours: [most?.[of] ?? Number.NaN],
        peer: { name: 'the 27 alone', runs: [least?.[of] ?? Number.NaN] },
      });
    return {
      rows: [
        {
          ...row('growth', 'a question among 35,000 places, 99th of 100', 'ms', 'p99'),
          bar: { of: 'ratio', limit: 4 },
        },
        {
          ...row('growth-memory', 'memory in use with 35,000 places', 'MB', 'heapMb'),
          bar: { of: 'ours', limit: (least?.heapMb ?? Number.NaN) + 150 },
        },
        {
          ...row('growth-ready', 'data and understanding ready with 35,000 places', 'ms', 'readyMs'),
          bar: { of: 'ours', limit: 3000 },
        },
      ],
      tables: [
        {
          title: 'By number of labelled places beside the 27',
          head: [
            'places',
            'asked',
            'found, clean',
            'found, one typo',
            'p50 ms',
            'p99 ms',
            'ready ms',
            'in use MB',
            'resident MB',
          ],
          lines: sizes.map((one) => [
            one.places.toLocaleString('en'),
            String(one.asked),
            one.asked === 0 ? '–' : percent(one.clean),
            one.asked === 0 ? '–' : percent(one.typos),
            round(one.p50),
            round(one.p99),
            round(one.readyMs),
            round(one.heapMb),
            round(one.residentMb),
          ]),
        },
      ],
      notes: [
        'The places are the most populated communes, each with its name as a territory of its own; typos that give another name or a French word are left out. One process each; questions: the tuning half, and up to 300 names, clean and with one typo; ready with what an earlier start kept.',
      ],
    };
  },
};
