import type { Territory, TerritoryKind } from '../records.ts';
import type { Translator } from '../translator.ts';
import type { Names } from './wording.ts';

/** Kinds whose départements are filled as a whole: their mark is square. */
const SQUARE: ReadonlySet<TerritoryKind> = new Set(['région', 'département', 'outre-mer']);

/** What a map shows, for those who don't see it, and what stands under it: who bears which number, and its credit. */
export function wordMap(
  territories: readonly Territory[],
  region: string | null,
  names: Names,
  { t, list }: Translator,
): readonly [alt: string, caption: string] {
  const shown = list(territories.map((territory) => territory.name));
  const area = region === null ? undefined : names.place(`region-${region}`);
  const square = territories.filter((territory) => SQUARE.has(territory.kind));
  const loose = territories.filter((territory) => territory.departements.length === 0);
  const round = territories.length - square.length - loose.length;
  const isNumbered = territories.length > 1;
  return [
    area ? t('map.alt.region', { of: area.wording.of, names: shown }) : t('map.alt', { names: shown }),
    [
      ...(isNumbered ? [territories.map(({ name }, at) => `**${at + 1}** ${name}`).join(' · ')] : []),
      [
        ...(round > 0 ? [t('map.round', { count: territories.length })] : []),
        ...(square.length > 0 && isNumbered ? [t('map.square')] : []),
        ...loose.map(({ name }) => t('map.loose', { name })),
        t('map.credit'),
      ].join(' '),
    ].join('\n\n'),
  ];
}

/** The region that a map of several territories keeps to: the one they all lie in; null for all of France. */
export function regionOf(territories: readonly Territory[]): string | null {
  const [first] = territories;
  const code = first?.region.code;
  return code !== undefined && territories.length > 1 && territories.every((one) => one.region.code === code)
    ? code
    : null;
}
