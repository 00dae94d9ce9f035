const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;

/** The ISO week of a day, as `2026-W48`; such names sort as the weeks do. */
export function nameWeek(date: Date): string {
  // The week belongs to the year of its Thursday.
  const day = (date.getUTCDay() + 6) % WEEK_DAYS;
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 3 - day));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / DAY_MS / WEEK_DAYS) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** So many weeks, the one of that day first, then those before it. */
export function listWeeks(date: Date, count: number): readonly string[] {
  return Array.from({ length: count }, (_, ago) => nameWeek(new Date(date.getTime() - ago * WEEK_DAYS * DAY_MS)));
}
