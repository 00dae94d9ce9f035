import { hash as digest, randomUUID } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import type { Frame, Locale } from '../answer.ts';
import type { Assistant, Turn } from '../assistant.ts';
import type { Feedback } from '../feedback.ts';
import type { Store } from '../store/store.ts';
import { drawReplies, drawTrace } from './draw-reply.ts';
import { createQueue } from './in-order.ts';
import { isDroppedCard } from './is-dropped-card.ts';
import { isGroup, placeOf, readArrival } from './read-arrival.ts';
import { readContext } from './read-context.ts';
import { readLocale, readQuestion } from './read-question.ts';
import { readValue } from './read-value.ts';
import type { SentencesByLocale } from './sentences.ts';

/** Typing is shown only when an answer takes longer than this. */
const TYPING_AFTER_MS = 1000;
/** Other processes may save the same conversation first, but not forever. */
const MOST_CONFLICTS = 20;
/** What a caller calls its channel is not repeated in logs unless it is one of these. */
const CHANNELS: ReadonlySet<string> = new Set(['directline', 'webchat', 'msteams', 'emulator']);
const UNDELIVERABLE = Symbol('undeliverable');

/** What one message gives a channel that keeps its own log: what to add to it and the context to save with it. */
export interface Answered {
  readonly replies: readonly Partial<Activity>[];
  readonly context: unknown;
}

/** What is told of a turn to logs and metrics: never a word of what was typed. */
export interface TurnReport {
  readonly conversation: string;
  readonly channel: string;
  readonly outcome: string;
  readonly intent: string | null;
  readonly confidence: number;
  readonly locale: Locale;
  readonly milliseconds: number;
}

/** Where failures and turns are told. */
export interface BotEvents {
  turn(report: TurnReport): void;
  /** A turn that failed; `activity` is its id. */
  failed(error: unknown, activity: string): void;
  /** What was asked and how it was read, for what may be noted of its words; never to be logged. */
  heard?(question: { readonly text: string; readonly turn: Turn; readonly conversation: string }): void;
  /** The store could not be used for a turn. */
  forgot(error: unknown): void;
}

/** What a caller who waits for an answer gets, such as the search of Teams. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** Activities in, activities out. */
export interface Bot {
  /** One turn of a Bot Framework channel; rejects when the replies cannot be sent. */
  run(context: TurnContext): Promise<void>;
  /** The `onTurnError` of an adapter: tells the failure and apologises in French, unless nothing can be sent. */
  onTurnError(context: TurnContext, error: unknown): Promise<void>;
  /** One message of a channel that keeps a log; never throws, saves nothing. `saved` is the stored context. */
  answer(activity: Activity, saved: unknown): Answered;
  /** The first message of a conversation. */
  welcome(locale: Locale): Partial<Activity>[];
  /** Resolves when all turns under way are done. */
  idle(): Promise<void>;
}

/**
 * Makes the bot of its parts; `readFrame` and `readFeedback` check what a button carries, `count` keeps what a reader
 * thinks of an answer (`tap` names one tap in one conversation, hashed), `invoke` answers those who wait (null for what it
 * does not know).
 */
