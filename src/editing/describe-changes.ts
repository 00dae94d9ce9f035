import { spacePunctuation } from '../knowledge/fault.ts';
import type { Change } from './changes.ts';

/** The difference with today, in French: one paragraph a sheet, − what goes and + what comes. */
export function describeChanges(changes: readonly Change[]): readonly string[] {
  const bySheet = Map.groupBy(changes, (change) => change.table.sheet);
  return [...bySheet].flatMap(([sheet, mine]) => [
    `${sheet}${count(mine)}`,
    ...mine.flatMap(describe).map((line) => spacePunctuation(`  ${line}`)),
  ]);
}

function count(changes: readonly Change[]): string {
  const of = (kind: Change['kind'], one: string, many: string): readonly string[] => {
    const number = changes.filter((change) => change.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const parts = [
    ...of('add', 'ligne ajoutée', 'lignes ajoutées'),
    ...of('edit', 'ligne corrigée', 'lignes corrigées'),
    ...of('remove', 'ligne supprimée', 'lignes supprimées'),
  ];
  return spacePunctuation(` : ${parts.join(', ')}`);
}

function describe(change: Change): readonly string[] {
  const name = change.key === '' ? 'la fiche' : change.key;
  switch (change.kind) {
    case 'add':
      return [
        `+ ${name}`,
        ...Object.entries(change.cells)
          .filter(([header, cell]) => cell !== '' && !change.table.key.includes(header))
          .map(([header, cell]) => `    + ${header} : ${cell}`),
      ];
    case 'remove':
      return [`− ${name}`];
    case 'edit':
      return [
        `~ ${name}`,
        ...Object.entries(change.cells).flatMap(([header, cell]) => [
          ...(change.row.cells[header] === '' ? [] : [`    − ${header} : ${change.row.cells[header]}`]),
          ...(cell === '' ? [] : [`    + ${header} : ${cell}`]),
        ]),
      ];
  }
}
