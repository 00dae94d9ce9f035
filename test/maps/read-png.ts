import { inflateSync } from 'node:zlib';

/** A PNG file with a palette, read back: its size and the colour of each pixel as #rrggbb. */
export function readPng(file: Buffer): { readonly width: number; readonly height: number; readonly colors: string[] } {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const part = (name: string): Buffer => chunks.get(name) ?? Buffer.alloc(0);
  const [header, palette, rows] = [part('IHDR'), part('PLTE').toString('hex'), inflateSync(part('IDAT'))];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const colors = Array.from({ length: width * height }, (_, at) => {
    const number = rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] ?? 0;
    return `#${palette.slice(number * 6, number * 6 + 6)}`;
  });
  return { width, height, colors };
}
