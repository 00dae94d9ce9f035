import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { TerritoryKind } from '../../records.ts';
import type { Asked, Choice, Filter } from './dataset.ts';

/** The filters that choose among territories, and the choice they come to. */
export interface TerritoryFilters {
  readonly theme: Filter;
  readonly region: Filter;
  readonly wave: Filter;
  readonly kind: Filter;
  /** The ids of the territories that all filters keep; null when none is asked. */
  choose(asked: Asked): ReadonlySet<string> | null;
}

/** Filters over the territories of the dataset; their values are those that the data holds. */
export function createTerritoryFilters(knowledge: Knowledge, kinds: readonly TerritoryKind[]): TerritoryFilters {
  const { territories, themes } = knowledge;
  return {
    theme: {
      name: 'theme',
      description: 'Thème, par identifiant ou par nom ; ses thèmes plus étroits comptent, les simples mentions non.',
      choices: themes.map(({ id, label }) => ({ value: id, names: [label] })),
    },
    region: { name: 'region', description: 'Région, par code officiel ou par nom.', choices: regionsOf(knowledge) },
    wave: {
      name: 'wave',
      description: 'Vague du label : 1 (février 2019) ou 2 (décembre 2019).',
      choices: ['1', '2'].map((value) => ({ value, names: [] })),
    },
    kind: {
      name: 'kind',
      description: 'Type de territoire.',
      choices: kinds.map((value) => ({ value, names: [] })),
    },
    choose(asked) {
      const { theme, region, wave, kind } = asked;
      if (!theme && !region && !wave && !kind) return null;
      const onTheme = theme && new Set(theme.flatMap((id) => workingOn(id, knowledge)));
      const kept = territories.filter(
        (territory) =>
          (!onTheme || onTheme.has(territory.id)) &&
          (!region || region.includes(territory.region.code)) &&
          (!wave || wave.includes(String(territory.wave))) &&
          (!kind || kind.includes(territory.kind)),
      );
      return new Set(kept.map(({ id }) => id));
    },
  };
}

/** The ids of the territories with a challenge, an action or a project of the label on a theme or a narrower one. */
export function workingOn(theme: string, knowledge: Knowledge): readonly string[] {
  const ties = knowledge.tiesOf(theme).filter((tie) => tie.strength !== 'mention');
  const tied = new Set(ties.map((tie) => tie.territory));
  return knowledge.territories.map(({ id }) => id).filter((id) => tied.has(id));
}

function regionsOf({ names, place }: Knowledge): readonly Choice[] {
  const ids = new Set(names.filter(({ type, id }) => type === 'place' && id.startsWith('region-')).map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const region = place(id);
    return region ? [{ value: region.code, names: [region.name] }] : [];
  });
}
