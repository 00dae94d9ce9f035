import type { Activity } from 'botbuilder';
import type { Drawn, Frame, Locale } from '../../answer.ts';
import type { Assistant } from '../../assistant.ts';
import type { Answer } from '../../bot/bot.ts';
import { fitCard, sizeOf } from './fit-card.ts';
import { SEARCH } from './search-command.ts';

/** Teams takes 28 KB; the rest is room for what wraps the answer. */
const LARGEST = 27_000;
/** The names around one result. */
const WRAPPING = 100;
const MOST_RESULTS = 12;
const LONGEST_LINE = 140;
/** The field that Teams sends when the search has just been opened. */
const OPENED = 'initialRun';
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail';

/** What the search says beside results. */
export interface SearchSentences {
  /** Nothing was found. */
  readonly nothing: string;
  /** The button that opens the whole answer. */
  readonly open: string;
}

/**
 * The message extension of Teams: `composeExtension/query` lists the cards that what is typed may mean, best first, and
 * `composeExtension/queryLink` gives the card of a permanent link. `linkOf` gives the link of a question, null without a
 * public address; `readLink` reads one, null for any other. Answers null to anything else.
 */
export function createMessageExtension({
  assistant,
  linkOf,
  readLink,
  sentences,
}: {
  assistant: Pick<Assistant, 'propose' | 'answer'>;
  linkOf: (frame: Frame) => string | null;
  readLink: (url: string) => Frame | null;
  sentences: Readonly<Record<Locale, SearchSentences>>;
}): (activity: Activity, locale: Locale) => Answer | null {
  const draw = (frame: Frame, locale: Locale, most: number): Json | null => {
    const { outcome, drawn } = assistant.answer(frame, locale);
    const [first] = drawn;
    if (outcome !== 'answer' || !first?.card) return null;
    const url = linkOf(frame);
    const preview = previewOf(first);
    const link = url === null ? null : { title: sentences[locale].open, url };
    const content = fitCard(first.card, most - sizeOf(preview) - WRAPPING, link);
    return { contentType: ADAPTIVE, content, preview };
  };

  const search = (value: Json, locale: Locale): Answer => {
    const { skip, count } = readPage(value.queryOptions);
    const frames = assistant.propose(readTyped(value)).slice(skip, skip + count);
    if (frames.length === 0 && skip === 0) return say(sentences[locale].nothing);
    const attachments: Json[] = [];
    let left = LARGEST;
    for (const [at, frame] of frames.entries()) {
      const attachment = draw(frame, locale, left / (frames.length - at));
      if (attachment === null || sizeOf(attachment) > left) continue;
      attachments.push(attachment);
      left -= sizeOf(attachment) + 1;
    }
    return list(attachments);
  };

  const unfold = (value: Json, locale: Locale): Answer => {
    const frame = typeof value.url === 'string' ? readLink(value.url) : null;
    const attachment = frame && draw(frame, locale, LARGEST);
    // Without a result Teams leaves the link as it is.
    return list(attachment ? [attachment] : []);
  };

  return (activity, locale) => {
    const value: unknown = activity.value;
    const asked = isJson(value) ? value : {};
    switch (activity.name) {
      case 'composeExtension/query':
        return search(asked, locale);
      case 'composeExtension/queryLink':
      case 'composeExtension/anonymousQueryLink':
        return unfold(asked, locale);
      default:
        return null;
    }
  };
}

type Json = Readonly<Record<string, unknown>>;

function list(attachments: readonly Json[]): Answer {
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

function say(text: string): Answer {
  return { status: 200, body: { composeExtension: { type: 'message', text } } };
}

/** The first two lines of the answer. */
function previewOf({ text }: Drawn): Json {
  const [title = '', detail = ''] = text.split('\n');
  return { contentType: THUMBNAIL, content: { title: cut(title), text: cut(detail.replace(/^• /, '')) } };
}

function cut(line: string): string {
  const letters = [...line];
  return letters.length <= LONGEST_LINE
    ? line
    : `${letters
        .slice(0, LONGEST_LINE - 1)
        .join('')
        .trimEnd()}…`;
}

/** What is in the search field, however it is called; nothing when the search has just been opened. */
function readTyped({ parameters }: Json): string {
  const fields = Array.isArray(parameters) ? parameters.filter(isJson) : [];
  const field = fields.find(({ name }) => name === SEARCH.parameter) ?? fields.find(({ name }) => name !== OPENED);
  return typeof field?.value === 'string' ? field.value : '';
}

function readPage(options: unknown): { readonly skip: number; readonly count: number } {
  const { skip, count } = isJson(options) ? options : {};
  return {
    skip: isCount(skip) ? skip : 0,
    count: isCount(count) && count > 0 ? Math.min(count, MOST_RESULTS) : MOST_RESULTS,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
