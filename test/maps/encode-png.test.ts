import { describe, expect, it } from 'vitest';
import { encodePng } from '../../src/maps/encode-png.ts';
import { readPng } from './read-png.ts';

describe('a picture with a palette', () => {
  it('gives back each pixel as it was, up to 256 colours', () => {
    const pixels = Buffer.from(Array.from({ length: 256 }, (_, at) => [at, 255 - at, (at * 7) % 256, 255]).flat());
    const { width, height, colors } = readPng(encodePng(32, 8, pixels));
    expect([width, height]).toEqual([32, 8]);
    expect(colors).toEqual(Array.from({ length: 256 }, (_, at) => `#${pixels.toString('hex', at * 4, at * 4 + 3)}`));
  });

  it('keeps flat colours exact and meets rare ones nearly, beyond 256', () => {
    const rare = Array.from({ length: 1000 }, (_, at) => [at % 256, (at * 3) % 256, (at * 11) % 256, 255]);
    const flat = Array.from({ length: 3000 }, () => [0x0e, 0x4a, 0x4f, 255]);
    const { colors } = readPng(encodePng(100, 40, Buffer.from([...flat, ...rare].flat())));
    expect(colors.slice(0, 3000).every((color) => color === '#0e4a4f')).toBe(true);
    for (const [at, [red = 0]] of rare.entries()) {
      expect(Math.abs(Number.parseInt((colors[3000 + at] ?? '').slice(1, 3), 16) - red)).toBeLessThan(64);
    }
  });
});
