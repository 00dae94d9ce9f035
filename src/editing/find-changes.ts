import type { Change } from './changes.ts';
import type { Row } from './read-rows.ts';
import type { SheetRow } from './read-sheets.ts';
import type { SheetFault } from './sheet-fault.ts';
import { type Cells, columnsOf, type Table } from './table.ts';

/** What one editor's sheet holds, what was exported to them, and what the data holds now. */
export interface Versions {
  readonly table: Table;
  /** By key: the rows as exported; those of today when nobody knows. */
  readonly base: ReadonlyMap<string, Cells>;
  readonly today: ReadonlyMap<string, Row>;
  readonly theirs: readonly SheetRow[];
  readonly file: string;
  /** True to let many rows go at once. */
  readonly mayRemoveMany: boolean;
}

/** So many rows of a sheet may go without a word; more look like an accident. */
const MANY_ROWS = 10;
const REMEDY = 'repartez d’un nouvel export et reportez-y votre changement';

/**
 * What an editor changed, cell by cell. A cell that somebody else changed otherwise since the export is a fault, and so
 * is a row that one removed and the other changed.
 */
export function findChanges(versions: Versions): { changes: readonly Change[]; faults: readonly SheetFault[] } {
  const { table, base, today, theirs, file } = versions;
  const faults: SheetFault[] = [];
  const report = (line: number | null, column: string | null, what: string, remedy: string): void => {
    faults.push({ file, sheet: table.sheet, line, column, what, remedy });
  };
  const changes: Change[] = [];
  for (const { key, cells, line } of theirs) {
    const was = base.get(key);
    const row = today.get(key);
    if (row === undefined) {
      if (was === undefined) changes.push({ kind: 'add', table, key, cells, line });
      else if (differing(table, was, cells).length > 0) {
        report(line, null, `« ${key} » a été supprimé depuis cet export, et vous l’avez changé`, REMEDY);
      }
      continue;
    }
    const mine: Record<string, string> = {};
    for (const header of differing(table, was ?? row.cells, cells)) {
      const [wanted = '', now = '', before = ''] = [cells[header], row.cells[header], (was ?? row.cells)[header]];
      if (wanted === now) continue;
      if (now === before) mine[header] = wanted;
      else {
        report(
          line,
          header,
          `cette cellule a aussi changé de l’autre côté depuis cet export : « ${shorten(now)} » là-bas, « ${shorten(wanted)} » ici`,
          REMEDY,
        );
      }
    }
    if (was === undefined && base.size > 0 && differing(table, row.cells, cells).length > 0) {
      report(
        line,
        null,
        `« ${key} » a été ajouté des deux côtés depuis cet export, autrement`,
        'donnez un autre identifiant à votre ligne, ou repartez d’un nouvel export',
      );
    } else if (Object.keys(mine).length > 0) changes.push({ kind: 'edit', table, key, row, line, cells: mine });
  }
  const kept = new Set(theirs.map((row) => row.key));
  const gone = [...base].filter(([key]) => !kept.has(key));
  const removals: Change[] = [];
  for (const [key, was] of gone) {
    const row = today.get(key);
    if (row === undefined) continue;
    if (table.rows === 'file') report(null, null, 'la ligne manque', 'remettez-la, ou repartez d’un nouvel export');
    else if (differing(table, was, row.cells).length > 0) {
      report(null, null, `« ${key} » n’est plus dans cette feuille, mais a changé depuis cet export`, REMEDY);
    } else removals.push({ kind: 'remove', table, key, row });
  }
  if (removals.length > MANY_ROWS && !versions.mayRemoveMany) {
    report(
      null,
      null,
      `${removals.length} lignes sur ${base.size} n’y sont plus (${removals
        .slice(0, 3)
        .map(({ key }) => key)
        .join(', ')} …)`,
      'remettez-les ; si c’est voulu, ajoutez --supprimer à la commande',
    );
  } else changes.push(...removals);
  return { changes, faults };
}

function differing(table: Table, a: Cells, b: Cells): readonly string[] {
  return columnsOf(table)
    .map((column) => column.header)
    .filter((header) => (a[header] ?? '') !== (b[header] ?? ''));
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
