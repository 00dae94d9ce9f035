import { answerFrame, answerReading, outcomeOf, welcome } from '../dialogs/index.ts';
import type { Frame, Locale } from './answer.ts';
import { type Assistant, createAssistant as join } from './assistant.ts';
import { createCards } from './cards/index.ts';
import { createKnowledge } from './knowledge/create-knowledge.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { createMaps } from './maps/create-maps.ts';
import { createTranslator, readWords } from './translator.ts';
import { createPropose } from './understanding/propose.ts';
import { createUnderstand } from './understanding/understand.ts';

/** What is worked out from the data once is kept here, under the hash of what it came from. */
const CACHE_DIR = 'var/cache';

/** What the line itself depends on. */
export interface AssistantSettings {
  readonly dataDir: string;
  /** Where `fr.json` and `en.json` may replace single sentences. */
  readonly localesDir: string;
  readonly maxText: number;
  readonly publicUrl: string | null;
}

/** The line, with the dataset that it answers from. */
export interface LoadedAssistant extends Assistant {
  readonly knowledge: Knowledge;
  /** A frame as a question: « Qui contacter en Bretagne ? ». */
  word(frame: Frame, locale: Locale): string;
  /** Whether a frame gets facts for an answer. */
  isAnswered(frame: Frame): boolean;
}

/** Loads the dataset and makes the whole line. Throws, in French, when the data has a fault. */
export function createAssistant({ dataDir, localesDir, maxText, publicUrl }: AssistantSettings): LoadedAssistant {
  const knowledge = createKnowledge(dataDir, { cacheDir: CACHE_DIR });
  const translators = {
    fr: createTranslator('fr', readWords(localesDir, 'fr')),
    en: createTranslator('en', readWords(localesDir, 'en')),
  };
  const isAnswered = (frame: Frame): boolean => outcomeOf(answerFrame(frame, knowledge)[0]) === 'answer';
  const cards = createCards({
    translators,
    names: knowledge,
    publicUrl,
    mapAddress: createMaps(knowledge).address,
    isAnswered,
  });
  const understand = createUnderstand(knowledge, maxText, CACHE_DIR);
  const line = join({
    understand,
    decide: (reading, context) => answerReading(reading, knowledge, context),
    outcomeOf,
    draw: cards.draw,
    welcome: () => welcome(knowledge),
    thank: cards.thank,
    propose: createPropose(knowledge, understand, isAnswered),
    truncated: (locale) => translators[locale].t('truncated', { count: maxText }),
  });
  return { ...line, knowledge, word: cards.word, isAnswered };
}
