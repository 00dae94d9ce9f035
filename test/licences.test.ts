import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

it('every version is pinned and locked by its hash, and no package runs a script when it is installed', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.values<string>(manifest[kind]),
  );
  expect(wanted.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const locked = Object.entries<{ integrity?: string }>(packages).filter(([path]) => path !== '');
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

it('npm run sbom names the packages in CycloneDX', () => {
  const { stdout, status } = spawnSync('npm', ['run', '-s', 'sbom'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const { bomFormat, components } = JSON.parse(stdout);
  expect([status, bomFormat]).toEqual([0, 'CycloneDX']);
  expect(components.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['botbuilder', 'redis', 'ws']),
  );
});
