import { drawNumber } from './digits.ts';
import { MAYOTTE, MAYOTTE_SIZE } from './mayotte.ts';
import { type Box, boxAround, type Outline, PLANE, type Point, readOutlines } from './outlines.ts';
import { spread } from './spread.ts';

/** What one territory looks like on a map. */
export interface Spot {
  /** Official codes of the départements in whose middle its mark stands. */
  readonly departements: readonly string[];
  /**
   * `whole`: it is all of these départements, which are filled, and its mark is square. `part`: it lies in them.
   * `around`: all that is known is that it lies in their region.
   */
  readonly extent: 'whole' | 'part' | 'around';
}

/** Checked by test/maps/draw-map.test.ts: marks against what is behind them, filled départements against others. */
export const COLORS = {
  sea: '#ffffff',
  land: '#eef0ea',
  beside: '#f8f9f6',
  border: '#a9b4b1',
  touched: '#c9dfdb',
  whole: '#4b8b8e',
  mark: '#0e4a4f',
  onMark: '#ffffff',
} as const;

const MAYOTTE_CODE = '976';
/** Where the frame of Mayotte stands: in the sea off the Landes, where nothing else is. */
const FRAME: Box = { left: 14, top: 470, right: 106, bottom: 574 };
/** The radius of a mark, as a share of the width of the map. */
const MARK = 0.0262;
const MARGIN = 0.06;

/** A map as SVG, with how wide it wants to be in pixels. */
export interface DrawnMap {
  readonly svg: string;
  readonly width: number;
}

/**
 * Draws territories on the map of France, or on that of a region when its départements are given (`zoom`). Several
 * territories bear numbers in their order, from 1; a single one none, and its map is small.
 */
export function drawMap(spots: readonly Spot[], zoom: readonly string[] | null): DrawnMap {
  const outlines = readOutlines();
  const near = (zoom ?? []).flatMap((code) => outlines.get(code) ?? []);
  const view = near.length > 0 ? viewOf(near) : { left: 0, top: 0, right: PLANE.width, bottom: PLANE.height };
  const width = view.right - view.left;
  const radius = MARK * width * (spots.length > 1 ? 1 : 1.2);
  const codesOf = (extent: Spot['extent']): ReadonlySet<string> =>
    new Set(spots.filter((spot) => spot.extent === extent).flatMap((spot) => spot.departements));
  const [whole, touched] = [codesOf('whole'), codesOf('part')];
  const fill = (code: string): string => {
    if (whole.has(code)) return COLORS.whole;
    if (touched.has(code)) return COLORS.touched;
    return zoom === null || zoom.includes(code) ? COLORS.land : COLORS.beside;
  };
  const line = width / 800;
  const shapes = [...outlines.values()].map(({ code, d }) => `<path fill="${fill(code)}" d="${d}"/>`);
  const hasMayotte = zoom === null && spots.some((spot) => spot.departements.includes(MAYOTTE_CODE));
  return {
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.left} ${view.top} ${width} ${view.bottom - view.top}">`,
      `<rect x="${view.left}" y="${view.top}" width="100%" height="100%" fill="${COLORS.sea}"/>`,
      `<g stroke="${COLORS.border}" stroke-width="${line}" stroke-linejoin="round">${shapes.join('')}</g>`,
      hasMayotte ? drawMayotte(fill(MAYOTTE_CODE), line) : '',
      drawMarks(spots, outlines, view, radius),
      '</svg>',
    ].join(''),
    width: spots.length > 1 ? 520 : 260,
  };
}

/** A region with some of its neighbours around it. */
function viewOf(outlines: readonly Outline[]): Box {
  const box = boxAround(outlines.map((outline) => outline.box));
  const margin = MARGIN * Math.max(box.right - box.left, box.bottom - box.top);
  return {
    left: box.left - margin,
    top: box.top - margin,
    right: box.right + margin,
    bottom: box.bottom + margin,
  };
}

function drawMayotte(fill: string, line: number): string {
  const { left, top, right, bottom } = FRAME;
  const x = (left + right - MAYOTTE_SIZE.width) / 2;
  const y = (top + bottom - MAYOTTE_SIZE.height) / 2;
  return [
    `<g stroke="${COLORS.border}" stroke-width="${line}" stroke-linejoin="round">`,
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="4" fill="none"/>`,
    `<path transform="translate(${x} ${y})" fill="${fill}" d="${MAYOTTE}"/></g>`,
  ].join('');
}

function drawMarks(spots: readonly Spot[], outlines: ReadonlyMap<string, Outline>, view: Box, radius: number): string {
  const placed = spots.flatMap((spot, at) => {
    const home = homeOf(spot, outlines);
    return home === null ? [] : [{ spot, number: at + 1, home }];
  });
  const edge = radius * 1.2;
  const marks = spread(
    placed.map((one) => one.home),
    radius * 2.25,
    { left: view.left + edge, top: view.top + edge, right: view.right - edge, bottom: view.bottom - edge },
  );
  const line = radius / 8;
  return placed
    .map(({ spot, number, home }, at) => {
      // A single territory that fills its départements needs no mark.
      if (spots.length === 1 && spot.extent === 'whole') return '';
      const mark = marks[at] ?? home;
      return [
        Math.hypot(mark.x - home.x, mark.y - home.y) > radius && spot.extent !== 'whole'
          ? drawLead(mark, home, radius)
          : '',
        `<g fill="${COLORS.mark}" stroke="${COLORS.onMark}" stroke-width="${line}">${drawShape(spot, mark, radius)}</g>`,
        spots.length > 1 ? drawNumber(number, mark, radius * 1.05, COLORS.onMark) : '',
      ].join('');
    })
    .join('');
}

function drawShape(spot: Spot, { x, y }: Point, radius: number): string {
  if (spot.extent !== 'whole') return `<circle cx="${x}" cy="${y}" r="${radius}"/>`;
  const side = radius * 1.9;
  return `<rect x="${x - side / 2}" y="${y - side / 2}" width="${side}" height="${side}" rx="${radius / 5}"/>`;
}

/** A line from a mark that had to move to the place it stands for. */
function drawLead(mark: Point, home: Point, radius: number): string {
  return [
    `<path stroke="${COLORS.mark}" stroke-width="${radius / 6}" d="M${mark.x} ${mark.y}L${home.x} ${home.y}"/>`,
    `<circle fill="${COLORS.mark}" cx="${home.x}" cy="${home.y}" r="${radius / 4}"/>`,
  ].join('');
}

/** Where a mark stands: in the middle of its départements. */
function homeOf({ departements }: Spot, outlines: ReadonlyMap<string, Outline>): Point | null {
  if (departements[0] === MAYOTTE_CODE) return { x: FRAME.left + 18, y: FRAME.top + 18 };
  const meant = departements.flatMap((code) => outlines.get(code) ?? []);
  const area = meant.reduce((sum, one) => sum + one.area, 0);
  if (area === 0) return null;
  const mean = (pick: (point: Point) => number) =>
    meant.reduce((sum, one) => sum + pick(one.middle) * one.area, 0) / area;
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}
