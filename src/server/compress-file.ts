import { renameSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, constants } from 'node:zlib';

/*
 * A process of its own: compresses what it is sent, as well as can be, into the file named. That takes some 40 MB, which a
 * process that goes on would not give back.
 */
if (import.meta.main) {
  const [to = ''] = process.argv.slice(2);
  const content = await buffer(process.stdin);
  const draft = `${to}.${process.pid}`;
  // Another process may write the same file: a rename never shows half of one.
  writeFileSync(draft, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  renameSync(draft, to);
}
