import type { Place, Territory } from '../records.ts';
import type { Places } from './places.ts';

/** Which labelled territories a place lies in, and which lie in it. */
export interface PlaceRelations {
  around(place: Place): readonly Territory[];
  inside(place: Place): readonly Territory[];
}

/** Relates places to territories by official codes: commune ⊂ intercommunalité ⊂ département ⊂ région. */
export function relatePlaces(territories: readonly Territory[], places: Places): PlaceRelations {
  const departementsOf = Map.groupBy(places.departements, (departement) => departement.region);

  // 1 for a territory of communes up to 4 for a whole region; 0 when the place does not lie in it.
  const size = ({ perimeter }: Territory, place: Place): number => {
    if (place.kind === 'commune' && perimeter.communes.includes(place.code)) return 1;
    if (place.intercommunalite !== null && perimeter.intercommunalites.includes(place.intercommunalite)) return 2;
    if (place.departement !== null && perimeter.departements.includes(place.departement)) return 3;
    if (place.kind === 'région' && coversEach(perimeter.departements, departementsOf.get(place.code))) return 3;
    if (perimeter.regions.includes(place.region)) return 4;
    return 0;
  };
  const around = (place: Place) =>
    territories.filter((territory) => size(territory, place) > 0).toSorted((a, b) => size(a, place) - size(b, place));
  const lies = (territory: Territory, place: Place): boolean => {
    if (place.kind === 'région') return territory.region.code === place.code;
    if (place.kind === 'département') return territory.departements.some((unit) => unit.code === place.code);
    if (place.kind === 'intercommunalité') {
      return territory.perimeter.communes.some(
        (code) => places.find(`commune-${code}`)?.intercommunalite === place.code,
      );
    }
    return false;
  };
  return {
    around,
    inside: (place) => territories.filter((territory) => lies(territory, place) && size(territory, place) === 0),
  };
}

function coversEach(codes: readonly string[], departements: readonly Place[] = []): boolean {
  return departements.length > 0 && departements.every((departement) => codes.includes(departement.code));
}
