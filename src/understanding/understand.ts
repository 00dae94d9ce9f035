import {
  type Context,
  EMPTY_CONTEXT,
  type Frame,
  type Locale,
  type Part,
  type Question,
  type SmallTalk,
  type Understanding,
} from '../answer.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { fold } from '../language/fold.ts';
import { LINKING } from '../language/words.ts';
import { buildReader } from './build-reader.ts';
import { decide } from './decide.ts';
import { foreignLanguage, isToThisBot } from './foreign.ts';
import { createMeasure, type Measure } from './measure.ts';
import type { Mention } from './mentions.ts';
import { pickFromContext } from './pick.ts';

/** Reads a question, with what was said before it. Pure and synchronous; no text makes it throw. */
export type Understand = (question: Question, context: Context) => Understanding;

const MOST_PARTS = 3;
/** Rank of the words that no French sentence goes without. */
const FUNCTION_WORD = 400;

/**
 * Makes the understanding of a dataset; of a text, `maxText` characters are read. What is learnt from the examples is
 * kept in `cacheDir`, if one is given. `measure` gives what the decision rests on, for the bench.
 */
export function createUnderstand(
  knowledge: Knowledge,
  maxText: number,
  cacheDir: string | null = null,
): Understand & { readonly measure: Measure } {
  const tools = buildReader(knowledge, cacheDir);
  const { dictionary, lexicon, normalise, reader } = tools;
  const measure = createMeasure(tools);

  const understand = (question: Question, context: Context): Understanding => {
    const truncated = question.text.length > maxText;
    if (question.frame !== null) return { parts: [answered(question.frame)], truncated, locale: null };
    const text = question.text.slice(0, maxText);
    const words = normalise(text);
    if (words.length === 0) return { parts: [withoutWords(text)], truncated, locale: null };
    const picked = pickFromContext(words, context, knowledge);
    if (picked !== null) return { parts: [answered(picked)], truncated, locale: null };
    const typed = words.map((word) => word.typed);
    const language = foreignLanguage(typed, (word) => dictionary.rank(word) < FUNCTION_WORD && LINKING.has(word));
    if (language === 'en') {
      const isOurs = isToThisBot(typed) || reader.open(words)(words, EMPTY_CONTEXT).mentions.some(isFirm);
      return { parts: [isOurs ? chat('language') : elsewhere()], truncated, locale: 'en' };
    }
    if (language !== null) return { parts: [chat('language')], truncated, locale: null };
    const parts = measure(text, context, words)
      .slice(0, MOST_PARTS)
      .map((one) => decide(one, context, knowledge, lexicon));
    const [first, ...rest] = parts;
    const wants = parts.some(({ reading }) => reading.outcome === 'smalltalk' && reading.talk === 'language');
    const locale: Locale | null =
      wants && /engl|angl/u.test(fold(text)) ? 'en' : wants && /fran/u.test(fold(text)) ? 'fr' : null;
    return { parts: [first ?? chat('help'), ...rest], truncated, locale };
  };
  return Object.assign(understand, { measure });
}

function chat(talk: SmallTalk): Part {
  return surely({ outcome: 'smalltalk', talk });
}

/** Nothing typed asks for help; « ? », « … » and faces are reactions; other signs say nothing. */
function withoutWords(text: string): Part {
  if (!/\S/u.test(text)) return chat('help');
  return /^[?!.…\s]+$|\p{Extended_Pictographic}|[:;=xX][-']?[()DPp]/u.test(text) ? chat('acknowledge') : elsewhere();
}

/** Something else, told by no word: an English question that is not to this bot is refused in English. */
function elsewhere(): Part {
  return surely({ outcome: 'offtopic', word: null });
}

function answered(frame: Frame): Part {
  return surely({ outcome: 'answer', frame });
}

/** Names the bot’s own records, whatever the language of the sentence around it. */
function isFirm({ namings, weak, score }: Mention): boolean {
  return !weak && score === 1 && namings.some(({ type }) => type === 'territory' || type === 'organisation');
}

function surely(reading: Part['reading']): Part {
  return {
    reading,
    confidence: 1,
    entities: [],
    corrected: [],
    unexplained: [],
    carried: [],
    reasons: [],
  };
}
