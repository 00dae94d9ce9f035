import type { Answer, Drawn, Frame, Locale, Part } from '../answer.ts';
import type { Feedback } from '../feedback.ts';
import type { MapRequest } from '../maps/create-maps.ts';
import type { Translator } from '../translator.ts';
import { drawApply } from './apply.ts';
import { drawChallenges } from './challenges.ts';
import { drawClarify, drawWhich } from './choices.ts';
import { drawCompare } from './compare.ts';
import { drawContacts } from './contacts.ts';
import { createSheet } from './create-sheet.ts';
import { drawDate } from './date.ts';
import { drawReasons, intentOf } from './feedback.ts';
import { drawImpacts } from './impacts.ts';
import { drawIsLabelled } from './is-labelled.ts';
import { drawLabel } from './label.ts';
import { drawList } from './list.ts';
import { drawNoData } from './no-data.ts';
import { drawOrganisation } from './organisation.ts';
import { drawOverview } from './overview.ts';
import { drawPeople, drawPerson } from './people.ts';
import { drawPlaces } from './places.ts';
import type { Sheet } from './sheet.ts';
import { drawOffTopic, drawSmallTalk, drawWelcome } from './small-talk.ts';
import { drawSources } from './sources.ts';
import { drawTerm } from './term.ts';
import { drawTheme } from './theme.ts';
import { understoodLines, widerQuestions } from './understood.ts';
import { wordFrame } from './word-frame.ts';
import type { Names } from './wording.ts';
import { drawWorks } from './works.ts';

/**
 * `names` finds the names of ids (a `Knowledge` does); `publicUrl` has no slash at its end, null for none;
 * `mapAddress` gives the path of a map's picture; without it no card has one. `isAnswered` keeps the buttons that widen a question to those that get an answer (all, when it isn't given).
 */
export interface CardOptions {
  readonly translators: Readonly<Record<Locale, Translator>>;
  readonly names: Names;
  readonly publicUrl: string | null;
  readonly mapAddress?: (request: MapRequest) => string;
  readonly isAnswered?: (frame: Frame) => boolean;
}

/** Words and draws answers. */
export interface Cards {
  /**
   * An answer as an Adaptive Card 1.5 and as text that says the same. `part` says how the question was read, for the
   * line « J’ai compris » and the permanent link: hand it in with the first answer of a question, null with others.
   * `onPage` is true when a page of this very server shows the card, which needs no public address for its pictures and
   * its link.
   */
  draw(answer: Answer, part: Part | null, locale: Locale, onPage?: boolean): Drawn;
  /** Thanks for what a reader thinks of an answer; after « Pas utile », with a few reasons to choose from. */
  thank(feedback: Feedback, locale: Locale): Drawn;
  /** A frame as a question: « Qui contacter en Bretagne ? ». */
  word(frame: Frame, locale: Locale): string;
}

/** Cards in every language, with names from the dataset. */
export function createCards(options: CardOptions): Cards {
  const { translators, names, publicUrl, mapAddress = null, isAnswered = () => true } = options;
  return {
    draw(answer, part, locale, onPage = false) {
      const tr = translators[locale];
      const asked = answer.asked ? [tr.t('asked', { place: answer.asked.name })] : [];
      const aside = [...understoodLines(part, names, tr), ...asked];
      const sheet = createSheet({
        tr,
        names,
        publicUrl,
        mapAddress: onPage || publicUrl !== null ? mapAddress : null,
        aside,
      });
      drawAnswer(answer, sheet);
      for (const frame of answer.next) sheet.ask(frame);
      for (const { frame, title } of widerQuestions(part, names, tr)) {
        if (isAnswered(frame)) sheet.ask(frame, title);
      }
      const isLinked = onPage || publicUrl !== null;
      const intent = intentOf(answer);
      if (intent !== null) sheet.rate(intent);
      if (intent !== null && isLinked && part?.reading.outcome === 'answer') sheet.permalink(part.reading.frame);
      return sheet.finish();
    },
    thank(feedback, locale) {
      const tr = translators[locale];
      if (feedback.useful || feedback.reason !== null) return { card: null, text: tr.t('feedback.thanks') };
      const sheet = createSheet({ tr, names, publicUrl, mapAddress: null, aside: [] });
      drawReasons(feedback, sheet);
      return sheet.finish();
    },
    word: (frame, locale) => wordFrame(frame, names, translators[locale]),
  };
}

/** One builder for each kind of answer: the exhaustive list. */
function drawAnswer(answer: Answer, sheet: Sheet): void {
  switch (answer.kind) {
    case 'overview':
      drawOverview(answer, sheet);
      break;
    case 'contacts':
      drawContacts(answer, sheet);
      break;
    case 'challenges':
      drawChallenges(answer, sheet);
      break;
    case 'works':
      drawWorks(answer, sheet);
      break;
    case 'impacts':
      drawImpacts(answer, sheet);
      break;
    case 'people':
      drawPeople(answer, sheet);
      break;
    case 'places':
      drawPlaces(answer, sheet);
      break;
    case 'date':
      drawDate(answer, sheet);
      break;
    case 'theme':
      drawTheme(answer, sheet);
      break;
    case 'organisation':
      drawOrganisation(answer, sheet);
      break;
    case 'person':
      drawPerson(answer, sheet);
      break;
    case 'term':
      drawTerm(answer, sheet);
      break;
    case 'label':
      drawLabel(answer, sheet);
      break;
    case 'list':
      drawList(answer, sheet);
      break;
    case 'is-labelled':
      drawIsLabelled(answer, sheet);
      break;
    case 'compare':
      drawCompare(answer, sheet);
      break;
    case 'sources':
      drawSources(answer, sheet);
      break;
    case 'apply':
      drawApply(answer, sheet);
      break;
    case 'which':
      drawWhich(answer, sheet);
      break;
    case 'clarify':
      drawClarify(answer, sheet);
      break;
    case 'nodata':
      drawNoData(answer, sheet);
      break;
    case 'offtopic':
      drawOffTopic(answer, sheet);
      break;
    case 'smalltalk':
      drawSmallTalk(answer, sheet);
      break;
    case 'welcome':
      drawWelcome(answer, sheet);
      break;
    default:
      answer satisfies never;
  }
}
