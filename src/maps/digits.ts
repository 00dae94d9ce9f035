/** Ten figures as strokes in a box of 10 × 16, so that no font is needed and every machine draws the same. */
const STROKES: readonly string[] = [
  'M5 1C8 1 9 4 9 8S8 15 5 15 1 12 1 8 2 1 5 1Z',
  'M2 4.5 6 1V15',
  'M1.2 4.6C1.5 2.2 3 1 5 1 7.4 1 9 2.6 9 4.8 9 8 4.5 11 1.2 15H9.2',
  'M1.4 2.9C2.4 1.6 3.6 1 5 1 7.2 1 8.7 2.4 8.7 4.3S7.2 7.5 4.6 7.5C7.4 7.5 9 9 9 11.2 9 13.5 7.3 15 5 15 3.4 15 2 14.3 1.1 13',
  'M7 15V1L1 10.8H9.4',
  'M8.6 1H2.7L1.9 7.5C2.8 6.6 3.9 6.2 5.1 6.2 7.5 6.2 9 8 9 10.5 9 13.2 7.3 15 4.9 15 3.2 15 2 14.3 1.1 13.1',
  'M8 2C7.2 1.3 6.3 1 5.3 1 2.5 1 1 4 1 8.8 1 12.8 2.6 15 5.1 15 7.4 15 9 13.2 9 10.7S7.5 6.6 5.2 6.6C3.2 6.6 1.5 7.9 1 10',
  'M1 1H9L4 15',
  'M5 7.6C2.9 7.6 1.6 6.2 1.6 4.3S3 1 5 1 8.4 2.4 8.4 4.3 7.1 7.6 5 7.6C2.6 7.6 1 9.1 1 11.3S2.7 15 5 15 9 13.5 9 11.3 7.4 7.6 5 7.6Z',
  'M2 14C2.8 14.7 3.7 15 4.7 15 7.5 15 9 12 9 7.2 9 3.2 7.4 1 4.9 1 2.6 1 1 2.8 1 5.3S2.5 9.4 4.8 9.4C6.8 9.4 8.5 8.1 9 6',
];
const BOX = { width: 10, height: 16, gap: 3.5 } as const;

/** A whole number as SVG, `height` tall, its middle at a point. */
export function drawNumber(value: number, { x, y }: { x: number; y: number }, height: number, color: string): string {
  const figures = [...String(value)].map(Number);
  const scale = height / BOX.height;
  const width = figures.length * BOX.width + (figures.length - 1) * BOX.gap;
  const strokes = figures
    .map((figure, at) => `<path transform="translate(${at * (BOX.width + BOX.gap)} 0)" d="${STROKES[figure] ?? ''}"/>`)
    .join('');
  const left = round(x - (width / 2) * scale);
  const top = round(y - height / 2);
  return `<g transform="translate(${left} ${top}) scale(${round(scale)})" fill="none" stroke="${color}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
