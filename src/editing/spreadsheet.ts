import type { CellValue, Sheet, WriteSheet } from 'hucre';
import { read } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import type { RawCell } from './clean-cell.ts';
import type { Column } from './table.ts';

/** A sheet as it was read: rows of cells, the header row included. */
export interface RawSheet {
  readonly name: string;
  readonly rows: readonly (readonly RawCell[])[];
  /** The ranges of merged cells: "B3:C4". */
  readonly merged: readonly string[];
  /** True when the file could not hold every character (a Windows-1252 file): what was lost stands as "?". */
  readonly isLossy: boolean;
}

/** A sheet to write. */
export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly isHidden: boolean;
}

/** How far down drop-down lists and text cells reach, below the rows that are filled. */
const SPARE_ROWS = 300;
const LONGEST_INLINE_LIST = 250;
const NOTE_AUTHOR = 'Aide';
const [NARROW, MIDDLE, WIDE] = [16, 26, 60];

/** Writes a workbook: headers frozen, with their help as notes, drop-down lists for closed values and identifiers. */
export async function writeSpreadsheet(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(toSheet), properties: { title: 'Données', creator: 'data:export' } });
}

/** Reads a workbook (.xlsx, .xlsm, .ods …), formulas and merged cells included. Rejects when it is not one. */
export async function readSpreadsheet(bytes: Uint8Array): Promise<readonly RawSheet[]> {
  const workbook = await read(bytes);
  return workbook.sheets.map((sheet) => ({
    name: sheet.name,
    rows: sheet.rows.map((row, line) => row.map((value, at) => toRaw(sheet, value, line, at))),
    merged: (sheet.merges ?? []).map(
      ({ startRow, startCol, endRow, endCol }) =>
        `${columnLetters(startCol)}${startRow + 1}:${columnLetters(endCol)}${endRow + 1}`,
    ),
    isLossy: false,
  }));
}

function toRaw(sheet: Sheet, value: CellValue, line: number, at: number): RawCell {
  const cell = sheet.cells?.get(`${line},${at}`);
  return { value, formula: cell?.formula ?? null, isError: cell?.type === 'error' };
}

function toSheet({ name, columns, rows, isHidden }: SheetToWrite): WriteSheet {
  if (isHidden) return { name, rows: rows.map((row) => [...row]), hidden: true };
  if (columns.length === 0) {
    return {
      name,
      columns: [{ width: 110, style: { alignment: { wrapText: true, vertical: 'top' } } }],
      rows: rows.map((row) => [...row]),
    };
  }
  const last = rows.length + 1 + SPARE_ROWS;
  const blank = Array.from({ length: SPARE_ROWS }, () => columns.map(() => null));
  return {
    name,
    columns: columns.map((column) => ({
      width: widthOf(column),
      // Text, so that a spreadsheet turns neither 2019-02 into a date nor 01 into 1.
      style: { numFmt: '@', alignment: { vertical: 'top', wrapText: widthOf(column) === WIDE } },
    })),
    rows: [columns.map((column) => column.header), ...rows.map((row) => [...row]), ...blank],
    cells: new Map(
      columns.map((column, at) => [
        `0,${at}`,
        {
          style: { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } } },
          comment: { author: NOTE_AUTHOR, text: noteOf(column) },
        },
      ]),
    ),
    freezePane: { rows: 1, columns: 1 },
    autoFilter: { range: `A1:${columnLetters(columns.length - 1)}${rows.length + 1}` },
    dataValidations: columns.flatMap((column, at) =>
      listFor(column, `${columnLetters(at)}2:${columnLetters(at)}${last}`),
    ),
  };
}

function listFor(column: Column, range: string): NonNullable<WriteSheet['dataValidations']> {
  if (column.isList) return [];
  const message = { allowBlank: true, showErrorMessage: true, errorTitle: column.header, range, type: 'list' } as const;
  if (column.to !== null) {
    return [
      {
        ...message,
        formula1: `'${column.to}'!$A$2:$A$5000`,
        errorStyle: 'warning',
        errorMessage: `Cet identifiant n’est pas dans la feuille ${column.to}.`,
      },
    ];
  }
  if (column.choices.length === 0 || column.choices.join(',').length > LONGEST_INLINE_LIST) return [];
  return [{ ...message, values: [...column.choices], errorStyle: 'stop', errorMessage: 'Choisissez dans la liste.' }];
}

function noteOf(column: Column): string {
  return column.choices.length === 0 ? column.help : `${column.help}\nValeurs : ${column.choices.join(', ')}.`;
}

function widthOf(column: Column): number {
  if (column.kind === 'text' && !column.isList && ['texte', 'position', 'role'].includes(column.path.at(-1) ?? ''))
    return WIDE;
  return ['date', 'choice', 'code'].includes(column.kind) ? NARROW : MIDDLE;
}

function columnLetters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : `${columnLetters(Math.floor(index / 26) - 1)}${rest}`;
}
