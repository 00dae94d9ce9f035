import type { Frame } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Place, Territory, Theme } from '../src/records.ts';

/** The records of the ids that exist; an id that the data no longer holds is passed over. */
export function known<T>(ids: readonly string[], find: (id: string) => T | undefined): readonly T[] {
  return ids.map(find).filter((found) => found !== undefined);
}

/** Whether a question says where, in whatever way: by name, place, kind or wave. */
export function saysWhere(frame: Frame): boolean {
  return frame.territories.length + frame.places.length + frame.kinds.length + frame.waves.length > 0;
}

/** Which labelled territories a place stands for. */
type At = (place: Place, knowledge: Knowledge) => readonly Territory[];

/**
 * The labelled territories that a question is about. Those named count as named; a place stands for those that `at`
 * gives; kind and wave narrow; what is left out is left out. All 27 when the question doesn't say where.
 */
export function territoriesMeant(frame: Frame, knowledge: Knowledge, at: At = nearestAt): readonly Territory[] {
  const named = known(frame.territories, knowledge.territory);
  const places = known(frame.places, knowledge.place);
  const meant =
    frame.territories.length + frame.places.length > 0
      ? [...new Set([...named, ...places.flatMap((place) => at(place, knowledge))])]
      : knowledge.territories;
  return leaveOut(meant, frame, knowledge).filter(
    (territory) =>
      (frame.waves.length === 0 || frame.waves.includes(territory.wave)) &&
      (frame.kinds.length === 0 || frame.kinds.includes(territory.kind)),
  );
}

/** The territory that a place lies in, the nearest only; else all those inside it. */
export const nearestAt: At = (place, knowledge) => {
  const [nearest] = knowledge.territoriesAround(place);
  return nearest ? [nearest] : knowledge.territoriesInside(place);
};

/** All territories that a place lies in, the nearest first; else all those inside it. */
export const aroundOrInside: At = (place, knowledge) => {
  const around = knowledge.territoriesAround(place);
  return around.length > 0 ? around : knowledge.territoriesInside(place);
};

/** Every territory that touches a place: it lies in them, or they in it. For questions on a whole area. */
export const touching: At = (place, knowledge) => [
  ...new Set([...knowledge.territoriesAround(place), ...knowledge.territoriesInside(place)]),
];

/** Drops what the question excludes by name, by place or by theme (any mention of the theme counts). */
export function leaveOut(territories: readonly Territory[], frame: Frame, knowledge: Knowledge): readonly Territory[] {
  const { without } = frame;
  const out = new Set([
    ...without.territories,
    ...known(without.places, knowledge.place).flatMap((place) =>
      touching(place, knowledge).map((territory) => territory.id),
    ),
    ...without.themes.flatMap((theme) => knowledge.tiesOf(theme).map((tie) => tie.territory)),
  ]);
  return out.size === 0 ? territories : territories.filter((territory) => !out.has(territory.id));
}

/** Only the items tied to one of the themes or to a narrower one; all of them when no theme is asked. */
export function onThemes<T extends { readonly themes: readonly string[] }>(
  items: readonly T[],
  themes: readonly Theme[],
  knowledge: Knowledge,
): readonly T[] {
  if (themes.length === 0) return items;
  const wanted = new Set(themes.flatMap((theme) => knowledge.withNarrower(theme.id)));
  return items.filter((item) => item.themes.some((theme) => wanted.has(theme)));
}

/** One page of a list: the items, how many pages there are, and the page shown (the last one if too far). */
export function pageOf<T>(items: readonly T[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const shown = Math.min(page, pages - 1);
  return { items: items.slice(shown * size, (shown + 1) * size), page: shown, pages };
}
