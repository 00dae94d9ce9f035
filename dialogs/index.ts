import type { Answer, Context, Frame, Reading } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { apply } from './apply.ts';
import { challenges } from './challenges.ts';
import { compare } from './compare.ts';
import { contacts } from './contacts.ts';
import { date } from './date.ts';
import { impacts } from './impacts.ts';
import { isLabelled } from './is-labelled.ts';
import { label } from './label.ts';
import { list } from './list.ts';
import { noData } from './no-data.ts';
import { organisation } from './organisation.ts';
import { outcomeOf } from './outcome.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { places } from './places.ts';
import { offTopic, smallTalk } from './small-talk.ts';
import { aboutOf, sources } from './sources.ts';
import { splitFrame } from './split.ts';
import { term } from './term.ts';
import { theme } from './theme.ts';
import { works } from './works.ts';

export { outcomeOf } from './outcome.ts';
export { welcome } from './small-talk.ts';

/** At least one answer: a question about several territories gets one each. */
export type Answers = readonly [Answer, ...Answer[]];

/**
 * Answers a question that was understood. One about several territories, organisations or people gets one answer
 * for each, three at most, the last of which offers the rest; a comparison, a list or a theme takes them all in one.
 */
export function answerFrame(frame: Frame, knowledge: Knowledge): Answers {
  const { frames, rest, together, place } = splitFrame(frame, knowledge);
  const [first = frame, ...more] = frames;
  const answers: [Answer, ...Answer[]] = [answerOne(first, knowledge), ...more.map((one) => answerOne(one, knowledge))];
  const later = rest.filter((one) => outcomeOf(answerOne(one, knowledge)) === 'answer');
  const last = answers.length - 1;
  const answer = answers[last];
  if (later.length > 0 && answer) answers[last] = { ...answer, next: [together(later), ...answer.next.slice(0, 2)] };
  if (place === null) return answers;
  const [main, ...others] = answers;
  return [{ ...main, asked: place }, ...others.map((one) => ({ ...one, asked: place }))];
}

/** Answers whatever a message was read as. Only « d’où ça vient ? » needs the context: the question before it. */
export function answerReading(reading: Reading, knowledge: Knowledge, context: Context): Answers {
  switch (reading.outcome) {
    case 'answer':
      return reading.frame.intent === 'sources'
        ? [answerSources(reading.frame, knowledge, context)]
        : answerFrame(reading.frame, knowledge);
    case 'clarify':
      return [{ kind: 'clarify', about: reading.about, choices: reading.choices.slice(0, 3), next: [] }];
    case 'nodata':
      return [noData(reading, insteadOf(reading, knowledge), knowledge)];
    case 'offtopic':
      return [offTopic(reading.word, knowledge)];
    case 'smalltalk':
      return [smallTalk(reading.talk, knowledge)];
  }
}

/** One dialog for each kind of question: the exhaustive list. */
function answerOne(frame: Frame, knowledge: Knowledge): Answer {
  switch (frame.intent) {
    case 'overview':
      return overview(frame, knowledge);
    case 'contacts':
      return contacts(frame, knowledge);
    case 'challenges':
      return challenges(frame, knowledge);
    case 'actions':
    case 'projects':
      return works(frame, knowledge);
    case 'impacts':
      return impacts(frame, knowledge);
    case 'people':
      return people(frame, knowledge);
    case 'places':
      return places(frame, knowledge);
    case 'date':
      return date(frame, knowledge);
    case 'theme':
      return theme(frame, knowledge);
    case 'organisation':
      return organisation(frame, knowledge);
    case 'person':
      return person(frame, knowledge);
    case 'term':
      return term(frame, knowledge);
    case 'label':
      return label(frame, knowledge);
    case 'list':
      return list(frame, knowledge);
    case 'is-labelled':
      return isLabelled(frame, knowledge);
    case 'compare':
      return compare(frame, knowledge);
    case 'sources':
      return sourcesOf(frame, aboutOf(frame), knowledge);
    case 'apply':
      return apply(frame, knowledge);
  }
}

/** The sources of what the question names; when it names nothing, those of the question before. */
function answerSources(frame: Frame, knowledge: Knowledge, context: Context): Answer {
  const about = aboutOf(frame);
  const isBare = about[0].intent === 'label' && frame.topics.length === 0;
  const last = isBare ? context.last.findLast((one) => one.intent !== 'sources') : undefined;
  return sourcesOf(frame, last ? [last] : about, knowledge);
}

function sourcesOf(frame: Frame, about: readonly [Frame, ...Frame[]], knowledge: Knowledge): Answer {
  const pieces = about.flatMap((one) => {
    const { frames, rest } = splitFrame(one, knowledge);
    return [...frames, ...rest];
  });
  return sources(
    frame,
    about[0],
    pieces.flatMap((piece) => allPages(piece, knowledge)),
    knowledge,
  );
}

function allPages(frame: Frame, knowledge: Knowledge): readonly Answer[] {
  const first = answerOne({ ...frame, page: 0 }, knowledge);
  const more = 'pages' in first ? first.pages - 1 : 0;
  return [first, ...Array.from({ length: more }, (_, at) => answerOne({ ...frame, page: at + 1 }, knowledge))];
}

/** What is known instead of what is missing: a question that surely has an answer, or null. */
function insteadOf(reading: Extract<Reading, { outcome: 'nodata' }>, knowledge: Knowledge): Frame | null {
  const { frame, missing } = reading;
  const intent = missing?.instead ?? frame?.intent;
  if (!frame || !intent) return null;
  const instead: Frame = { ...frame, intent };
  return outcomeOf(answerFrame(instead, knowledge)[0]) === 'answer' ? instead : null;
}
