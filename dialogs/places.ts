import type { Perimeter, PlaceKind } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { questionsAbout } from './next.ts';
import { known } from './scope.ts';
import { which } from './which.ts';

const ORDER = [
  ['regions', 'region'],
  ['departements', 'departement'],
  ['intercommunalites', 'epci'],
  ['communes', 'commune'],
] as const satisfies readonly (readonly [keyof Perimeter, string])[];
const KINDS: readonly PlaceKind[] = ['région', 'département', 'intercommunalité', 'commune'];

/** « Quel est le périmètre du Pays de Grasse ? »: its region, its départements and the official places in it. */
export const places: Dialog = (frame, knowledge) => {
  const territory = knowledge.territory(frame.territories[0] ?? '');
  if (territory === undefined) return which(frame, knowledge);
  const ids = ORDER.flatMap(([list, prefix]) => territory.perimeter[list].map((code) => `${prefix}-${code}`));
  return {
    kind: 'places',
    territory,
    basis: knowledge.placesSource,
    places: [...known(ids, knowledge.place)].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
    gaps: territory.gaps.filter((gap) => gap.about === 'places'),
    next: questionsAbout(territory, knowledge, 'places').slice(0, 3),
  };
};
