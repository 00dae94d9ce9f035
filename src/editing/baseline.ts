import type { RawSheet } from './spreadsheet.ts';
import type { Cells } from './table.ts';

/** The name of the hidden sheet that says what was exported. */
export const BASELINE_SHEET = '_export';
/** A cell of a spreadsheet cannot hold more. */
const LONGEST_CELL = 32_000;

/** What an export held: by sheet, the cells of each row by its key. It tells what an editor changed from what others did since. */
export interface Baseline {
  readonly version: string;
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, Cells>>;
}

/** The rows of the hidden sheet; ASCII only, so that no encoding damages them. */
export function writeBaseline(baseline: Baseline): readonly (readonly string[])[] {
  return [
    ['version', baseline.version, 'Ne modifiez pas cette feuille : elle dit ce qui a été exporté.'],
    ...[...baseline.sheets].flatMap(([sheet, rows]) =>
      [...rows].map(([key, cells]) => {
        const text = ascii(
          JSON.stringify({ key, cells: Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== '')) }),
        );
        return [ascii(JSON.stringify(sheet)), ...(text.match(new RegExp(`.{1,${LONGEST_CELL}}`, 'g')) ?? [])];
      }),
    ),
  ];
}

/** Reads it back; null when there is none, or when somebody damaged it. */
export function readBaseline(sheet: RawSheet | undefined): Baseline | null {
  if (sheet === undefined) return null;
  const [head = [], ...lines] = sheet.rows;
  if (head[0]?.value !== 'version') return null;
  const sheets = new Map<string, Map<string, Cells>>();
  for (const line of lines) {
    const [name, ...parts] = line.map((cell) => (typeof cell.value === 'string' ? cell.value : ''));
    const table = parse(name ?? '');
    const record = parse(parts.join(''));
    if (typeof table !== 'string' || typeof record !== 'object' || record === null) continue;
    if (!('key' in record) || typeof record.key !== 'string' || !('cells' in record)) return null;
    const rows = sheets.get(table) ?? new Map<string, Cells>();
    sheets.set(table, rows.set(record.key, toCells(record.cells)));
  }
  return { version: String(head[1]?.value ?? ''), sheets };
}

function toCells(value: unknown): Cells {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([header, cell]) => [header, String(cell)]));
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not ours: an empty row, or a cell that somebody typed
  }
}
