import { spacePunctuation } from '../knowledge/fault.ts';
import { joinCell, splitCell } from './cell-text.ts';
import type { Column } from './table.ts';

/** What a spreadsheet holds in a cell, before anybody knows what it means. */
export interface RawCell {
  readonly value: string | number | boolean | Date | null;
  /** The formula behind the value, without its equals sign; null for an ordinary cell. */
  readonly formula: string | null;
  /** True for an error such as #N/A. */
  readonly isError: boolean;
}

/** A tidied text, or what is wrong and its remedy. */
export type Cleaned = { readonly text: string } | { readonly what: string; readonly remedy: string };

const HARD_SPACES = /[\u00a0\u202f\u2007]/g;
const INVISIBLE = /[\u200b-\u200d\ufeff\u00ad]/g;
/** Days between Excel's day 0 and 1 January 1970, for dates after February 1900. */
const EXCEL_EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;
/** Between these, a bare number in a column of dates is Excel's count of days (1927 to 2119), not a year. */
const [FIRST_SERIAL, LAST_SERIAL] = [10_000, 80_000];
const ISO = /^\d{4}(-\d{1,2}(-\d{1,2})?)?$/;
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/;
const FRENCH_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const FRENCH_MONTH = /^(\d{1,2})[/.-](\d{4})$/;
const WORD_DATE = /^(?:(\d{1,2})(?:er)?[ -])?(\p{L}+)\.?[ -](\d{2}|\d{4})$/u;
const MONTHS = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];

/**
 * What a cell means in its column: dates however a spreadsheet wrote them, lost zeros put back, French punctuation
 * spaced as the data wants it. Says what is wrong rather than guess.
 */
export function cleanCell(column: Column, cell: RawCell): Cleaned {
  if (cell.isError)
    return { what: `la cellule affiche une erreur (${String(cell.value)})`, remedy: 'écrivez la valeur elle-même' };
  if (cell.formula !== null) {
    return {
      what: 'la cellule contient une formule',
      remedy: 'collez sa valeur à la place (collage spécial, valeurs)',
    };
  }
  const { value } = cell;
  if (value === null || value === '') return { text: '' };
  if (column.kind === 'date') return cleanDate(value);
  if (value instanceof Date) {
    return {
      what: 'le tableur a changé ce texte en date',
      remedy: 'mettez la cellule au format Texte et écrivez de nouveau',
    };
  }
  const typed = typeof value === 'boolean' ? (value ? 'oui' : 'non') : String(value);
  if (!column.isList) return { text: tidy(column, typed) };
  const separators = column.kind === 'text' || column.kind === 'words' ? typed : typed.replaceAll(',', ';');
  return { text: joinCell(splitCell(separators).map((item) => tidy(column, item))) };
}

function tidy(column: Column, typed: string): string {
  const text = typed.replace(INVISIBLE, '');
  switch (column.kind) {
    case 'text':
      return spacePunctuation(
        straighten(text)
          .replaceAll("'", '’')
          .replaceAll('...', '…')
          .replace(/([\p{L}\p{N})%’])([;?!»])/gu, '$1 $2')
          .replace(/«(?! )/g, '« '),
      );
    case 'words':
      return text.replace(/[ \t\r\n]+/g, ' ').trim();
    case 'code':
      return pad(straighten(text).replaceAll(' ', ''), column.digits);
    case 'url':
    case 'id':
    case 'ref':
      return straighten(text);
    default:
      return straighten(text).replaceAll("'", '’');
  }
}

function straighten(text: string): string {
  return text.replace(HARD_SPACES, ' ').replace(/\s+/g, ' ').trim();
}

function pad(code: string, digits: number): string {
  return /^\d+$/.test(code) ? code.padStart(digits, '0') : code.toUpperCase();
}

function cleanDate(value: string | number | boolean | Date): Cleaned {
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10) };
  if (typeof value === 'number' && value >= FIRST_SERIAL && value <= LAST_SERIAL) return { text: fromSerial(value) };
  const text = straighten(String(value));
  if (/^\d{5}$/.test(text)) return { text: fromSerial(Number(text)) };
  if (ISO.test(text)) return { text: text.split('-').map(twoDigits).join('-') };
  const time = ISO_TIME.exec(text)?.[1];
  if (time !== undefined) return { text: time };
  const [, day = '', month = '', year = ''] = FRENCH_DAY.exec(text) ?? [];
  if (year !== '') return { text: [year, month, day].map(twoDigits).join('-') };
  const [, monthAlone = '', itsYear = ''] = FRENCH_MONTH.exec(text) ?? [];
  if (itsYear !== '') return { text: `${itsYear}-${twoDigits(monthAlone)}` };
  return (
    fromWords(text) ?? {
      what: `« ${text} » n’est pas une date que l’on sait lire`,
      remedy: 'écrivez-la ainsi : 2019-02-25 (ou 2019-02, ou 2019)',
    }
  );
}

function fromSerial(days: number): string {
  return new Date((Math.floor(days) - EXCEL_EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10);
}

/** « 25 février 2019 », and what a spreadsheet makes of 2019-02: « févr-19 ». */
function fromWords(text: string): Cleaned | null {
  const [, day, word = '', year = ''] = WORD_DATE.exec(text) ?? [];
  const folded = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const month = MONTHS.findIndex((start) => folded.startsWith(start));
  if (month < 0) return null;
  const full = year.length === 2 ? `20${year}` : year;
  const parts = [full, String(month + 1), ...(day === undefined ? [] : [day])];
  return { text: parts.map(twoDigits).join('-') };
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}
