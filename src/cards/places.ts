import { emptyFrame } from '../frame.ts';
import type { PlaceKind } from '../records.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';

const KINDS: readonly PlaceKind[] = ['région', 'département', 'intercommunalité', 'commune'];
/** A list of communes is cut here: the count says the rest. */
const MOST_NAMES = 12;

/** The region, the départements and the official places of a territory. */
export const drawPlaces: Draw<'places'> = ({ territory, places, basis, gaps }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(t('title.about', { what: t('places.title'), name: territory.name }));
  const names: Record<PlaceKind, string[]> = {
    région: [territory.region.name],
    département: territory.departements.map((one) => one.name),
    intercommunalité: [],
    commune: [],
  };
  for (const place of places) if (!names[place.kind].includes(place.name)) names[place.kind].push(place.name);
  sheet.pairs(
    KINDS.filter((kind) => names[kind].length > 0).map((kind) => {
      const all = names[kind];
      const shown = all.slice(0, MOST_NAMES);
      const rest = all.length - shown.length;
      const value = rest > 0 ? `${shown.join(', ')} ${t('more', { count: rest })}` : tr.list(shown);
      return [t(`places.${kind}`, { count: all.length }), value] as const;
    }),
  );
  sheet.cite(territory.labelSources);
  sheet.cite([basis]);
  sheet.map([territory], territory.kind === 'région' ? null : territory.region.code);
  drawGaps(gaps, sheet);
  sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
};
