import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Libraries with a part that is no JavaScript, and one that is tried and is not there. */
const LEFT_OUT = ['esbuild', '@resvg/resvg-js', 'dtrace-provider'];

/** A file of a bundle. */
export interface BuiltFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Joins a module below `root` and all that it imports; what is loaded later stays apart. Rejects when it cannot. */
export async function buildBundle(root: string, entry: string): Promise<readonly BuiltFile[]> {
  const main = join(root, entry);
  const { outputFiles } = await build({
    entryPoints: [main],
    outdir: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    sourcemap: 'external',
    sourcesContent: false,
    sourceRoot: pathToFileURL(join(root, '/')).href,
    legalComments: 'none',
    minifyWhitespace: true,
    external: LEFT_OUT,
    // Libraries of the older kind ask for parts of Node by `require`.
    banner: {
      js: `import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(${JSON.stringify(pathToFileURL(main).href)});`,
    },
    plugins: [stayInPlace],
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), content: contents }));
}

/** A character outside ASCII doubles what a file takes in memory. */
const WIDE = /[^\0-\x7f]/g;

/** Each file goes on being where it was, for itself. */
const stayInPlace: Plugin = {
  name: 'stay-in-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => ({
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.main', 'false')
        .replace(WIDE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    }));
  },
};
