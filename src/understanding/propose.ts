import { EMPTY_CONTEXT, type Entity, type Frame } from '../answer.ts';
import { emptyFrame, frameToPath } from '../frame.ts';
import type { Knowledge, Name } from '../knowledge/knowledge.ts';
import { createNameSearch } from '../language/name-search.ts';
import type { Understand } from './understand.ts';

/** The questions that what is typed so far may lead to, the likeliest first; the territories when nothing is typed. */
export type Propose = (typed: string) => readonly Frame[];

/** Among names that fit equally well. */
const TYPES: readonly Name['type'][] = ['territory', 'theme', 'organisation', 'term', 'person'];
const OWN: readonly Name['as'][] = ['name', 'short'];
/** Of names that only look alike. */
const MOST_NEAR = 8;

/**
 * Makes the search of names and questions as they are typed: names that begin so, then the question as the bot reads it,
 * then names that look alike. `isAnswered` keeps it to questions that get an answer.
 */
export function createPropose(
  knowledge: Knowledge,
  understand: Understand,
  isAnswered: (frame: Frame) => boolean,
): Propose {
  const names = knowledge.names
    .filter(({ type, as }) => TYPES.includes(type) && as !== 'code')
    .sort((a, b) => rank(a) - rank(b) || a.text.length - b.text.length || a.text.localeCompare(b.text, 'fr'));
  const search = createNameSearch(names.map(({ text }) => text));
  const territories = [...knowledge.territories]
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map(({ id }) => ({ ...emptyFrame('overview'), territories: [id] }));

  return (typed) => {
    if (typed.trim() === '') return territories;
    const { indices, isSure } = search.find(typed);
    const named = indices.flatMap((index) => frameOf(names[index]) ?? []);
    const { parts } = understand({ text: typed, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
    const understood = parts.flatMap(({ reading }) => (reading.outcome === 'answer' ? [reading.frame] : []));
    const mentioned = parts.flatMap(({ entities }) => entities.flatMap((entity) => frameOf(entity) ?? []));
    const proposed = isSure
      ? [...named, ...understood, ...mentioned]
      : [...understood, ...mentioned, ...named.slice(0, MOST_NEAR)];
    // A map keeps the place of what it was given first.
    return [...new Map(proposed.map((frame) => [frameToPath(frame), frame])).values()].filter(isAnswered);
  };
}

function rank({ type, as }: Name): number {
  return TYPES.indexOf(type) * 2 + (OWN.includes(as) ? 0 : 1);
}

/** What one wants to know first of a record. */
function frameOf(name: Pick<Entity, 'type' | 'id'> | undefined): Frame | null {
  switch (name?.type) {
    case 'territory':
      return { ...emptyFrame('overview'), territories: [name.id] };
    case 'theme':
      return { ...emptyFrame('theme'), themes: [name.id] };
    case 'organisation':
      return { ...emptyFrame('organisation'), organisations: [name.id] };
    case 'term':
      return { ...emptyFrame('term'), terms: [name.id] };
    case 'person':
      return { ...emptyFrame('person'), people: [name.id] };
    default:
      return null;
  }
}
