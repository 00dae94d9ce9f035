import type { CommuneNames } from './knowledge.ts';

/** The columns of `data/places/communes.tsv`. */
const CODE = 2;
const POPULATION = 5;
const NEWLINE = 10;
const TAB = 9;
const HASH = 35;
/** Codes are numbers to this base: "2A004" too. Together with its line one makes a whole number, exactly. */
const BASE = 36;
const LINES = 2 ** 16;

/** The communes, former ones included, as the bytes they are read from: they are many, and few are asked for. */
export interface CommuneTable {
  readonly names: CommuneNames;
  /** The columns of the commune of today with that code. */
  find(code: string): readonly string[] | undefined;
}

/** Indexes lines that are sorted by folded name, then by falling population: each name is a run of lines. */
export function createCommuneTable(bytes: Buffer): CommuneTable {
  const lines = findLines(bytes);
  const count = lines.length;
  const lineAt = (line: number): readonly string[] => {
    const start = lines[line] ?? bytes.length;
    return bytes.toString('utf8', start, endOfLine(bytes, start)).split('\t');
  };

  const folded: string[] = [];
  const starts = new Uint32Array(count + 1);
  for (let line = 0; line < count; line++) {
    const start = lines[line] ?? 0;
    const name = bytes.toString('latin1', start, bytes.indexOf(TAB, start));
    if (name === folded.at(-1)) continue;
    starts[folded.length] = line;
    folded.push(name);
  }
  starts[folded.length] = count;

  let codes: Float64Array | null = null;
  return {
    names: {
      folded,
      ids: (index) => {
        const ids = new Set<string>();
        for (let line = starts[index] ?? 0; line < (starts[index + 1] ?? 0); line++) {
          ids.add(`commune-${lineAt(line)[CODE]}`);
        }
        return [...ids];
      },
      population: (index) => Number(lineAt(starts[index] ?? 0)[POPULATION] ?? 0),
    },
    find: (code) => {
      codes ??= sortCodes(count, lineAt);
      const line = codes[lowerBound(codes, Number.parseInt(code, BASE) * LINES)];
      const columns = line === undefined ? [] : lineAt(line % LINES);
      return columns[CODE] === code ? columns : undefined;
    },
  };
}

/** Where each line begins that is neither empty nor a comment. */
function findLines(bytes: Buffer): Uint32Array {
  const starts: number[] = [];
  for (let start = 0; start < bytes.length; start = endOfLine(bytes, start) + 1) {
    if (bytes[start] !== NEWLINE && bytes[start] !== HASH) starts.push(start);
  }
  return Uint32Array.from(starts);
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? bytes.length : end;
}

/** The codes of communes of today, ascending, each with its line. */
function sortCodes(count: number, lineAt: (line: number) => readonly string[]): Float64Array {
  const codes: number[] = [];
  for (let line = 0; line < count; line++) {
    const [, name, code = ''] = lineAt(line);
    if (name !== '') codes.push(Number.parseInt(code, BASE) * LINES + line);
  }
  return Float64Array.from(codes).sort();
}

/** The first index whose value is not below `least`. */
function lowerBound(sorted: Float64Array, least: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
