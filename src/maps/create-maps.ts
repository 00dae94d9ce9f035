import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Territory } from '../records.ts';
import { type DrawnMap, drawMap, type Spot } from './draw-map.ts';
import { readOutlines } from './outlines.ts';

const NAME = 'carte.png';
const WHOLE_KINDS: ReadonlySet<Territory['kind']> = new Set(['région', 'département', 'outre-mer']);

/** Which map: the ids of its territories in the order of their numbers, and the region (official code) it keeps to. */
export interface MapRequest {
  readonly territories: readonly string[];
  readonly region: string | null;
}

/** The maps that cards show. */
export interface Maps {
  /** The data version that addresses name, so that a picture may be kept for good. */
  readonly version: string;
  /** `/media/<version>/carte.png?t=<ids>` and perhaps `&r=<region>`: an address that says all there is to draw. */
  address(request: MapRequest): string;
  /** Reads the question part of such an address; null for any other. */
  read(query: URLSearchParams): MapRequest | null;
  draw(request: MapRequest): DrawnMap;
}

/** Maps of the territories of the dataset. */
export function createMaps(knowledge: Pick<Knowledge, 'territories' | 'territory' | 'place' | 'version'>): Maps {
  const departementsOf = (region: string): readonly string[] =>
    [...readOutlines().keys()].filter((code) => knowledge.place(`departement-${code}`)?.region === region);

  const spotOf = ({ kind, departements, region }: Territory): Spot => {
    const codes = departements.map((one) => one.code);
    if (codes.length === 0) return { departements: departementsOf(region.code), extent: 'around' };
    return WHOLE_KINDS.has(kind)
      ? { departements: codes, extent: 'whole' }
      : { departements: codes.slice(0, 1), extent: 'part' };
  };

  return {
    version: knowledge.version,
    address({ territories, region }) {
      const query = `t=${territories.join(',')}${region === null ? '' : `&r=${region}`}`;
      return `/media/${knowledge.version}/${NAME}?${query}`;
    },
    read(query) {
      const ids = query.get('t')?.split(',') ?? [];
      const region = query.get('r');
      const isKnown = ids.every((id, at) => knowledge.territory(id) !== undefined && ids.indexOf(id) === at);
      const isRegion = region === null || knowledge.place(`region-${region}`) !== undefined;
      return ids.length > 0 && isKnown && isRegion ? { territories: ids, region } : null;
    },
    draw({ territories, region }) {
      const spots = territories.flatMap((id) => {
        const territory = knowledge.territory(id);
        return territory === undefined ? [] : [spotOf(territory)];
      });
      const zoom = region === null ? [] : departementsOf(region);
      // A region overseas has no outline here: its territories stand on the map of France.
      return drawMap(spots, zoom.length > 0 ? zoom : null);
    },
  };
}
