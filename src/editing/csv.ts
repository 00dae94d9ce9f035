import { parseCsv, writeCsv } from 'hucre/csv';
import type { RawSheet } from './spreadsheet.ts';

const DELIMITERS = [';', ',', '\t'] as const;
const BOM = '\ufeff';

/** A table as CSV that a French spreadsheet opens with a double click: UTF-8 with its mark, semicolons. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `${BOM}${writeCsv(
    rows.map((row) => [...row]),
    { delimiter: ';', lineSeparator: '\r\n' },
  )}`;
}

/** Reads CSV however a spreadsheet saved it: UTF-8, UTF-16 or Windows-1252, parted by semicolons, commas or tabs. */
export function readCsv(name: string, bytes: Uint8Array): RawSheet {
  const { text, isLossy } = decode(bytes);
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = DELIMITERS.toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ';';
  const rows = parseCsv(text, { delimiter });
  return {
    name,
    rows: rows.map((row) =>
      row.map((value) => {
        const typed = value === null ? null : String(value);
        return { value: typed, formula: typed?.startsWith('=') ? typed.slice(1) : null, isError: false };
      }),
    ),
    merged: [],
    isLossy,
  };
}

/** A text as a Windows-1252 file would have kept it: what it cannot hold becomes "?". */
export function throughWindows1252(text: string): string {
  return [...text].map((sign) => (isIn1252(sign) ? sign : '?'.repeat(sign.length))).join('');
}

function decode(bytes: Uint8Array): { text: string; isLossy: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), isLossy: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isLossy: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isLossy: true }; // not UTF-8: what Excel calls « CSV »
  }
}

const SIGNS_OF_1252 = new Set(
  new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, code) => code)),
);

function isIn1252(sign: string): boolean {
  return SIGNS_OF_1252.has(sign);
}
