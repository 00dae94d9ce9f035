import type { Row } from './read-rows.ts';
import type { Cells, Table } from './table.ts';

/** What an import would do to one row. */
export type Change =
  | { readonly kind: 'add'; readonly table: Table; readonly key: string; readonly cells: Cells; readonly line: number }
  | { readonly kind: 'remove'; readonly table: Table; readonly key: string; readonly row: Row }
  | {
      readonly kind: 'edit';
      readonly table: Table;
      readonly key: string;
      readonly row: Row;
      readonly line: number;
      /** By header: what the cells that differ will hold. */
      readonly cells: Cells;
    };
