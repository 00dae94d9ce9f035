import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Theme } from '../../records.ts';
import type { Definition } from './dataset.ts';
import { list, nullable, text } from './schema.ts';
import * as statements from './statements.ts';
import { type TerritoryFilters, workingOn } from './territory-filters.ts';

/** `/api/themes`: the thesaurus, with the territories that work on each theme. */
export function defineThemes(knowledge: Knowledge, filters: TerritoryFilters): Definition<Theme> {
  const { themes } = knowledge;
  return {
    path: 'themes',
    one: 'thème',
    title: 'Thèmes',
    description: 'Le thésaurus : chaque thème, le thème plus large, ses mots de tous les jours et ses territoires.',
    component: 'Theme',
    items: themes,
    idOf: ({ id }) => id,
    fields: [
      { name: 'id', schema: statements.RECORD_ID, read: ({ id }) => id },
      { name: 'label', schema: text('Nom.'), read: ({ label }) => label },
      {
        name: 'broader',
        schema: nullable(text('Identifiant du thème plus large.')),
        read: ({ broader }) => broader,
      },
      {
        name: 'narrower',
        schema: list(text('Identifiant de thème.'), 'Thèmes plus étroits.'),
        read: ({ id }) => themes.filter(({ broader }) => broader === id).map((theme) => theme.id),
      },
      { name: 'synonyms', schema: list(text('Mot.'), 'Mots de tous les jours.'), read: ({ synonyms }) => synonyms },
      {
        name: 'territories',
        schema: list(text('Identifiant de territoire.'), 'Territoires qui y travaillent, thèmes plus étroits compris.'),
        read: ({ id }) => workingOn(id, knowledge),
      },
    ],
    more: [
      {
        name: 'ties',
        schema: list(statements.TIE, 'Ce qui rattache chaque territoire au thème, les simples mentions en dernier.'),
        read: ({ id }) =>
          knowledge.tiesOf(id).map(({ territory, theme, strength, item }) => ({
            territory,
            theme,
            strength,
            item: item.id,
            text: item.text,
            sources: item.sources,
          })),
      },
    ],
    filters: [
      { ...filters.theme, description: 'Ce thème et ses thèmes plus étroits, par identifiant ou par nom.' },
      { ...filters.region, description: `Travaillés dans cette région. ${filters.region.description}` },
      { ...filters.wave, description: `Travaillés par cette vague. ${filters.wave.description}` },
      { ...filters.kind, description: `Travaillés par ce type de territoire. ${filters.kind.description}` },
    ],
    select({ theme, ...where }) {
      const wanted = theme && new Set(theme.flatMap((id) => knowledge.withNarrower(id)));
      const chosen = filters.choose(where);
      return ({ id }) =>
        (!wanted || wanted.has(id)) &&
        (chosen === null || workingOn(id, knowledge).some((territory) => chosen.has(territory)));
    },
  };
}
