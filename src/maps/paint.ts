import type { DrawnMap } from './draw-map.ts';
import { encodePng } from './encode-png.ts';

/** A map as a PNG file, painted beside the event loop (Teams draws no SVG). Rejects when the painter cannot be loaded. */
export async function paint({ svg, width }: DrawnMap): Promise<Buffer> {
  // Loaded with the first picture: a bot that is never asked for one starts sooner.
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  });
  return encodePng(image.width, image.height, image.pixels);
}
