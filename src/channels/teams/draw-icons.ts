import { encodePng } from './encode-png.ts';

/** The colour of the chat page (web/chat.css). */
export const ACCENT = '#0e4a4f';
const COLOUR_SIZE = 192;
const OUTLINE_SIZE = 32;
/** Each pixel is looked at in 4 × 4 places, so that edges are smooth. */
const SAMPLES = 4;

type Point = readonly [x: number, y: number];
/** How far a place lies outside a shape; negative inside. The picture is the unit square. */
type Shape = (x: number, y: number) => number;

const CENTRE: Point = [0.5, 0.48];
/** A hexagon, as the French draw their country, with the tail of a speech bubble. */
const HEXAGON = Array.from({ length: 6 }, (_, at): Point => {
  const angle = ((30 + 60 * at) / 180) * Math.PI;
  return [CENTRE[0] + 0.5 * Math.cos(angle), CENTRE[1] + 0.5 * Math.sin(angle)];
});
const TAIL: readonly Point[] = [
  [0.13, 0.64],
  [0.42, 0.8],
  [0.12, 1],
];
const DOTS: readonly Point[] = [-0.2, 0, 0.2].map((shift) => [CENTRE[0] + shift, CENTRE[1]]);
/** The two pictures that Teams asks of an app, as PNG files: in colour, and white on nothing. */
export function drawIcons(): { readonly color: Buffer; readonly outline: Buffer } {
  const [hexagon, tail] = [convex(HEXAGON), convex(TAIL)];
  const bubble: Shape = (x, y) => Math.min(hexagon(x, y), tail(x, y));
  const dots: Shape = (x, y) => Math.min(...DOTS.map(([cx, cy]) => Math.hypot(x - cx, y - cy))) - 0.06;
  const sign = (x: number, y: number): boolean => bubble(x, y) <= 0 && dots(x, y) > 0;
  const line = 2.2 / OUTLINE_SIZE;
  const outlined = (x: number, y: number): boolean => (bubble(x, y) <= 0 && bubble(x, y) >= -line) || dots(x, y) <= 0;
  return {
    // Teams cuts the corners of the colour icon: the sign keeps to its middle half.
    color: draw(COLOUR_SIZE, 0.5, sign, ACCENT),
    outline: draw(OUTLINE_SIZE, 0.97, outlined, null),
  };
}

/** White where the sign is, else the background, or nothing at all. */
function draw(size: number, share: number, sign: (x: number, y: number) => boolean, background: string | null): Buffer {
  const back = background === null ? null : Number.parseInt(background.slice(1), 16);
  const pixels = Buffer.alloc(size * size * 4);
  for (let at = 0; at < size * size; at += 1) {
    const white = coverage(at % size, Math.floor(at / size), size, share, sign);
    if (back === null) {
      pixels.set([255, 255, 255, Math.round(255 * white)], at * 4);
    } else {
      const channels = [back >> 16, (back >> 8) & 255, back & 255];
      pixels.set([...channels.map((value) => Math.round(value + (255 - value) * white)), 255], at * 4);
    }
  }
  return encodePng(size, size, pixels);
}

/** The part of a pixel, 0 to 1, that the sign covers when it is drawn in the middle over that share of the picture. */
function coverage(
  column: number,
  row: number,
  size: number,
  share: number,
  sign: (x: number, y: number) => boolean,
): number {
  let hits = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    if (sign(0.5 + (x - 0.5) / share, 0.5 + (y - 0.5) / share)) hits += 1;
  }
  return hits / (SAMPLES * SAMPLES);
}

/** A convex polygon: the distance to the farthest of its sides' lines. */
function convex(corners: readonly Point[]): Shape {
  const sides = corners.map(([ax, ay], at) => {
    const [bx, by] = corners[(at + 1) % corners.length] ?? [ax, ay];
    const [ox, oy] = corners[(at + 2) % corners.length] ?? [ax, ay];
    const length = Math.hypot(bx - ax, by - ay);
    const [nx, ny] = [(by - ay) / length, (ax - bx) / length];
    // The next corner lies inside: there the distance is negative.
    const turn = nx * (ox - ax) + ny * (oy - ay) > 0 ? -1 : 1;
    return [nx * turn, ny * turn, -turn * (nx * ax + ny * ay)] as const;
  });
  return (x, y) => {
    let most = Number.NEGATIVE_INFINITY;
    for (const [nx, ny, away] of sides) most = Math.max(most, nx * x + ny * y + away);
    return most;
  };
}
