import type { Frame, Intent } from '../answer.ts';
import type { TerritoryKind } from '../records.ts';
import type { Cues } from './cues.ts';
import type { Mark } from './marks.ts';
import type { Found } from './settle-intent.ts';
import { isAgain } from './side.ts';

/** Themes that are also kinds of territory. */
export const KIND_THEMES: ReadonlyMap<string, TerritoryKind> = new Map([
  ['ruralite', 'territoire rural'],
  ['outre-mer', 'outre-mer'],
]);

/** Kinds of question whose answer is many territories, to be narrowed or widened. */
const OF_MANY: ReadonlySet<Intent> = new Set(['theme', 'list']);
/** What a question that narrows may be taken for by its words. */
const NARROWING: ReadonlySet<string> = new Set(['theme', 'list', 'is-labelled', 'overview', 'places']);

/**
 * The last question asked of fewer (« seulement en Bretagne », « lesquels sont ruraux ? »), of all others (« et
 * ailleurs ? », « dans les autres territoires ? ») or once more (« qui d’autre ? »); null when this is none of them.
 */
export function ofFewerOrOthers(
  label: string,
  last: Frame,
  named: Found,
  marks: readonly Mark[],
  cues: Cues,
  without: Found,
): Frame | null {
  const outs = without.territory.length + without.place.length + without.theme.length;
  if (outs > 0 && OF_MANY.has(last.intent) && !Object.values(named).some((ids) => ids.length > 0) && cues.bare) {
    // « enlève Toulouse de la liste », « les mêmes sans Clermont-Ferrand »
    return {
      ...last,
      territories: last.territories.filter((id) => !without.territory.includes(id)),
      without: {
        territories: [...last.without.territories, ...without.territory],
        themes: [...last.without.themes, ...without.theme],
        places: [...last.without.places, ...without.place],
      },
      page: 0,
    };
  }
  if (!(NARROWING.has(label) || isAgain(label) || isOfWave(label, marks))) return null;
  const themes = named.theme.filter((id) => !KIND_THEMES.has(id));
  const others = named.organisation.length + named.person.length + named.term.length;
  if (themes.length + others > 0) return null;
  const isPlaced = named.territory.length + named.place.length > 0;
  const isNamed = isPlaced || marks.length + named.theme.length > 0;
  if (cues.more && !isNamed && last.themes.length === 0 && last.territories.length > 0) return last;
  if (!OF_MANY.has(last.intent)) return null;
  if ((cues.others || cues.more) && !isNamed && last.themes.length > 0)
    return { ...last, territories: [], places: [], page: 0 };
  if (!cues.narrow || !isNamed) return null;
  const kinds = [
    ...marks.flatMap((mark) => (mark.type === 'kind' && !mark.negated ? [mark.id] : [])),
    ...named.theme.flatMap((id) => KIND_THEMES.get(id) ?? []),
  ];
  const waves = marks.flatMap((mark) => (mark.type === 'wave' ? [mark.id] : []));
  return {
    ...last,
    territories: isPlaced ? named.territory : last.territories,
    places: isPlaced ? named.place : last.places,
    kinds: kinds.length > 0 ? [...new Set(kinds)] : last.kinds,
    waves: waves.length > 0 ? [...new Set(waves)] : last.waves,
    page: 0,
  };
}

/** "en décembre 2019", read as a question about that wave. */
function isOfWave(label: string, marks: readonly Mark[]): boolean {
  return /^(?:label\/(?:vague-\d|timeline)|date)$/.test(label) && marks.some(({ type }) => type === 'wave');
}
