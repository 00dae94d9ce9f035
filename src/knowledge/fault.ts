/** One mistake in the data: where it is, what is wrong and how to mend it, in French, for somebody who does not program. */
export interface Fault {
  /** Path of the file, such as `data/territories/region-bretagne.yaml`. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly remedy: string;
}

/** One line an editor can click: `data/territories/x.yaml:12:5 : ce qui ne va pas ; remède`. */
export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column}${spacePunctuation(` : ${fault.what} ; ${fault.remedy}`)}`;
}

/** The same French words with no-break spaces where typography wants them, so that code can write ordinary ones. */
export function spacePunctuation(text: string): string {
  return text.replace(/ (?=[:;?!»])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}

/** An error named `DataError` whose message holds every fault, one a line, in the order of files and lines. */
export function dataError(faults: readonly Fault[]): Error {
  const lines = sortFaults(faults).map(formatFault);
  const head = spacePunctuation(
    lines.length === 1 ? '1 faute dans les données :' : `${lines.length} fautes dans les données :`,
  );
  const error = new Error([head, ...lines].join('\n'));
  error.name = 'DataError';
  return error;
}

/** The same faults in the order one reads files: by path, then line, then column. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => comparePaths(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
