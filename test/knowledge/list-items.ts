import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Fact, Organisation, Territory } from '../../src/records.ts';

/** Something of the dataset that must be found by asking: its stable id, and the words a reader must then see. */
export interface Item {
  readonly id: string;
  readonly section: Section;
  readonly words: readonly string[];
}

/** What kind of item it is, for counts and for the question that is typed for it. */
export type Section =
  | 'territory'
  | 'summary'
  | 'challenge'
  | 'action'
  | 'project'
  | 'impact'
  | 'figure'
  | 'membership'
  | 'appearance'
  | 'gap'
  | 'organisation'
  | 'person'
  | 'theme'
  | 'source';

/** Every record and every list item that the dataset holds about one territory, each once. */
export function listItems(territory: Territory, knowledge: Knowledge): readonly Item[] {
  const { organisation, person, theme } = knowledge;
  const facts = (section: Section, some: readonly Fact[]) => some.map(({ id, text }) => item(section, id, [text]));
  const organisations = known(territory.members.map((member) => member.organisation).map(organisation));
  const works = [...territory.actions, ...territory.projects];
  const themes = known([...territory.challenges, ...works].flatMap((one) => one.themes).map(theme));
  const items: readonly Item[] = [
    item('territory', territory.id, [territory.name]),
    ...facts('summary', [territory.summary]),
    ...territory.challenges.map(({ id, title, text, words }) => item('challenge', id, [title, text, ...words])),
    ...territory.actions.map(({ id, title, text, linkNote }) => item('action', id, [title, text, linkNote])),
    ...territory.projects.map(({ id, title, text, linkNote }) => item('project', id, [title, text, linkNote])),
    ...facts('impact', territory.impacts),
    ...facts('figure', territory.figures),
    ...territory.members.map((member) =>
      item('membership', member.id, [shortestName(organisation(member.organisation)), member.text, member.note]),
    ),
    ...territory.people.map((one) =>
      item('appearance', one.id, [person(one.person)?.name ?? one.person, one.function, one.position]),
    ),
    ...territory.gaps.map(({ id, text }) => item('gap', id, [text])),
    ...organisations.flatMap(({ id, name, description, status }) => [
      item('organisation', id, [name]),
      ...facts('organisation', known([description, status.fact])),
    ]),
    ...known(territory.people.map((one) => person(one.person))).map(({ id, name }) => item('person', id, [name])),
    ...themes.map(({ id, label }) => item('theme', id, [label, territory.name])),
    ...sourcesUnder(territory).map(({ id, title }) => item('source', id, [title])),
  ];
  return [...new Map(items.map((one) => [`${one.section} ${one.id}`, one])).values()];
}

function item(section: Section, id: string, words: readonly (string | null)[]): Item {
  return { section, id, words: known(words) };
}

function known<T>(values: readonly (T | null | undefined)[]): readonly T[] {
  return values.filter((value) => value !== null && value !== undefined);
}

function shortestName(organisation: Organisation | undefined): string | null {
  return organisation?.shortName ?? organisation?.name ?? null;
}

/** Every source anywhere in a record. */
function sourcesUnder(value: unknown): readonly { readonly id: string; readonly title: string }[] {
  if (Array.isArray(value)) return value.flatMap(sourcesUnder);
  if (typeof value !== 'object' || value === null) return [];
  if (isSource(value)) return [value];
  return Object.values(value).flatMap(sourcesUnder);
}

function isSource(value: object): value is { readonly id: string; readonly title: string } {
  return 'publisher' in value && 'url' in value && 'id' in value && 'title' in value;
}
