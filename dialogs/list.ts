import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { type Fact, TERRITORY_KINDS, type Territory } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';
import { known, saysWhere, territoriesMeant, touching } from './scope.ts';

const TERRITORIES_PER_PAGE = 9;
/** A group is not torn apart for so few lines more. */
const SLACK = 2;

/**
 * « Quels sont les territoires labellisés ? », all of them or those of a region, a kind, a wave, a theme left out.
 * Grouped by wave when the question names both waves, by kind when it names several, else by region.
 */
export const list: Dialog = (frame, knowledge) => {
  const groupBy = frame.waves.length > 1 ? 'wave' : frame.kinds.length > 1 ? 'kind' : 'region';
  const found = [...territoriesMeant(frame, knowledge, touching)].sort((a, b) => compareGroups(a, b, groupBy));
  const all = !saysWhere(frame) && found.length === knowledge.territories.length;
  // « Combien ? » is answered by the dated counts alone; the list is the next question.
  const pages = all && frame.count ? [[]] : pagesOf(found, groupBy);
  const page = Math.min(frame.page, pages.length - 1);
  const territories = pages[page] ?? [];
  const [first] = territories;
  return {
    kind: 'list',
    territories,
    mapped: page === 0 ? found : [],
    total: found.length,
    groupBy,
    scope: {
      places: known(frame.places, knowledge.place),
      kinds: frame.kinds,
      waves: frame.waves,
      withoutThemes: known(frame.without.themes, knowledge.theme),
      withoutTerritories: known(frame.without.territories, knowledge.territory),
      withoutPlaces: known(frame.without.places, knowledge.place),
    },
    count: frame.count,
    page,
    pages: pages.length,
    dated: all || found.length === 0 ? datedCounts(knowledge) : [],
    next: offer(
      page + 1 < pages.length ? { ...frame, page: page + 1 } : null,
      first ? ask('overview', { territories: [first.id] }) : null,
      all && groupBy === 'region' ? ask('list', { kinds: TERRITORY_KINDS }) : null,
      found.length === 0 && frame.places[0] ? ask('contacts', { places: [frame.places[0]] }) : null,
      all && !frame.count ? null : ask('list'),
      ask('label', { topics: ['timeline'] }),
    ),
  };
};

/** The dated truths on how many there are: 20 after the first wave, 27 since the second. */
export function datedCounts(knowledge: Knowledge): readonly Fact[] {
  const waves = knowledge.label.sections.filter((section) => section.id === 'vague-1' || section.id === 'vague-2');
  return waves.flatMap((section) => section.facts.slice(0, 1));
}

function compareGroups(a: Territory, b: Territory, groupBy: 'region' | 'kind' | 'wave'): number {
  if (groupBy === 'wave') return a.wave - b.wave;
  if (groupBy === 'kind') return TERRITORY_KINDS.indexOf(a.kind) - TERRITORY_KINDS.indexOf(b.kind);
  return a.region.name.localeCompare(b.region.name, 'fr');
}

/** Cuts a list into pages, between groups where that is near enough. */
function pagesOf(territories: readonly Territory[], groupBy: 'region' | 'kind' | 'wave'): readonly Territory[][] {
  const pages: Territory[][] = [[]];
  for (const [index, territory] of territories.entries()) {
    const page = pages.at(-1) ?? [];
    const before = territories[index - 1];
    const sameGroup = before !== undefined && compareGroups(before, territory, groupBy) === 0;
    const full = page.length >= TERRITORIES_PER_PAGE + (sameGroup ? SLACK : 0);
    if (full) pages.push([territory]);
    else page.push(territory);
  }
  return pages;
}
