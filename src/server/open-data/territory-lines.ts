import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Fact, Territory } from '../../records.ts';
import { nullable, object, type Schema, text } from './schema.ts';
import * as statements from './statements.ts';

/** One statement of a territory as a line of a table. */
export const LINE: Schema = object(
  {
    section: text('Rubrique : challenges, actions, projects …'),
    id: statements.RECORD_ID,
    title: nullable(text('Titre, ou nom de l’organisation ou de la personne.')),
    text: text('L’énoncé, dans nos mots.'),
    note: nullable(text('Lien au label, place dans le collectif, fonction ou sujet du manque.')),
    themes: statements.THEME_IDS,
    sources: statements.SHORT_SOURCES,
  },
  'LigneDeTerritoire',
);

/** A whole territory as a table: everything that is said of it, in the order of its record. */
export function listLines(territory: Territory, { organisation, person }: Knowledge): readonly unknown[] {
  const line = (
    section: string,
    fact: Fact,
    rest: { title?: string | null; note?: string; themes?: readonly string[] },
  ) => ({
    section,
    id: fact.id,
    title: rest.title ?? null,
    text: fact.text,
    note: rest.note ?? null,
    themes: rest.themes ?? [],
    sources: fact.sources.map(statements.shortSource),
  });
  const { summary, challenges, actions, projects, impacts, figures, members, people, gaps } = territory;
  return [
    line('summary', summary, {}),
    ...challenges.map((one) => line('challenges', one, one)),
    ...actions.map((one) => line('actions', one, { title: one.title, note: one.link, themes: one.themes })),
    ...projects.map((one) => line('projects', one, { title: one.title, note: one.link, themes: one.themes })),
    ...impacts.map((one) => line('impacts', one, {})),
    ...figures.map((one) => line('figures', one, {})),
    ...members.map((one) =>
      line('members', one, { title: organisation(one.organisation)?.name ?? one.organisation, note: one.kind }),
    ),
    ...people.map((one) =>
      line(
        'people',
        { id: one.id, text: one.position ?? one.function, sources: one.sources },
        {
          title: person(one.person)?.name ?? one.person,
          note: one.asOf === null ? one.function : `${one.function} (${one.asOf})`,
        },
      ),
    ),
    ...gaps.map(({ id, text: said, about }) => ({
      section: 'gaps',
      id,
      title: null,
      text: said,
      note: about,
      themes: [],
      sources: [],
    })),
  ];
}
