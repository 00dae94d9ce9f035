import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Call } from '../../src/channels/http.ts';
import { paint } from '../../src/maps/paint.ts';
import { createMedia } from '../../src/server/media.ts';
import { maps } from '../gallery/draw-all.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'maps-'));
afterAll(() => rmSync(cacheDir, { recursive: true }));

let painted = 0;
const open = () =>
  createMedia({
    maps: () => maps,
    cacheDir,
    paint(map) {
      painted += 1;
      return paint(map);
    },
  });
const call = (query: string, headers: Call['headers'] = {}, version = maps.version): Call => ({
  headers,
  peer: '127.0.0.1',
  params: { version },
  query: new URLSearchParams(query),
  body: undefined,
});

describe('a picture over HTTP', () => {
  const media = open();

  it('is a PNG for good, with a tag', async () => {
    const { status, headers, content } = await media.serve(call('t=roubaix'));
    expect(status).toBe(200);
    expect(content?.type).toBe('image/png');
    expect(headers?.['cache-control']).toContain('immutable');
    expect(headers?.etag).toMatch(/^"[\w-]{22}"$/);
  });

  it('is not sent again to whom holds it', async () => {
    const first = await media.serve(call('t=roubaix'));
    const again = await media.serve(call('t=roubaix', { 'if-none-match': first.headers?.etag }));
    expect(again.status).toBe(304);
    expect(again.content).toBeUndefined();
  });

  it('is painted once, for askers at the same moment and after a restart', async () => {
    painted = 0;
    await Promise.all([1, 2, 3].map(() => media.serve(call('t=figeac'))));
    await media.serve(call('t=figeac'));
    const restarted = await open().serve(call('t=figeac'));
    expect(restarted.status).toBe(200);
    expect(painted).toBe(1);
    expect(readdirSync(cacheDir).every((name) => name.endsWith('.png'))).toBe(true);
  });

  it('of older data is today’s map, kept for a few minutes', async () => {
    const { status, headers } = await media.serve(call('t=roubaix', {}, 'before'));
    expect(status).toBe(200);
    expect(headers?.['cache-control']).toBe('public, max-age=300');
  });

  it('that cannot be drawn is not found, in French', async () => {
    const { status, problem } = await media.serve(call('t=atlantide'));
    expect(status).toBe(404);
    expect(problem).toContain('carte');
  });

  it('is painted all the same where nothing can be written', async () => {
    const file = join(cacheDir, readdirSync(cacheDir).find((name) => name.endsWith('.png')) ?? '');
    const unkept = createMedia({ maps: () => maps, cacheDir: join(file, 'maps'), paint });
    expect((await unkept.serve(call('t=mayotte'))).status).toBe(200);
  });

  it('that failed to be painted is tried again', async () => {
    let fails = true;
    const shaky = createMedia({
      maps: () => maps,
      cacheDir: join(cacheDir, 'shaky'),
      paint: (map) => (fails ? Promise.reject(new Error('no painter')) : paint(map)),
    });
    await expect(shaky.serve(call('t=mayotte'))).rejects.toThrow('no painter');
    fails = false;
    expect((await shaky.serve(call('t=mayotte'))).status).toBe(200);
  });
});
