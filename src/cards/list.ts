import { emptyFrame } from '../frame.ts';
import type { Territory } from '../records.ts';
import type { AnswerOf, Draw } from './draw.ts';
import { drawFacts } from './impacts.ts';
import type { Sheet } from './sheet.ts';
import { regionOf } from './word-map.ts';
import { upperFirst, wordThemes, wordWhere } from './wording.ts';

/** The labelled territories, all or some, in groups, a page at a time; the count first. */
export const drawList: Draw<'list'> = (answer, sheet) => {
  const { territories, mapped, groupBy, page, pages, dated } = answer;
  const { t } = sheet.tr;
  sheet.title(t('list.title'));
  sheet.say(countLine(answer, sheet));
  for (const line of scopeLines(answer, sheet)) sheet.say(line);
  if (dated.length > 0 && page === 0) {
    sheet.heading(t('list.dated'));
    drawFacts(dated, sheet);
  }
  if (pages > 1) sheet.say(t('page', { page: page + 1, pages }));
  const groups = Map.groupBy(territories, (territory) => groupName(territory, groupBy, sheet));
  for (const [name, members] of groups) {
    sheet.heading(name);
    sheet.items(members.map((territory) => row(territory, groupBy, sheet)));
  }
  sheet.map(mapped, regionOf(mapped));
  for (const territory of territories) sheet.cite(territory.labelSources);
  const { places, kinds, waves } = answer.scope;
  const isAll = places.length + kinds.length + waves.length === 0;
  sheet.allSources({
    ...emptyFrame('sources'),
    places: places.map((one) => one.id),
    kinds,
    waves: isAll ? [1, 2] : waves,
  });
};

function countLine({ total, scope }: AnswerOf<'list'>, { tr }: Sheet): string {
  const { t } = tr;
  const where = scope.places.length > 0 ? wordWhere(scope.places, tr) : null;
  if (total === 0) return where ? t('list.none.in', where) : t('list.none');
  if (where) return t('list.count.in', { ...where, count: total });
  const areRegions = scope.kinds.length === 1 && scope.kinds[0] === 'région';
  return t(areRegions ? 'list.count.regions' : 'list.count', { count: total });
}

function scopeLines({ scope }: AnswerOf<'list'>, { tr }: Sheet): readonly string[] {
  const { t, list } = tr;
  const left = [...scope.withoutTerritories, ...scope.withoutPlaces].map((one) => one.name);
  const [wave] = scope.waves;
  return [
    ...(scope.waves.length === 1 && wave ? [t('list.waves', { wave: t(`wave.${wave}`) })] : []),
    ...(scope.kinds.length > 0 && scope.kinds.length < 4
      ? [t('list.kinds', { kinds: list(scope.kinds.map((kind) => t(`kinds.${kind}`))) })]
      : []),
    ...(scope.withoutThemes.length > 0
      ? [t('list.without.themes', { themes: wordThemes(scope.withoutThemes, tr) })]
      : []),
    ...(left.length > 0 ? [t('list.without', { names: list(left) })] : []),
  ];
}

function groupName(territory: Territory, groupBy: 'region' | 'kind' | 'wave', { tr }: Sheet): string {
  const { t } = tr;
  if (groupBy === 'region') return territory.region.name;
  if (groupBy === 'kind') return upperFirst(t(`kinds.${territory.kind}`));
  return t('list.group.wave', { wave: upperFirst(t(`wave.${territory.wave}`)), date: tr.date(territory.labelledOn) });
}

function row(territory: Territory, groupBy: 'region' | 'kind' | 'wave', { tr }: Sheet): string {
  const { t } = tr;
  const details = {
    region: [t(`kind.${territory.kind}`).toLowerCase(), t(`wave.${territory.wave}`)],
    kind: [territory.region.name, t(`wave.${territory.wave}`)],
    wave: [t(`kind.${territory.kind}`).toLowerCase(), territory.region.name],
  }[groupBy];
  return t('list.row', { name: territory.name, details: details.join(', ') });
}
