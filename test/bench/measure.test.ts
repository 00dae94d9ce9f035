import { describe, expect, it } from 'vitest';
import { findWorse, toBaseline } from '../../bench/guard.ts';
import { createRow, median, meetsBar, quantile } from '../../bench/measure.ts';

const SPEED = { id: 'speed', what: 'turns', unit: 'turns/s', better: 'higher' } as const;
const TIME = { id: 'time', what: 'a turn', unit: 'ms', better: 'lower' } as const;

describe('a figure', () => {
  it('is the median of its runs, with the least and the most beside it', () => {
    const row = createRow({ ...SPEED, ours: [100, 300, 200], peer: { name: 'peer', runs: [400] } });
    expect(row).toMatchObject({ ours: 200, theirs: 400, ratio: 0.5, spread: [100, 300] });
  });

  it('meets a bar from the side that is better', () => {
    const fast = createRow({
      ...SPEED,
      ours: [80],
      peer: { name: 'peer', runs: [100] },
      bar: { of: 'ratio', limit: 0.75 },
    });
    const slow = createRow({ ...TIME, ours: [2], bar: { of: 'ours', limit: 1 } });
    expect([meetsBar(fast), meetsBar(slow)]).toEqual([true, false]);
  });

  it('lies in the middle of an even number of runs, and at the end for the hundredth', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([3, 1, 2], 1)).toBe(3);
  });
});

describe('the guard', () => {
  const peer = { name: 'peer', runs: [100] };

  it('speaks when a ratio got 1.5 times worse, whichever way is better', () => {
    const worse = [createRow({ ...SPEED, ours: [60], peer }), createRow({ ...TIME, ours: [150], peer })];
    expect(findWorse(worse, { speed: 0.9, time: 1 })).toHaveLength(2);
  });

  it('lets noise, gains and new rows pass', () => {
    const rows = [
      createRow({ ...SPEED, ours: [70], peer }),
      createRow({ ...TIME, ours: [10], peer }),
      createRow({ ...TIME, id: 'new', ours: [999], peer }),
    ];
    expect(findWorse(rows, { speed: 0.9, time: 1 })).toEqual([]);
  });

  it('keeps only ratios that hold from run to run', () => {
    const rows = [
      createRow({ ...SPEED, ours: [50], peer }),
      createRow({ ...TIME, ours: [1], peer, isGuarded: false }),
      createRow({ ...TIME, id: 'alone', ours: [1] }),
    ];
    expect(toBaseline(rows)).toEqual({ speed: 0.5 });
  });
});
