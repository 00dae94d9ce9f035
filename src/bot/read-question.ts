import type { Activity } from 'botbuilder';
import type { Frame, Locale, Question } from '../answer.ts';

const TEAMS = 'msteams';
const MENTION_TAGS = /<\/?at(?:\s[^<>]*)?>/g;
const TEAMS_ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** What a message asks: its words without the mention of the bot, or the frame of the pressed button. */
export function readQuestion(activity: Activity, readFrame: (value: unknown) => Frame | null): Question {
  const value: unknown = activity.value;
  return {
    text: readText(activity),
    frame: isRecord(value) ? readFrame(value.frame) : null,
    locale: readLocale(activity),
  };
}

/**
 * The language to start in. Only the web chat says one that the reader chose; that of Teams and of the test clients is
 * the language of the program, often English for people who write French. A question in English is answered so anyway.
 */
export function readLocale(activity: Activity): Locale {
  const isChosen = activity.channelId === 'directline' || activity.channelId === 'webchat';
  return isChosen && /^en\b/i.test(activity.locale ?? '') ? 'en' : 'fr';
}

function readText(activity: Activity): string {
  let text = activity.text ?? '';
  for (const mentioned of mentionsOf(activity)) text = text.replaceAll(mentioned, ' ');
  if (activity.channelId === TEAMS) {
    text = text
      .replace(MENTION_TAGS, '')
      .replace(/&(?:nbsp|amp|lt|gt|quot|#39);/g, (entity) => TEAMS_ENTITIES[entity] ?? entity);
  }
  return text.trim();
}

/** The words that stand for the bot itself, as the channel marks them in the text. */
function mentionsOf(activity: Activity): readonly string[] {
  const bot = activity.recipient?.id;
  if (!bot) return [];
  return (activity.entities ?? []).flatMap((entity: unknown) =>
    isRecord(entity) &&
    entity.type === 'mention' &&
    isRecord(entity.mentioned) &&
    entity.mentioned.id === bot &&
    typeof entity.text === 'string' &&
    entity.text !== ''
      ? [entity.text]
      : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
