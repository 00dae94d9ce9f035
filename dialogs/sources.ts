import type { Answer, Frame } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Source } from '../src/records.ts';
import { ask, offer } from './next.ts';
import { outcomeOf } from './outcome.ts';
import { known, pageOf } from './scope.ts';

const SOURCES_PER_PAGE = 10;
/** Whole records that stand beside what is shown of them. */
const BESIDE: ReadonlySet<string> = new Set(['next', 'person', 'label', 'instead']);

/**
 * « D’où ça vient ? »: every source behind some answers, newest first; for the overview of a territory, those of its
 * whole record and its organisations. `about` is the question that the first of them answers.
 */
export function sources(frame: Frame, about: Frame, answers: readonly Answer[], knowledge: Knowledge): Answer {
  const found = new Map<string, Source>();
  for (const answer of answers) collectAll(answer, knowledge, found);
  const all = [...found.values()].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  const page = pageOf(all, frame.page, SOURCES_PER_PAGE);
  const isBack = about.intent !== 'label' && answers.some((answer) => outcomeOf(answer) === 'answer');
  return {
    kind: 'sources',
    about,
    sources: page.items,
    total: all.length,
    page: page.page,
    pages: page.pages,
    next: offer(
      page.page + 1 < page.pages ? { ...frame, page: page.page + 1 } : null,
      isBack ? about : ask('list'),
      ask(about.intent === 'label' ? 'apply' : 'label'),
    ),
  };
}

/** The questions that a bare « sources » frame is about, told by what it names; the label when it names nothing. */
export function aboutOf(frame: Frame): readonly [Frame, ...Frame[]] {
  const { territories, organisations, people, terms, places, waves, kinds, topics } = frame;
  if (frame.themes.length > 0) return [{ ...frame, intent: 'theme', page: 0 }];
  if (places.length + waves.length + kinds.length > 0) return [{ ...frame, intent: 'list', page: 0 }];
  const [first = ask('label', { topics }), ...more] = [
    ...territories.map((id) => ask('overview', { territories: [id] })),
    ...organisations.map((id) => ask('organisation', { organisations: [id] })),
    ...people.map((id) => ask('person', { people: [id] })),
    ...terms.map((id) => ask('term', { terms: [id] })),
  ];
  return [first, ...more];
}

function collectAll(answer: Answer, knowledge: Knowledge, found: Map<string, Source>): void {
  collect(answer, found);
  if (answer.kind === 'label') {
    collect(answer.topic === 'timeline' ? answer.label.timeline : answer.label.summary, found);
  }
  if (answer.kind === 'overview') {
    const { labelSources, ...record } = answer.territory;
    const members = answer.territory.members.map((member) => member.organisation);
    collect([labelSources, record, known(members, knowledge.organisation)], found);
  }
}

/** Gathers every source under a value; of a territory that merely stands there, only those of its label. */
function collect(value: unknown, found: Map<string, Source>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
  } else if (typeof value === 'object' && value !== null) {
    if (isSource(value)) found.set(value.id, value);
    else if ('labelSources' in value) collect(value.labelSources, found);
    else for (const [key, inner] of Object.entries(value)) if (!BESIDE.has(key)) collect(inner, found);
  }
}

function isSource(value: object): value is Source {
  return 'url' in value && 'publisher' in value && 'title' in value;
}
