import type { Activity } from 'botbuilder';
import type { Frame, Locale, Question } from '../answer.ts';
import { readPress, readValue } from './read-value.ts';

const TEAMS = 'msteams';
/** The channel of the chat page. */
const PAGE = 'directline';
/** What people type is escaped by Teams: every tag in the text is its own. */
const MENTION_TAGS = /<\/?at(?:\s[^<>]*)?>/g;
const OTHER_TAGS = /<\/?[a-z][^<>]*>/gi;
const ENTITIES =
  /&(?:nbsp|amp|lt|gt|quot|apos|rsquo|laquo|raquo|hellip|oelig|[a-z](?:grave|acute|circ|uml|cedil)|#\d{1,6}|#x[\da-f]{1,5});/gi;
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  oelig: 'œ',
};
/** What stands behind the letter in "&ugrave;". */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  uml: '\u0308',
  cedil: '\u0327',
};
const LAST_CODE_POINT = 0x10ffff;

/** What a message asks: its words without the mention of the bot, or the frame of the pressed button. */
export function readQuestion(activity: Activity, readFrame: (value: unknown) => Frame | null): Question {
  const value = readValue(activity);
  return {
    text: readText(activity),
    frame: value === null ? null : readFrame(value.frame),
    locale: readLocale(activity),
    ...(activity.channelId === PAGE ? { onPage: true } : {}),
  };
}

/**
 * The language to start in: that of the card whose button was pressed, that which the reader of the web chat chose, or,
 * where Teams sends no words, that of the person's Teams. Words speak for themselves: many who write French have Teams in
 * English, and a question in English is answered so anyway.
 */
export function readLocale(activity: Activity): Locale {
  const { type, channelId } = activity;
  if (readValue(activity)?.locale === 'en') return 'en';
  const isChosen = channelId === 'directline' || channelId === 'webchat';
  const tag = isChosen ? activity.locale : channelId === TEAMS && type !== 'message' ? clientLocaleOf(activity) : null;
  return /^en\b/i.test(tag ?? '') ? 'en' : 'fr';
}

function clientLocaleOf(activity: Activity): string | null {
  for (const entity of listEntities(activity)) {
    if (entity.type === 'clientInfo' && typeof entity.locale === 'string') return entity.locale;
  }
  return null;
}

function readText(activity: Activity): string {
  let text = activity.text || readPress(activity)?.text || '';
  for (const mentioned of mentionsOf(activity)) text = text.replaceAll(mentioned, ' ');
  if (activity.channelId === TEAMS) {
    text = text.replace(MENTION_TAGS, '').replace(OTHER_TAGS, ' ').replace(ENTITIES, decode);
  }
  return text.trim();
}

function decode(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) {
    const accent = ACCENTS[name.slice(1)];
    return NAMED_ENTITIES[name] ?? (accent === undefined ? entity : `${entity[1]}${accent}`.normalize('NFC'));
  }
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
}

/** The words that stand for the bot itself, as the channel marks them in the text. */
function mentionsOf(activity: Activity): readonly string[] {
  const bot = activity.recipient?.id;
  if (!bot) return [];
  return listEntities(activity).flatMap((entity) =>
    entity.type === 'mention' &&
    isRecord(entity.mentioned) &&
    entity.mentioned.id === bot &&
    typeof entity.text === 'string' &&
    entity.text !== ''
      ? [entity.text]
      : [],
  );
}

function listEntities(activity: Activity): readonly Readonly<Record<string, unknown>>[] {
  const entities: readonly unknown[] = activity.entities ?? [];
  return entities.filter(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
