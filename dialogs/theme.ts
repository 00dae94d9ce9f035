import type { Frame, TerritoryTies } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Territory, Theme, ThemeTie } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { list } from './list.ts';
import { ask, isWorkedOn, offer, questionsAbout } from './next.ts';
import { known, pageOf, territoriesMeant, touching } from './scope.ts';
import { which } from './which.ts';

const TERRITORIES_PER_PAGE = 6;
const STRENGTHS: readonly ThemeTie['strength'][] = ['challenge', 'action', 'project', 'mention'];

/**
 * « Quels territoires travaillent sur le vieillissement ? »: challenges first, then actions and projects tied to the
 * label. Mere mentions are only counted, unless the question is `wide`. Several themes mean any of them.
 */
export const theme: Dialog = (frame, knowledge) => {
  const themes = known(frame.themes, knowledge.theme);
  if (themes.length === 0) {
    return frame.without.themes.length > 0 ? list({ ...frame, intent: 'list' }, knowledge) : which(frame, knowledge);
  }
  const { targets, others, mentions, silent } = tiesByTerritory(frame, themes, knowledge);
  const narrow = frame.territories.length > 0;
  // of a territory named, or where nothing better is known, mentions are the answer
  const wide = frame.wide || (mentions.length > 0 && (narrow || targets.length + others.length === 0));
  const rows: readonly TerritoryTies[] = [...targets, ...others, ...(wide ? mentions : [])];
  const page = pageOf(rows, frame.page, TERRITORIES_PER_PAGE);
  const [first] = page.items;
  const [quiet] = silent;
  return {
    kind: 'theme',
    themes,
    targets: targets.filter((one) => page.items.includes(one)),
    others: others.filter((one) => page.items.includes(one)),
    mapped: page.page === 0 && !narrow ? [...targets, ...others].map((one) => one.territory) : [],
    mentions: wide ? mentions.filter((one) => page.items.includes(one)) : mentions,
    wide,
    scope: {
      kinds: frame.kinds,
      places: known(frame.places, knowledge.place),
      territories: known(frame.territories, knowledge.territory),
    },
    // « un tiers-lieu à Ligugé ? »: the sources are silent of the territory that it belongs to
    silent: narrow ? silent : frame.places.length > 0 ? silent.filter((one) => isNearest(one, frame, knowledge)) : [],
    total: targets.length + others.length,
    page: page.page,
    pages: page.pages,
    next: offer(
      page.page + 1 < page.pages ? { ...frame, page: page.page + 1 } : null,
      !wide && mentions.length > 0 ? { ...frame, wide: true, page: 0 } : null,
      first ? ask('contacts', { territories: [first.territory.id] }) : null,
      first ? ask('overview', { territories: [first.territory.id] }) : null,
      ...(narrow && quiet && !first ? questionsAbout(quiet, knowledge, 'theme').slice(0, 2) : []),
      ...(first ? [] : elsewhere(frame, themes, knowledge)),
      ask('label', { topics: ['thematiques'] }),
      ask('list'),
    ),
  };
};

/** Every territory that a theme question may mean, by how its record answers. */
export function tiesByTerritory(frame: Frame, themes: readonly Theme[], knowledge: Knowledge) {
  const scope = new Set(territoriesMeant({ ...frame, kinds: [] }, knowledge, touching));
  const ties = new Map<string, ThemeTie[]>();
  for (const tie of themes.flatMap((one) => knowledge.tiesOf(one.id))) {
    const sofar = ties.get(tie.territory) ?? [];
    if (!sofar.some((one) => one.item.id === tie.item.id)) ties.set(tie.territory, [...sofar, tie]);
  }
  const found = knowledge.territories
    .filter((territory) => scope.has(territory) && ties.has(territory.id))
    .map((territory) => ({ territory, ties: strongestFirst(ties.get(territory.id) ?? []) }));
  const firm = found
    .map((one) => ({ ...one, ties: one.ties.filter((tie) => tie.strength !== 'mention') }))
    .filter((one) => one.ties.length > 0)
    .sort(byStrength);
  const asked = (one: TerritoryTies) => frame.kinds.length === 0 || frame.kinds.includes(one.territory.kind);
  const counted = new Set(firm.map((one) => one.territory));
  return {
    targets: firm.filter(asked),
    others: firm.filter((one) => !asked(one)),
    mentions: found.filter((one) => !counted.has(one.territory)),
    silent: [...scope].filter((territory) => !ties.has(territory.id) || !counted.has(territory)),
  };
}

function isNearest({ id }: Territory, frame: Frame, knowledge: Knowledge): boolean {
  return known(frame.places, knowledge.place).some((place) => knowledge.territoriesAround(place)[0]?.id === id);
}

function strongestFirst(ties: readonly ThemeTie[]): readonly ThemeTie[] {
  return [...ties].sort((a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength));
}

/** By the strongest tie, then by how many there are of it; equal ones stay in the order of the territories. */
function byStrength(a: TerritoryTies, b: TerritoryTies): number {
  for (const strength of STRENGTHS) {
    const more = count(b, strength) - count(a, strength);
    const better = Number(count(b, strength) > 0) - Number(count(a, strength) > 0);
    if (better !== 0) return better;
    if (more !== 0) return more;
  }
  return 0;
}

function count(one: TerritoryTies, strength: ThemeTie['strength']): number {
  return one.ties.filter((tie) => tie.strength === strength).length;
}

/** The same themes without the limits of the question, or a broader theme: whichever has an answer. */
function elsewhere(frame: Frame, themes: readonly Theme[], knowledge: Knowledge): readonly Frame[] {
  const [place] = frame.places;
  return [
    ...(themes.some((one) => isWorkedOn(one.id, knowledge))
      ? [ask('theme', { themes: themes.map((one) => one.id) })]
      : []),
    ...themes.flatMap((one) =>
      one.broader && isWorkedOn(one.broader, knowledge) ? [ask('theme', { themes: [one.broader] })] : [],
    ),
    ...(place && knowledge.place(place) ? [ask('contacts', { places: [place] })] : []),
  ];
}