export function createBot(parts: {
  assistant: Assistant;
  store: Store;
  readFrame: (value: unknown) => Frame | null;
  readFeedback?: (value: unknown) => Feedback | null;
  count?: (feedback: Feedback, tap: string) => Promise<void>;
  sentences: SentencesByLocale;
  events: BotEvents;
  invoke?: (activity: Activity, locale: Locale) => Answer | null;
}): Bot {
  const { assistant, store, readFrame, sentences, events } = parts;
  const queue = createQueue();

  /** `conversation` is the key of the activity's conversation, which costs a hash. */
  const take = (activity: Activity, conversation: string, saved: unknown): Turn => {
    const started = performance.now();
    const feedback = parts.readFeedback?.(readValue(activity)?.feedback) ?? null;
    const context = readContext(saved, readFrame);
    const question = readQuestion(activity, readFrame);
    const turn =
      feedback === null ? assistant.turn(question, context) : assistant.thank(feedback, context, readLocale(activity));
    if (feedback !== null) note(feedback, activity, conversation);
    else if (question.frame === null) {
      events.heard?.({ text: question.text, turn, conversation });
    }
    events.turn({
      conversation,
      channel: CHANNELS.has(activity.channelId) ? activity.channelId : 'other',
      outcome: turn.outcome,
      intent: turn.intent,
      confidence: round(turn.confidence),
      locale: turn.locale,
      milliseconds: round(performance.now() - started),
    });
    return turn;
  };

  /** Counts beside the turn, which nobody keeps waiting for it. */
  const note = (feedback: Feedback, activity: Activity, conversation: string): void => {
    const tap = hash(conversation, activity.replyToId ?? '', JSON.stringify(feedback));
    void queue.run(`feedback/${tap}`, async () => parts.count?.(feedback, tap).catch(events.forgot));
  };

  const forget = (error: unknown): null => {
    events.forgot(error);
    return null;
  };

  /**
   * The turn's replies and whether its context is saved, together with the replies that are still to be sent; null when
   * this delivery is answered already.
   */
  const takeAndSave = async (activity: Activity, conversation: string, delivery: string | null) => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const saved = await store.readContext(conversation).catch(forget);
      const turn = take(activity, conversation, saved?.value);
      const replies = drawReplies(turn.drawn, turn.locale);
      // A question needs no state: without a store it is answered all the same.
      if (saved === null) return { turn, replies, isSaved: false };
      const { version } = saved;
      const outbox = activity.deliveryMode === 'expectReplies' ? undefined : { activity: addressOf(activity), replies };
      const commit = { conversation, version, context: turn.context, delivery, answered: null, replies: [], outbox };
      const committed = await store.commit(commit).catch(forget);
      if (committed === 'repeated') return null;
      if (committed !== 'conflict') return { turn, replies, isSaved: committed === 'saved' };
    }
    throw new Error('the context of this conversation keeps changing');
  };

  const message = async (context: TurnContext, conversation: string): Promise<void> => {
    const { activity } = context;
    const delivery = deliveryOf(activity, conversation);
    const taken = await takeAndSave(activity, conversation, delivery);
    if (taken === null) return;
    const { turn, replies, isSaved } = taken;
    if (!isSaved) replies.push(...drawReplies([{ card: null, text: sentences[turn.locale].forgetful }], turn.locale));
    if (activity.channelId === 'emulator') replies.push(drawTrace(turn.trace));
    const isKept = delivery !== null && isSaved;
    try {
      await deliver(context, replies, async () => {
        if (isKept) await store.release(delivery);
      });
    } finally {
      // Whether it arrived or not: what is sent late is only what a crash left.
      if (isKept && activity.deliveryMode !== 'expectReplies') await store.sent(delivery).catch(forget);
    }
  };

  /** Sends; `undo` lets a failed sending be tried again, unless it may have arrived. */
  const deliver = async (context: TurnContext, replies: Partial<Activity>[], undo: () => Promise<void>) => {
    try {
      await context.sendActivities(replies);
    } catch (error) {
      context.turnState.set(UNDELIVERABLE, true);
      if (!isUnsure(error)) await undo();
      throw error;
    }
  };

  const greet = async (context: TurnContext): Promise<void> => {
    const { activity } = context;
    const key = `welcome/${hash(activity.channelId ?? '', placeOf(activity))}`;
    if ((await store.claim(key).catch(forget)) !== true) return;
    const locale = readLocale(activity);
    const replies = welcome(locale);
    if (isGroup(activity)) {
      const text = sentences[locale].mention(activity.recipient?.name || '…');
      replies.push(...drawReplies([{ card: null, text }], locale));
    }
    await deliver(context, replies, () => store.release(key));
  };

  /** The bot was taken out: nothing of the conversation is kept, and a new installation is greeted again. */
  const leave = async (activity: Activity): Promise<void> => {
    await store.release(`welcome/${hash(activity.channelId ?? '', placeOf(activity))}`).catch(forget);
    await store.forget(keyOf(activity)).catch(forget);
  };

  const welcome = (locale: Locale): Partial<Activity>[] => drawReplies([assistant.welcome(locale)], locale);

  return {
    async run(context) {
      const { activity } = context;
      activity.conversation ??= { id: '', isGroup: false, conversationType: '', name: '' };
      // A caller that names no conversation gets one of its own, which nothing can continue.
      activity.conversation.id ||= randomUUID();
      switch (activity.type) {
        case 'message': {
          if (isDroppedCard(activity, () => readQuestion(activity, readFrame).text)) return;
          const conversation = keyOf(activity);
          return queue.run(conversation, () => whileTyping(context, () => message(context, conversation)));
        }
        case 'conversationUpdate':
        case 'installationUpdate':
          switch (readArrival(activity)) {
            case 'came':
              return greet(context);
            case 'left':
              return leave(activity);
            default:
              return;
          }
        case 'invoke': {
          const value = parts.invoke?.(activity, readLocale(activity)) ?? { status: 200, body: {} };
          await context.sendActivity({ type: 'invokeResponse', value });
          return;
        }
      }
    },
    async onTurnError(context, error) {
      events.failed(error, context.activity.id ?? '');
      if (context.turnState.get(UNDELIVERABLE) === true) throw error;
      if (context.activity.type === 'invoke') {
        await context.sendActivity({ type: 'invokeResponse', value: { status: 503 } });
        return;
      }
      await context.sendActivities(apologise(readLocale(context.activity)));
    },
    answer(activity, saved) {
      try {
        const turn = take(activity, keyOf(activity), saved);
        return { replies: drawReplies(turn.drawn, turn.locale), context: turn.context };
      } catch (error) {
        events.failed(error, activity.id ?? '');
        return { replies: apologise(readLocale(activity)), context: saved };
      }
    },
    welcome,
    idle: queue.idle,
  };

  function apologise(locale: Locale): Partial<Activity>[] {
    return drawReplies([{ card: null, text: sentences[locale].apology }], locale);
  }
}

