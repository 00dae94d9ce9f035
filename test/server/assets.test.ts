import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { createAssets } from '../../src/server/assets.ts';

const dir = mkdtempSync(join(tmpdir(), 'assets-'));
afterAll(() => rmSync(dir, { recursive: true }));

const TEXT = 'const territoire = 1;\n'.repeat(200_000);
const file = join(dir, 'big.js');

async function get(assets: ReturnType<typeof createAssets>, address: string, encoding: string): Promise<Buffer> {
  const [, , hash = '', name = ''] = address.split('/');
  const headers = { 'accept-encoding': encoding };
  const { content } = await assets.serve({
    params: { hash, name },
    headers,
    peer: '',
    query: new URLSearchParams(),
    body: undefined,
  });
  return Buffer.from(content?.body ?? '');
}

it('sends a file that lies on disk as it is, and compressed in both ways, before and after it is kept so', async () => {
  writeFileSync(file, TEXT);
  const assets = createAssets(join(dir, 'cache'));
  const address = assets.add('big.js', Buffer.from(TEXT), file);
  for (let round = 0; round < 2; round++) {
    expect((await get(assets, address, '')).toString()).toBe(TEXT);
    expect(gunzipSync(await get(assets, address, 'gzip')).toString()).toBe(TEXT);
    expect(brotliDecompressSync(await get(assets, address, 'gzip, br')).toString()).toBe(TEXT);
    await assets.compressAll();
  }
});

it('does not send another file under its address when it has changed on disk', async () => {
  writeFileSync(file, TEXT);
  const assets = createAssets(join(dir, 'cache'));
  const address = assets.add('big.js', Buffer.from(TEXT), file);
  writeFileSync(file, 'autre');
  await expect(get(assets, address, '')).rejects.toThrow('has changed');
});
