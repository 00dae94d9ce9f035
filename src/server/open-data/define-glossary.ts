import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Term } from '../../records.ts';
import type { Definition } from './dataset.ts';
import { list, nullable, text } from './schema.ts';
import * as statements from './statements.ts';

/** `/api/glossaire`: the words of the social economy. */
export function defineGlossary({ terms }: Knowledge): Definition<Term> {
  return {
    path: 'glossaire',
    one: 'mot du glossaire',
    title: 'Glossaire',
    description: 'Les mots et les sigles de l’économie sociale et solidaire.',
    component: 'Mot',
    items: terms,
    idOf: ({ id }) => id,
    fields: [
      { name: 'id', schema: statements.RECORD_ID, read: ({ id }) => id },
      { name: 'term', schema: text('Mot ou sigle.'), read: ({ term }) => term },
      { name: 'expansion', schema: nullable(text('Le sigle en toutes lettres.')), read: ({ expansion }) => expansion },
      { name: 'synonyms', schema: list(text('Mot.'), 'Synonymes.'), read: ({ synonyms }) => synonyms },
      { name: 'definition', schema: text('Définition, dans nos mots.'), read: ({ definition }) => definition.text },
      {
        name: 'sources',
        schema: list(statements.SHORT_SOURCE, 'Pages qui l’énoncent.', 1),
        read: ({ definition }) => definition.sources.map(statements.shortSource),
      },
    ],
    more: [{ name: 'sources', schema: statements.SOURCES, read: ({ definition }) => definition.sources }],
    filters: [],
    select: () => () => true,
  };
}
