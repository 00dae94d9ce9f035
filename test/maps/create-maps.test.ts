import { describe, expect, it } from 'vitest';
import { COLORS } from '../../src/maps/draw-map.ts';
import { paint } from '../../src/maps/paint.ts';
import { knowledge, maps } from '../gallery/draw-all.ts';
import { readPng } from './read-png.ts';

const ALL = { territories: knowledge.territories.map(({ id }) => id), region: null };

describe('the address of a map', () => {
  it('says all there is to draw, and reads back as the same', () => {
    for (const request of [ALL, { territories: ['roubaix'], region: '32' }]) {
      const { pathname, searchParams } = new URL(maps.address(request), 'https://bot.example');
      expect(pathname).toBe(`/media/${knowledge.version}/carte.png`);
      expect(maps.read(searchParams)).toEqual(request);
    }
  });

  it.each([
    ['nothing', ''],
    ['no territory', 't='],
    ['an unknown territory', 't=atlantide'],
    ['a territory twice', 't=roubaix,roubaix'],
    ['an unknown region', 't=roubaix&r=99'],
    ['a way out of the folder', 't=../../etc/passwd'],
  ])('with %s is no map', (_, query) => {
    expect(maps.read(new URLSearchParams(query))).toBeNull();
  });
});

describe('a map', () => {
  it('of all 27 gives each its number, and shows Mayotte in a frame', async () => {
    const { svg } = maps.draw(ALL);
    expect(svg.match(/stroke-linecap="round"/g)).toHaveLength(27);
    expect(svg).toContain(`fill="${COLORS.whole}" d="M30,15`);
    expect((await paint(maps.draw(ALL))).length).toBeLessThan(60_000);
  });

  it('of one labelled region fills it and bears no mark', async () => {
    const { colors, width } = readPng(await paint(maps.draw({ territories: ['region-bretagne'], region: null })));
    expect(width).toBe(260);
    const share = (color: string) => colors.filter((one) => one === color).length / colors.length;
    expect(share(COLORS.whole)).toBeGreaterThan(0.01);
    expect(share(COLORS.mark)).toBe(0);
  });

  it('of one town marks its département', async () => {
    const { svg } = maps.draw({ territories: ['grand-poitiers'], region: null });
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).toContain(COLORS.touched);
  });

  it('of a region keeps to it, as far as it has an outline', () => {
    const inside = maps.draw({ territories: ['figeac', 'toulouse-metropole'], region: '76' }).svg;
    expect(inside).not.toContain('viewBox="0 0');
    expect(maps.draw({ territories: ['mayotte'], region: '06' }).svg).toContain('viewBox="0 0 613 585"');
  });

  it('can be drawn of every territory alone, in a moment and in few bytes', async () => {
    for (const { id } of knowledge.territories) {
      const map = maps.draw({ territories: [id], region: null });
      expect(map.svg).not.toContain('NaN');
      expect(map.svg).toMatch(new RegExp(`${COLORS.whole}|<circle`));
    }
    expect((await paint(maps.draw({ territories: ['mayotte'], region: null }))).length).toBeLessThan(20_000);
  });

  it('is the same file each time', async () => {
    const [one, other] = [await paint(maps.draw(ALL)), await paint(maps.draw(ALL))];
    expect(one.equals(other)).toBe(true);
  });

  it('can be read without telling colours apart: each against what is beside it, three to one at least', () => {
    expect(contrast(COLORS.mark, COLORS.onMark)).toBeGreaterThan(7);
    // A white rim parts marks from whatever lies under them.
    for (const ground of [COLORS.land, COLORS.touched, COLORS.sea]) {
      expect(contrast(COLORS.mark, ground)).toBeGreaterThan(3);
    }
    expect(contrast(COLORS.whole, COLORS.land)).toBeGreaterThan(3);
    expect(contrast(COLORS.whole, COLORS.sea)).toBeGreaterThan(3);
  });
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
