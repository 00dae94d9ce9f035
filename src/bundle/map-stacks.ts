import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Makes stack traces name the lines of the sources in place of those of the files in `dir`, whose source maps lie beside
 * them. They are read when the first trace is asked for: most processes never ask.
 */
export function mapStacks(dir: string): void {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (name: string): SourceMap | null => {
    let map = maps.get(name);
    if (map === undefined) {
      map = readMap(join(dir, `${name}.map`));
      maps.set(name, map);
    }
    return map;
  };
  const folder = `${pathToFileURL(dir).href}/`;
  const mapLine = (line: string): string => {
    const from = line.indexOf(folder);
    const [whole, name = '', row, column] = /^([\w.-]+):(\d+):(\d+)/.exec(line.slice(from + folder.length)) ?? [];
    if (from < 0 || whole === undefined) return line;
    const map = mapOf(name);
    const origin = map?.findOrigin(Number(row), Number(column));
    if (map === null || origin === undefined || !('fileName' in origin)) return line;
    const place = `${new URL(origin.fileName, map.payload.sourceRoot).href}:${origin.lineNumber}:${origin.columnNumber}`;
    return line.slice(0, from) + place + line.slice(from + folder.length + whole.length);
  };
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => mapLine(`    at ${frame}`))].join('\n');
}

function readMap(path: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null; // the trace names the joined files then
  }
}
