import { expect, it } from 'vitest';
import { isFree, run } from '../src/licences.ts';

it('npm run licences finds no package that forbids its use', () => {
  const lines: string[] = [];
  expect([run('.', (line) => lines.push(line)), lines.filter((line) => line.startsWith('✗'))]).toEqual([0, []]);
  expect(lines.join('\n')).toMatch(/\d{3}\s+MIT/);
});

it('a choice of licences is free when one of them is; both of two must be', () => {
  expect(
    ['MIT', '(AFL-2.1 OR BSD-3-Clause)', '(MIT AND Zlib)', 'GPL-3.0 OR MIT'].filter((one) => !isFree(one)),
  ).toEqual([]);
  const closed = ['UNLICENSED', 'CC-BY-NC-4.0', 'BUSL-1.1', 'SSPL-1.0', 'MIT AND CC-BY-NC-4.0', 'SEE LICENSE IN x', ''];
  expect(closed.filter(isFree)).toEqual([]);
});
