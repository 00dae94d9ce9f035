import type { Territory, Theme, ThemeTie } from '../records.ts';
import type { Loaded } from './dataset.ts';
import type { TerritoryFile } from './formats/territory-format.ts';

const STRENGTHS: readonly ThemeTie['strength'][] = ['challenge', 'action', 'project', 'mention'];

/** The thesaurus asked in both directions: from a theme to its narrower ones, and to the territories it is tied to. */
export interface Ties {
  withNarrower(theme: string): readonly string[];
  tiesOf(theme: string): readonly ThemeTie[];
}

/**
 * Ties territories to themes. Actions and projects that no source ties to the label, summaries, impacts and what member
 * organisations do only count as mentions. `files` says which themes those mention, since their records bear none.
 */
export function createTies(
  territories: readonly Territory[],
  files: readonly Loaded<TerritoryFile>[],
  themes: readonly Theme[],
): Ties {
  const narrower = Map.groupBy(themes, (theme) => theme.broader);
  const withNarrower = (theme: string): readonly string[] => [
    theme,
    ...(narrower.get(theme) ?? []).flatMap((child) => withNarrower(child.id)),
  ];
  const contents = new Map(files.map((file) => [file.content.id, file.content]));
  const byTheme = Map.groupBy(
    territories.flatMap((territory) => tiesOfTerritory(territory, contents.get(territory.id))),
    (tie) => tie.theme,
  );
  return {
    withNarrower,
    tiesOf: (theme) => {
      const seen = new Set<string>();
      return withNarrower(theme)
        .flatMap((one) => byTheme.get(one) ?? [])
        .filter((tie) => !seen.has(tie.item.id) && seen.add(tie.item.id))
        .toSorted((a, b) => rank(a) - rank(b) || order(territories, a) - order(territories, b));
    },
  };
}

function tiesOfTerritory(territory: Territory, file: TerritoryFile | undefined): readonly ThemeTie[] {
  const tie = (item: ThemeTie['item'], themes: readonly string[], strength: ThemeTie['strength']) =>
    themes.map((theme): ThemeTie => ({ territory: territory.id, theme, strength, item }));
  const members = new Map(file?.membres.map((item) => [`${territory.id}/${item.id}`, item.themes]));
  return [
    ...territory.challenges.flatMap((item) => tie(item, item.themes, 'challenge')),
    ...territory.actions.flatMap((item) => tie(item, item.themes, item.link === 'label' ? 'action' : 'mention')),
    ...territory.projects.flatMap((item) => tie(item, item.themes, item.link === 'label' ? 'project' : 'mention')),
    ...tie(territory.summary, file?.resume.themes ?? [], 'mention'),
    ...territory.impacts.flatMap((item, index) => tie(item, file?.impacts[index]?.themes ?? [], 'mention')),
    ...territory.members.flatMap((item) => tie(item, members.get(item.id) ?? [], 'mention')),
  ];
}

function rank(tie: ThemeTie): number {
  return STRENGTHS.indexOf(tie.strength);
}

function order(territories: readonly Territory[], tie: ThemeTie): number {
  return territories.findIndex((territory) => territory.id === tie.territory);
}