/** What it takes to reply to an activity later on; no name, no words. */
function addressOf(activity: Activity): Readonly<Record<string, unknown>> {
  const { type, id, channelId, serviceUrl, locale, conversation, from, recipient } = activity;
  const { id: place, isGroup: isShared, conversationType, tenantId } = conversation;
  return {
    ...{ type, id, channelId, serviceUrl, locale },
    conversation: { id: place, isGroup: isShared, conversationType, tenantId },
    from: { id: from?.id },
    recipient: { id: recipient?.id },
  };
}

/** Names a conversation in the store without holding anything that leads back to a person. */
function keyOf(activity: Activity): string {
  return hash(activity.channelId ?? '', activity.conversation?.id ?? '');
}

/**
 * Names one delivery, so that a channel's second try is known. What it says is part of the name: clients that number
 * their messages badly still get an answer to each.
 */
function deliveryOf(activity: Activity, conversation: string): string | null {
  if (!activity.id) return null;
  return hash(conversation, activity.id, activity.text ?? '', JSON.stringify(activity.value ?? null));
}

function hash(...parts: readonly string[]): string {
  return digest('sha256', JSON.stringify(parts), 'base64url');
}

/** To three decimals: enough for a log, and no more digits than that. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Whether what was sent may have arrived although no answer came. */
function isUnsure(error: unknown): boolean {
  return error instanceof Error && 'isUnsure' in error && error.isUnsure === true;
}

async function whileTyping(context: TurnContext, work: () => Promise<void>): Promise<void> {
  if (context.activity.deliveryMode === 'expectReplies') return work();
  const timer = setTimeout(() => {
    // Only a sign of life: the answer itself says whether sending works.
    context.sendActivity({ type: 'typing' }).catch(() => undefined);
  }, TYPING_AFTER_MS);
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
}
