import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources, keep, makeMissingElsewhere } from '../../src/kept/keep.ts';

const KEPT = new URL('../../src/kept/keep.ts', import.meta.url).href;
const run = promisify(execFile);

let dir: string;
let warnings: string[];
const hear = (warning: Error): unknown => warning.name === 'KeptWarning' && warnings.push(warning.message);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kept-'));
  warnings = [];
  process.on('warning', hear);
});
afterEach(() => {
  process.off('warning', hear);
  rmSync(dir, { recursive: true });
});

/** Warnings come after what is under way. */
const heard = () => new Promise<string[]>((resolve) => setImmediate(() => resolve(warnings)));
const work = { words: ['été', 'œuvre'], weights: Float32Array.of(0.5, 1.5) };
const never = (): never => {
  throw new Error('made again');
};

describe('a work that is kept', () => {
  it('is made once for a version', async () => {
    expect(keep(dir, 'work', 'v1', () => work)).toEqual(work);
    expect(keep(dir, 'work', 'v1', never)).toEqual(work);
    expect(keep(dir, 'work', 'v2', () => ({ ...work, words: [] }))).toEqual({ ...work, words: [] });
    expect(keep(dir, 'work', 'v1', never)).toEqual(work);
    expect(await heard()).toEqual([]);
  });

  it.each([
    ['a byte changed', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 9, 10))],
    ['its end cut off', (path: string) => truncateSync(path, 20)],
    ['nothing left', (path: string) => truncateSync(path)],
  ])('is made anew, with a warning, when its file has %s', async (_, damage) => {
    keep(dir, 'work', 'v1', () => work);
    damage(join(dir, 'work-v1.bin'));
    expect(keep(dir, 'work', 'v1', () => work)).toEqual(work);
    expect(await heard()).toEqual([expect.stringContaining('work-v1.bin is damaged')]);
    expect(keep(dir, 'work', 'v1', never)).toEqual(work);
  });

  it('is made each time, with a warning, where nothing can be written', async () => {
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    expect(keep(join(file, 'cache'), 'work', 'v1', () => work)).toEqual(work);
    expect((await heard()).at(-1)).toContain('cannot be kept');
  });

  it('is made elsewhere once, when that is asked for, and here when nobody else can', () => {
    makeMissingElsewhere(() => keep(dir, 'work', 'v1', () => work));
    expect(keep(dir, 'work', 'v1', never)).toEqual(work);
    expect(() => keep(dir, 'work', 'v2', never)).toThrow('made again');
    makeMissingElsewhere(() => undefined);
    expect(keep(dir, 'work', 'v3', () => work)).toEqual(work);
  });

  it('is not kept when making it fails', () => {
    expect(() => keep(dir, 'work', 'v1', never)).toThrow('made again');
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is whole when several processes make it at the same time', async () => {
    const program = `
      import { keep } from '${KEPT}';
      const work = keep(process.argv[1], 'work', 'v1', () => ({ numbers: new Float64Array(500_000).fill(1.5) }));
      console.log(work.numbers.length, work.numbers.every((number) => number === 1.5));`;
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', program, dir])),
    );
    expect(outputs.map(({ stdout, stderr }) => stdout + stderr)).toEqual(Array(4).fill('500000 true\n'));
    expect(readdirSync(dir)).toEqual(['work-v1.bin']);
    expect(keep(dir, 'work', 'v1', never)).toEqual({ numbers: new Float64Array(500_000).fill(1.5) });
  });

  it('leaves the newest four versions, and other works', () => {
    for (let version = 1; version <= 6; version++) {
      keep(dir, 'work', `v${version}`, () => version);
      utimesSync(join(dir, `work-v${version}.bin`), version, version);
    }
    keep(dir, 'other', 'v1', () => 1);
    expect(readdirSync(dir).toSorted()).toEqual(['other-v1.bin', ...[3, 4, 5, 6].map((at) => `work-v${at}.bin`)]);
  });
});

describe('the hash of sources', () => {
  it('changes with a line, a name and a new file, and with nothing else', () => {
    const seen = new Set<string>();
    const look = () => seen.add(hashSources(dir)).size;
    writeFileSync(join(dir, 'a.ts'), 'export const a = 1;\n');
    expect(look()).toBe(1);
    expect(look()).toBe(1);
    writeFileSync(join(dir, 'a.ts'), 'export const a = 2;\n');
    expect(look()).toBe(2);
    writeFileSync(join(dir, 'weights.json'), '[1]');
    expect(look()).toBe(3);
    writeFileSync(join(dir, 'weights.json'), '[1]');
    expect(look()).toBe(3);
    rmSync(join(dir, 'a.ts'));
    writeFileSync(join(dir, 'b.ts'), 'export const a = 2;\n');
    expect(look()).toBe(4);
  });
});
