import type { Organisation, Person } from '../records.ts';

/** A record that nobody checked for long. */
export interface StaleRecord {
  readonly kind: 'organisation' | 'personne';
  readonly id: string;
  readonly name: string;
  readonly checkedOn: string;
}

/** Organisations and people whose last check is more than a year before `today` (an ISO day), the oldest first. */
export function findStale(
  records: { readonly organisations: readonly Organisation[]; readonly people: readonly Person[] },
  today: string,
): readonly StaleRecord[] {
  const limit = oneYearBefore(today);
  const of = (kind: StaleRecord['kind'], items: readonly (Organisation | Person)[]): readonly StaleRecord[] =>
    items.filter((item) => item.checkedOn < limit).map(({ id, name, checkedOn }) => ({ kind, id, name, checkedOn }));
  return [...of('organisation', records.organisations), ...of('personne', records.people)].toSorted((a, b) =>
    a.checkedOn === b.checkedOn ? a.name.localeCompare(b.name, 'fr') : a.checkedOn < b.checkedOn ? -1 : 1,
  );
}

function oneYearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
}
