import type { Intent, LabelTopic } from '../answer.ts';
import type { Mark } from './marks.ts';
import type { Naming } from './name-table.ts';

/** What a part of the label means of one territory: who is behind it there, what it takes on. */
const OF_TERRITORY: ReadonlyMap<LabelTopic, Intent> = new Map([
  ['qui', 'contacts'],
  ['partenaires', 'contacts'],
  ['thematiques', 'challenges'],
  ['accompagnement', 'actions'],
]);

/** Whether a part of the label can be asked of one territory. */
export function isOfTerritory(topic: LabelTopic): boolean {
  return OF_TERRITORY.has(topic) || isWhen(topic);
}

function isWhen(topic: LabelTopic): boolean {
  return topic === 'timeline' || topic === 'vague-1' || topic === 'vague-2';
}

/** The ids named in a question, by type. */
export type Found = Readonly<Record<Naming['type'], readonly string[]>>;

/** The intent that the kinds of names make of the one asked: "c’est quoi l’Avise" asks for an organisation. */
export function settleIntent(
  intent: Intent,
  topics: readonly LabelTopic[],
  named: Found,
  without: Found,
  marks: readonly Mark[],
): { intent: Intent; topics: readonly LabelTopic[] } {
  const T = named.territory.length > 0;
  const P = named.place.length > 0;
  const H = named.theme.length > 0;
  const O = named.organisation.length > 0;
  const R = named.person.length > 0;
  const G = named.term.length > 0;
  const to = (other: Intent): { intent: Intent; topics: readonly LabelTopic[] } => ({ intent: other, topics: [] });
  const wave = marks.find((mark) => mark.type === 'wave');
  switch (intent) {
    case 'overview':
      return O
        ? to('organisation')
        : T
          ? to(H ? 'theme' : 'overview')
          : R
            ? to('person')
            : H
              ? to('theme')
              : G
                ? to('term')
                : P
                  ? to('is-labelled')
                  : to('overview');
    case 'term':
      return O
        ? to('organisation')
        : G
          ? to('term')
          : T
            ? to('overview')
            : R
              ? to('person')
              : H
                ? to('theme')
                : P
                  ? to('is-labelled')
                  : to('term');
    case 'organisation':
      return O
        ? to('organisation')
        : R
          ? to('person')
          : T
            ? to('overview')
            : G
              ? to('term')
              : P
                ? to('contacts')
                : to('organisation');
    case 'person':
      return R ? to('person') : O || T ? to('people') : to('person');
    case 'people':
      return R && !T && !O ? to('person') : to('people');
    case 'contacts':
      return T || P || O ? to('contacts') : R ? to('person') : H ? to('theme') : to('contacts');
    case 'challenges':
    case 'actions':
    case 'projects':
    case 'impacts':
      return O ? to('organisation') : T || P ? to(intent) : R ? to('person') : H ? to('theme') : to(intent);
    case 'places':
      return T && H ? to('theme') : T ? to('places') : P ? to('is-labelled') : O ? to('organisation') : to('places');
    case 'date':
      if (T) return to('date');
      if (P) return to('is-labelled');
      return R
        ? to('person')
        : { intent: 'label', topics: wave === undefined ? ['timeline'] : [wave.id === 1 ? 'vague-1' : 'vague-2'] };
    case 'theme':
      return O && !T
        ? to('organisation')
        : H
          ? to('theme')
          : without.theme.length > 0
            ? to('list')
            : T
              ? to('challenges')
              : O
                ? to('organisation')
                : R
                  ? to('person')
                  : P || marks.some(({ type }) => type === 'kind')
                    ? to('list')
                    : to('theme');
    case 'list':
      if (T && !P && marks.some(({ type }) => type === 'kind')) return to('places');
      if (named.place.some((id) => id.startsWith('commune-')) && !H) return to('is-labelled');
      return H ? to('theme') : O ? to('organisation') : R ? to('person') : to('list');
    case 'apply':
      return R ? to('person') : O ? to('organisation') : { intent, topics };
    case 'compare':
      return O && named.territory.length < 2
        ? to('organisation')
        : H && named.territory.length === 1
          ? to('theme')
          : { intent, topics };
    case 'is-labelled':
      if (H && (T || P)) return to('theme');
      return T || P ? to('is-labelled') : O ? to('organisation') : H ? to('theme') : to('is-labelled');
    case 'label':
      if (R) return to('person');
      if (O) return to('organisation');
      if (T || P)
        return topics.some(isWhen)
          ? to(T ? 'date' : 'is-labelled')
          : T
            ? to(OF_TERRITORY.get(topics[0] ?? 'definition') ?? 'overview')
            : to('is-labelled');
      if (wave !== undefined && topics.some((topic) => topic === 'timeline' || topic.startsWith('vague-')))
        return { intent: 'label', topics: [wave.id === 1 ? 'vague-1' : 'vague-2'] };
      return { intent, topics };
    default:
      return { intent, topics };
  }
}
