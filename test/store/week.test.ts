import { expect, it } from 'vitest';
import { listWeeks, nameWeek } from '../../src/store/week.ts';

const weeks: readonly [string, string, string][] = [
  ['2026-11-23', '2026-W48', 'a Monday'],
  ['2027-01-03', '2026-W53', 'a Sunday in January that still belongs to the year before'],
  ['2024-12-30', '2025-W01', 'a Monday in December that belongs to the next year'],
];
for (const [day, week, why] of weeks) {
  it(`${day} is in ${week}: ${why}`, () => {
    expect(nameWeek(new Date(`${day}T12:00:00Z`))).toBe(week);
  });
}

it('weeks are listed from the latest, and sort as they follow each other', () => {
  const listed = listWeeks(new Date('2026-01-07T00:00:00Z'), 3);
  expect(listed).toEqual(['2026-W02', '2026-W01', '2025-W52']);
  expect(listed.toSorted().toReversed()).toEqual(listed);
});
