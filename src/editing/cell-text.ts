import type { Column, Value } from './table.ts';

const PARTED = /(?<!\\);/;

/** A value as the text of one cell: lists parted by "; ", a semicolon inside one of them written `\;`. */
export function toCell(column: Column, value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return column.isList ? escapeItem(value) : value;
  return Array.isArray(value)
    ? value
        .filter((item) => typeof item === 'string')
        .map(escapeItem)
        .join('; ')
    : '';
}

/** The value of a tidied cell; undefined when it is empty. */
export function fromCell(column: Column, cell: string): Value | undefined {
  if (cell === '') return undefined;
  return column.isList ? splitCell(cell) : cell;
}

/** The values of a cell that holds several; line breaks part them too. */
export function splitCell(cell: string): string[] {
  return cell
    .split('\n')
    .flatMap((line) => line.split(PARTED))
    .map((item) => item.replaceAll('\\;', ';').trim())
    .filter((item) => item !== '');
}

/** The values of a list as one cell. */
export function joinCell(values: readonly string[]): string {
  return values.map(escapeItem).join('; ');
}

function escapeItem(item: string): string {
  return item.replaceAll(';', '\\;');
}
