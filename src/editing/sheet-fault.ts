import { spacePunctuation } from '../knowledge/fault.ts';

/** One mistake in a spreadsheet, in French, where an editor sees it. */
export interface SheetFault {
  /** The file it is in, named when several are read; '' otherwise. */
  readonly file: string;
  readonly sheet: string;
  /** As the spreadsheet counts; null for the sheet as a whole. */
  readonly line: number | null;
  readonly column: string | null;
  readonly what: string;
  readonly remedy: string;
}

/** « feuille Organisations, ligne 12, colonne Site web : ce qui ne va pas ; remède » */
export function formatSheetFault(fault: SheetFault): string {
  const where = [
    ...(fault.file === '' ? [] : [fault.file]),
    ...(fault.sheet === '' ? [] : [`feuille ${fault.sheet}`]),
    ...(fault.line === null ? [] : [`ligne ${fault.line}`]),
    ...(fault.column === null ? [] : [`colonne ${fault.column}`]),
  ].join(', ');
  return spacePunctuation(`${where} : ${fault.what} ; ${fault.remedy}`);
}
