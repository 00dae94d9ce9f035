import {
  type Context,
  type Frame,
  type Part,
  type Reading,
  SMALL_TALK,
  type SmallTalk,
  type Unheld,
} from '../answer.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { explain } from './explain.ts';
import { readClass } from './frames.ts';
import { ANSWER, ASK, chanceOf, chanceOnSubject, chanceRight, HELD, RIGHT } from './gate.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { OTHER_LABELS } from './other-labels.ts';
import type { Measured } from './read.ts';
import { isAgain } from './side.ts';

/** What small talk must score: more when the sentence names something. */
const CHAT = -0.3;
const CHAT_WITH_NAMES = 0.5;
/** The same beside an everyday word of a theme: « vous m’avez bien dépannée ». */
const CHAT_WITH_WORDS = 0;
/** From this score on, one word that small talk doesn't know is forgiven. */
const SURE_CHAT = 0.3;
/** What a kind of question scores that lacks nothing but its name, and how far it leads. */
const SURE_KIND = 0.4;
const LEAD_OF_KIND = 0.9;
/** Beside one strange word, small talk may hold one in so many. */
const UNKNOWN_OF = 5;

/** Makes of what was measured one of the five outcomes. */
export function decide(
  measured: Measured,
  context: Context,
  knowledge: Pick<Knowledge, 'unheld'>,
  lexicon: Lexicon,
): Part {
  const chance = chanceOf(measured.signals);
  const top = measured.ranked[0];
  const part = (reading: Reading, confidence: number): Part => ({
    reading,
    confidence: Math.round(confidence * 1000) / 1000,
    entities: measured.entities,
    corrected: measured.corrected,
    unexplained: measured.unexplained.map((word) => word.raw),
    carried: reading.outcome === 'answer' ? measured.filled.carried : [],
    reasons: explain(measured, chance * chanceRight(measured.signals)),
  });
  const names = measured.mentions.length > 0;
  const talk = talkOf(measured);
  if (talk !== null && !(measured.cues.bare && names && context.last.length > 0)) {
    const score = Math.max(top?.score ?? -1, measured.groups.smalltalk ?? -1);
    const words = measured.text.split(' ').length;
    const unknown = measured.unexplained.filter((word) => !lexicon.isChatty(word.text)).length;
    if (
      score > (measured.mentions.some(isName) ? CHAT_WITH_NAMES : names ? CHAT_WITH_WORDS : CHAT) &&
      unknown <= (score > SURE_CHAT ? Math.max(1, words / UNKNOWN_OF) : 0)
    ) {
      return part({ outcome: 'smalltalk', talk }, Math.min(1, 0.7 + score * 0.3));
    }
  }
  const { frame } = measured.filled;
  if (chance >= ANSWER && measured.unheld !== OTHER_LABELS) {
    const right = chanceRight(measured.signals);
    const choices = right < RIGHT && !context.asked ? choicesOf(measured) : [];
    return choices.length > 1
      ? part({ outcome: 'clarify', choices, about: measured.unexplained[0]?.raw ?? null }, chance * right)
      : part({ outcome: 'answer', frame }, chance * right);
  }
  // « à qui dois-je m’adresser ? »: surely asked of a territory, which is not said
  if (lacksOnlyName(measured)) return part({ outcome: 'answer', frame }, chance);
  const word = measured.unexplained[0]?.raw ?? null;
  if (chance >= ASK && !context.asked && measured.unheld === null) {
    const choices = choicesOf(measured);
    if (choices.length > 1) return part({ outcome: 'clarify', choices, about: word }, chance);
  }
  if (chanceOnSubject(measured.heldSignals) < HELD) return part({ outcome: 'offtopic', word }, 1 - chance);
  const family = measured.unheld ?? (top?.side === 'unheld' ? measured.likeliestFamily() : null);
  const missing = family === null ? null : unheldOf(knowledge, family);
  const instead = missing === null ? (names ? frame : null) : insteadOf(missing, frame);
  return part({ outcome: 'nodata', missing, word, frame: instead }, 1 - chance);
}

/** Surely one kind of question, without the name that it needs: the bot asks which. */
function lacksOnlyName({ filled, mentions, ranked, unexplained, unheld }: Measured): boolean {
  const [best, second] = ranked;
  return (
    !filled.complete &&
    mentions.length === 0 &&
    unexplained.length === 0 &&
    unheld === null &&
    best?.side === 'in' &&
    best.score > SURE_KIND &&
    best.score - (second?.score ?? -1) > LEAD_OF_KIND
  );
}

function isName({ namings }: Mention): boolean {
  return namings.length === 0 || namings.some(({ type }) => type !== 'theme' && type !== 'term');
}

/** Which small talk it is, when that is the likeliest class or the likeliest group. */
function talkOf({ ranked, groups }: Measured): SmallTalk | null {
  const others = Math.max(groups.in ?? -1, groups.unheld ?? -1, groups.offtopic ?? -1);
  if (ranked[0]?.side !== 'smalltalk' && (groups.smalltalk ?? -1) <= others) return null;
  const best = ranked.find(({ side }) => side === 'smalltalk');
  return SMALL_TALK.find((one) => best?.intent === `smalltalk/${one}`) ?? null;
}

function choicesOf(measured: Measured): Frame[] {
  const choices: Frame[] = [measured.filled.frame];
  for (const { intent, side, score } of measured.ranked) {
    if (choices.length >= 3 || side !== 'in' || isAgain(intent) || score < -1) continue;
    const asked = readClass(intent);
    if (asked.intent === 'label' || choices.some((frame) => frame.intent === asked.intent)) continue;
    if (measured.filled.frame.territories.length > 0)
      choices.push({ ...measured.filled.frame, intent: asked.intent, topics: [] });
  }
  return choices
    .filter((frame) => frame.intent !== 'theme' || frame.themes.length > 0)
    .filter((frame) => frame.intent !== 'compare' || frame.territories.length > 1);
}

function unheldOf(knowledge: Pick<Knowledge, 'unheld'>, family: string): Unheld | null {
  const found = knowledge.unheld.find(({ id }) => id === family);
  if (found === undefined) return null;
  return { id: found.id, label: found.label, instead: found.instead === null ? null : readClass(found.instead).intent };
}

function insteadOf(missing: Unheld | null, frame: Frame): Frame | null {
  if (missing?.instead === null || missing === null)
    return frame.territories.length > 0 ? { ...frame, intent: 'overview', topics: [] } : null;
  if (missing.instead === 'label')
    return { ...frame, intent: 'label', topics: ['definition'], territories: [], places: [] };
  if (
    frame.territories.length + frame.places.length + frame.organisations.length > 0 ||
    missing.instead === 'list' ||
    missing.instead === 'apply'
  )
    return { ...frame, intent: missing.instead, topics: [] };
  return null;
}
