import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dirname } from 'node:path';
const t = performance.now();
const r = await build({ entryPoints: ['src/main.ts'], bundle: true, splitting: true, platform: 'node', target: 'node24', format: 'esm', outdir: 'var/cache/ws', sourcemap: 'linked', sourcesContent: false, metafile: true, legalComments: 'none',
  minifySyntax: process.argv.includes('syntax'), minifyWhitespace: process.argv.includes('space'),
  external: ['esbuild', '@resvg/resvg-js', 'dtrace-provider'], outExtension: { '.js': '.mjs' },
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire('" + pathToFileURL('src/main.ts').href + "');" }, logLevel: 'warning',
  plugins: [{ name: 'own', setup(b) { b.onLoad({ filter: /w-start\/(src|dialogs|locales)\/.*\.ts$/ }, ({ path }) => ({ loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)).replaceAll('import.meta.dirname', JSON.stringify(dirname(path))).replaceAll('import.meta.main', path.endsWith('src/main.ts') ? 'true' : 'false') })); } }],
 });
console.log(performance.now() - t);
for (const [k, o] of Object.entries(r.metafile.outputs)) if (!k.endsWith('.map')) console.log(k, o.bytes, Object.keys(o.inputs).length);
process.exit();
