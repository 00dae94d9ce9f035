import { answerFrame, welcome } from '../../dialogs/index.ts';
import { noData } from '../../dialogs/no-data.ts';
import { offTopic, smallTalk } from '../../dialogs/small-talk.ts';
import { type Answer, type Drawn, type Frame, type Locale, SMALL_TALK } from '../../src/answer.ts';
import { createCards } from '../../src/cards/index.ts';
import { emptyFrame, frameToPath } from '../../src/frame.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { createMaps } from '../../src/maps/create-maps.ts';
import { createTranslator } from '../../src/translator.ts';
import { allFrames } from './all-frames.ts';

/** The dataset and the cards of the project itself, as `main` puts them together. */
export const knowledge = createKnowledge(new URL('../../data', import.meta.url).pathname);
export const translators = { fr: createTranslator('fr'), en: createTranslator('en') };
export const maps = createMaps(knowledge);
export const cards = createCards({
  translators,
  names: knowledge,
  publicUrl: 'https://bot.example',
  mapAddress: maps.address,
});

/** One card and where it comes from: a path of the question, or the name of what was said beside questions. */
export interface Specimen {
  readonly path: string;
  readonly answer: Answer;
  readonly drawn: Drawn;
}

/** Every answer that the data allows: to all frames, and to all that those suggest in turn. */
export function* everyAnswer(): Generator<{
  readonly path: string;
  readonly frame: Frame | null;
  readonly answer: Answer;
}> {
  const queue = [...allFrames(knowledge)];
  const seen = new Set(queue.map(frameToPath));
  for (let frame = queue.pop(); frame !== undefined; frame = queue.pop()) {
    for (const answer of answerFrame(frame, knowledge)) {
      yield { path: frameToPath(frame), frame, answer };
      for (const next of suggested(answer)) {
        const path = frameToPath(next);
        if (!seen.has(path)) {
          seen.add(path);
          queue.push(next);
        }
      }
    }
  }
  for (const { name, answer } of besideQuestions(knowledge)) yield { path: name, frame: null, answer };
}

/** Every card that the data allows, in one language. */
export function* everyCard(locale: Locale): Generator<Specimen> {
  for (const { path, answer } of everyAnswer()) yield { path, answer, drawn: cards.draw(answer, null, locale) };
}

/** The questions that an answer offers, as next ones or as choices. */
export function suggested(answer: Answer): readonly Frame[] {
  return [...answer.next, ...('choices' in answer ? answer.choices : [])];
}

function besideQuestions(from: Knowledge): readonly { readonly name: string; readonly answer: Answer }[] {
  const frame = { ...emptyFrame('contacts'), territories: ['region-bretagne'] };
  const missing = { id: 'telephone', label: 'les numéros de téléphone', instead: 'contacts' } as const;
  return [
    { name: 'welcome', answer: welcome(from) },
    ...SMALL_TALK.map((talk) => ({ name: talk, answer: smallTalk(talk, from) })),
    { name: 'offtopic', answer: offTopic(null, from) },
    { name: 'offtopic, a word', answer: offTopic("l'[omelette](http://x) **au** lard", from) },
    { name: 'nodata, missing', answer: noData({ outcome: 'nodata', missing, word: null, frame }, frame, from) },
    {
      name: 'nodata, word',
      answer: noData({ outcome: 'nodata', missing: null, word: 'population', frame }, null, from),
    },
    {
      name: 'nodata, nothing',
      answer: noData({ outcome: 'nodata', missing: null, word: null, frame: null }, null, from),
    },
    { name: 'clarify', answer: { kind: 'clarify', about: 'nromandi', choices: [frame], next: [] } },
  ];
}
