import type { Frame, Intent } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Place } from '../src/records.ts';
import { known, saysWhere, territoriesMeant } from './scope.ts';

const MOST_ANSWERS = 3;
/** Beyond so many territories a question on each of them is a question for the list. */
const MOST_TERRITORIES = 8;
const OF_ONE_TERRITORY: ReadonlySet<Intent> = new Set<Intent>([
  'overview',
  'challenges',
  'actions',
  'projects',
  'impacts',
  'people',
  'places',
]);

/** One question cut to pieces that one dialog answers each. */
export interface Split {
  readonly frames: readonly Frame[];
  /** Pieces left for a later turn, and the question that asks some of them together. */
  readonly rest: readonly Frame[];
  readonly together: (pieces: readonly Frame[]) => Frame;
  /** The place asked, when the pieces are about the territories around or inside it. */
  readonly place: Place | null;
}

/**
 * Cuts a question about several territories, organisations, people, terms or parts of the label into one question
 * each (at most three, the rest for later), and sends a question without a territory to the dialog of what it does
 * name: « les projets sur le numérique » is a theme question, « les défis à Lille » asks whether Lille is labelled.
 */
export function splitFrame(frame: Frame, knowledge: Knowledge): Split {
  if (OF_ONE_TERRITORY.has(frame.intent)) return splitTerritories(frame, knowledge);
  switch (frame.intent) {
    case 'contacts':
      if (frame.organisations.length > 0) return each(frame, 'organisations', 'organisation');
      return frame.themes.length > 0 || frame.places.length > 0 ? whole(frame) : each(frame, 'territories');
    case 'is-labelled':
      return frame.territories.length > 0 ? each({ ...frame, places: [] }, 'territories') : each(frame, 'places');
    case 'organisation':
      return each(frame, 'organisations');
    case 'person':
      return each(frame, 'people');
    case 'term':
      return each(frame, 'terms');
    case 'label':
      return each(frame, 'topics');
    default:
      return whole(frame);
  }
}

function splitTerritories(frame: Frame, knowledge: Knowledge): Split {
  if (frame.intent === 'people' && frame.organisations.length > 0) return each(frame, 'organisations');
  if (!saysWhere(frame)) return whole(withoutTerritory(frame));
  const meant = territoriesMeant(frame, knowledge);
  const places = known(frame.places, knowledge.place);
  const [place] = places;
  if (meant.length === 0) {
    return whole(place ? { ...frame, intent: 'is-labelled', themes: [] } : withoutTerritory(frame));
  }
  if (meant.length > MOST_TERRITORIES) {
    return whole({ ...frame, intent: frame.themes.length > 0 ? 'theme' : 'list', page: 0 });
  }
  const bare = { ...frame, places: [], kinds: [], waves: [], territories: meant.map((territory) => territory.id) };
  const split = each(bare, 'territories');
  return { ...split, place: place && frame.territories.length === 0 ? place : null };
}

/** The same wish without a territory: what else the question names says which dialog it is for. */
function withoutTerritory(frame: Frame): Frame {
  if (frame.organisations.length > 0) return { ...frame, intent: 'organisation' };
  if (frame.people.length > 0) return { ...frame, intent: 'person' };
  if (frame.themes.length > 0 || frame.without.themes.length > 0) return { ...frame, intent: 'theme' };
  if (frame.terms.length > 0) return { ...frame, intent: 'term' };
  return frame;
}

type Lists = 'territories' | 'places' | 'organisations' | 'people' | 'terms' | 'topics';

function each(frame: Frame, list: Lists, intent: Intent = frame.intent): Split {
  const ids = frame[list];
  if (ids.length < 2) return whole({ ...frame, intent });
  const pick = (some: readonly string[]): Frame => ({ ...frame, intent, [list]: some });
  const pieces = ids.map((id) => pick([id]));
  return {
    frames: pieces.slice(0, MOST_ANSWERS),
    rest: pieces.slice(MOST_ANSWERS),
    together: (some) => pick(some.flatMap((piece) => piece[list])),
    place: null,
  };
}

function whole(frame: Frame): Split {
  return { frames: [frame], rest: [], together: () => frame, place: null };
}
