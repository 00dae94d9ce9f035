import type { Answer, Frame } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Source } from '../src/records.ts';
import { ask, offer } from './next.ts';
import { outcomeOf } from './outcome.ts';
import { known, pageOf } from './scope.ts';

const SOURCES_PER_PAGE = 10;
type Answers = readonly [Answer, ...Answer[]];

/** Whole records that stand beside what is shown of them. */
const BESIDE: ReadonlySet<string> = new Set(['next', 'person', 'label', 'instead']);

/**
 * « D’où ça vient ? »: every source behind the pages of the answer to `about`, newest first; for the overview
 * of a territory, those of its whole record and its organisations.
 */
export function sources(frame: Frame, about: Frame, answers: Answers, knowledge: Knowledge): Answer {
  const [answer] = answers;
  const found = new Map<string, Source>();
  collect(answers, found);
  if (answer.kind === 'label') {
    collect(answer.topic === 'timeline' ? answer.label.timeline : answer.label.summary, found);
  }
  if (answer.kind === 'overview') {
    const { labelSources, ...record } = answer.territory;
    collect([labelSources, record], found);
    collect(
      known(
        answer.territory.members.map((member) => member.organisation),
        knowledge.organisation,
      ),
      found,
    );
  }
  const all = [...found.values()].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  const isBack = about.intent !== 'label' && outcomeOf(answer) === 'answer';
  const page = pageOf(all, frame.page, SOURCES_PER_PAGE);
  return {
    kind: 'sources',
    about,
    sources: page.items,
    total: all.length,
    page: page.page,
    pages: page.pages,
    next: offer(
      page.page + 1 < page.pages ? { ...about, intent: 'sources', page: page.page + 1 } : null,
      isBack ? about : ask('list'),
      ask(about.intent === 'label' ? 'apply' : 'label'),
    ),
  };
}

/** The question that a bare « sources » frame is about, told by what it names. */
export function aboutOf(frame: Frame): Frame {
  const about = { ...frame, page: 0 };
  if (frame.themes.length > 0) return { ...about, intent: 'theme' };
  if (frame.territories.length > 0) return { ...about, intent: 'overview' };
  if (frame.organisations.length > 0) return { ...about, intent: 'organisation' };
  if (frame.people.length > 0) return { ...about, intent: 'person' };
  if (frame.terms.length > 0) return { ...about, intent: 'term' };
  if (frame.places.length + frame.waves.length + frame.kinds.length > 0) return { ...about, intent: 'list' };
  return { ...about, intent: 'label' };
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
