import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Frame } from './answer.ts';
import { createBot } from './bot/bot.ts';
import { drawReplies } from './bot/draw-reply.ts';
import { createQueue } from './bot/in-order.ts';
import { readActivity } from './bot/read-activity.ts';
import { readLocale } from './bot/read-question.ts';
import type { Sentences } from './bot/sentences.ts';
import { createClientAddress } from './channels/client-address.ts';
import { createDirectLine } from './channels/direct-line/direct-line.ts';
import { createTokens } from './channels/direct-line/tokens.ts';
import { openBotFramework } from './channels/open-bot-framework.ts';
import { createMessageExtension, type SearchSentences } from './channels/teams/message-extension.ts';
import type { Config } from './config.ts';
import type { LoadedAssistant } from './create-assistant.ts';
import { readFeedback } from './feedback.ts';
import { compactFrame, emptyFrame, frameFromPath, frameToPath, readFrame } from './frame.ts';
import { createMaps } from './maps/create-maps.ts';
import { paint } from './maps/paint.ts';
import { createWordNotes } from './note-words.ts';
import { createAssets } from './server/assets.ts';
import type { Log } from './server/log.ts';
import { createMedia } from './server/media.ts';
import { createMetrics } from './server/metrics.ts';
import { listOpenData } from './server/open-data/list-open-data.ts';
import { buildPages } from './server/pages/list-pages.ts';
import { listRoutes } from './server/routes.ts';
import { createServer } from './server/server.ts';
import { createFeedbackCounter } from './store/count-feedback.ts';
import { createOutcomeCounter } from './store/count-outcomes.ts';
import { createLimit } from './store/create-limit.ts';
import { openStore } from './store/open-store.ts';
import { TALLY_WEEKS } from './store/store.ts';
import { createTranslator, readWords, type Translator } from './translator.ts';

const CACHE_DIR = 'var/cache';
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Loading the SDK holds everything up for a quarter of a second: whoever waits for the bot to be ready is told before. */
const LOAD_AFTER_MS = 100;

/** A bot that listens. */
export interface Running {
  readonly port: number;
  /** Makes the files of the page as small as can be, once and for all starts; takes some seconds of one processor. */
  compress(): Promise<void>;
  /** Says for so many milliseconds that it is not ready any more, finishes what is under way, then stops. */
  stop(drainMs?: number): Promise<void>;
}

/**
 * Joins all parts and listens; `loadAssistant` reads the data, while the page is bundled in another process. Rejects with
 * French lines when the data has a fault, or the store or the port cannot be had. `dataNote` is shown on `/readyz`;
 * `say` tells what is waited for.
 */
export async function start(
  config: Config,
  loadAssistant: () => LoadedAssistant,
  log: Log,
  dataNote: () => string | null = () => null,
  say: (line: string) => void = () => undefined,
): Promise<Running> {
  const { publicUrl, retentionDays, maxText } = config;
  const code = readVersion();
  const assets = createAssets(CACHE_DIR);
  const translators = {
    fr: createTranslator('fr', readWords(config.localesDir, 'fr')),
    en: createTranslator('en', readWords(config.localesDir, 'en')),
  };
  const building = buildPages({
    assets,
    translators,
    publicUrl,
    frameAncestors: config.frameAncestors,
    retentionDays,
    tallyWeeks: TALLY_WEEKS,
    frames: { compactFrame, emptyFrame, frameFromPath, frameToPath, readFrame },
  });
  const keepMs = retentionDays * DAY_SECONDS * 1000;
  const store = await openStore(config.store, { keepMs, mostMb: config.storeMaxMb, say });

  const isStoreUp = (): Promise<boolean> =>
    store.ping().then(
      () => true,
      () => false,
    );
  const metrics = createMetrics({
    openStreams: () => directLine.openStreams,
    isStoreUp,
    versions: () => ({ code, data: assistant.knowledge.version }),
  });
  const warn = (error: unknown, what: string): void => log.warn({ what, error: describe(error) }, 'trouble');
  const forgot = (error: unknown): void => {
    metrics.storeFailed();
    log.error({ error: describe(error) }, 'store failed');
  };
  // What is kept hashed is hashed under what the store does not hold, where the administrator gave it.
  const hashSecret = config.tokenSecret ?? (await store.secret('terms'));
  const limitBy = (name: string, most: number, seconds = 60) =>
    createLimit({ store, secret: `limits/${hashSecret}`, name, most, seconds, forgot });
  const limitConversation = limitBy('conversation', config.ratePerConversation);
  const limitOpening = limitBy('opening', config.conversationsPerAddress, HOUR_SECONDS);
  const addressOf = createClientAddress({ isProxied: publicUrl !== null, trusted: config.trustedProxies });

  const words = createWordNotes({
    store,
    secret: `terms/${hashSecret}`,
    least: config.termConversations,
    forgot,
  });
  const outcomes = createOutcomeCounter(store, forgot);

  const assistant = loadAssistant();
  const [fr, en] = [sentencesIn(translators.fr), sentencesIn(translators.en)];
  const bot = createBot({
    assistant,
    invoke: createMessageExtension({
      assistant,
      linkOf: (frame) => publicUrl && publicUrl + frameToPath(frame),
      readLink: (url) => readPermalink(url, publicUrl),
      sentences: { fr: fr.search, en: en.search },
    }),
    store,
    readFrame,
    readFeedback,
    count: createFeedbackCounter(store, () => new Date()),
    sentences: { fr: fr.turn, en: en.turn },
    events: {
      forgot,
      heard(question) {
        words.hear(question);
      },
      turn(report) {
        metrics.turn(report);
        outcomes.add(report.intent, report.outcome);
        log.info({ ...report, code, data: assistant.knowledge.version }, 'turn');
      },
      failed(error, activity) {
        metrics.turnFailed();
        log.error({ activity, error: describe(error) }, 'turn failed');
      },
    },
  });
  const botFramework = openBotFramework({
    app: config.app,
    openIdMetadataUrl: config.openIdMetadataUrl,
    publicUrl,
    bot,
    outbox: store,
    readActivity,
    limit: limitConversation,
    warn,
  });
  const queue = createQueue();
  const directLine = createDirectLine({
    store,
    bot,
    queue,
    tokens: createTokens(config.tokenSecret ?? (await store.secret('token'))),
    tokenSeconds: DAY_SECONDS,
    publicUrl,
    maxText,
    readActivity,
    limit: limitConversation,
    limitOpening,
    addressOf,
    streamLimits: { most: config.maxStreams, mostPerAddress: config.maxStreamsPerAddress },
    forgetful(activity) {
      const locale = readLocale(activity);
      return drawReplies([{ card: null, text: { fr, en }[locale].turn.forgetful }], locale);
    },
    forgot,
  });

  const media = createMedia({
    maps: () => createMaps(assistant.knowledge),
    paint,
    cacheDir: `${CACHE_DIR}/maps`,
  });
  let isStopping = false;
  const listPages = await building;
  const server = createServer({
    routes: [
      ...listPages(assistant),
      ...listOpenData(() => assistant.knowledge),
      ...listRoutes({
        media: media.serve,
        messages: botFramework.receive,
        directLine,
        isReady: () => (isStopping ? Promise.resolve(false) : isStoreUp()),
        dataNote,
        metrics: metrics.serve,
      }),
    ],
    publicUrl,
    addressOf,
    limit: limitBy('address', config.ratePerAddress),
    upgrade: directLine.upgrade,
    observe: metrics.response,
    failed: (error, route) => log.error({ route, error: describe(error) }, 'request failed'),
  });
  const port = await server.listen(config.port, config.host);
  // Neither keeps the first question waiting.
  const settling = Promise.all([
    pause(LOAD_AFTER_MS).then(() => botFramework.load()),
    directLine.catchUp().catch(forgot),
  ]);

  return {
    port,
    compress: () => assets.compressAll().catch((error: unknown) => warn(error, 'compression')),
    async stop(drainMs = 0) {
      isStopping = true;
      await pause(drainMs);
      const closed = server.close();
      directLine.close();
      botFramework.close();
      await Promise.all([closed, bot.idle(), queue.idle(), settling]);
      await outcomes.close();
      await words.close();
      await store.close();
    },
  };
}

/** The version of this program, as logs name it. */
function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

/** What a log may hold of an error: never the message someone typed, which no error of ours repeats. */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The question of a permanent link of ours; null for any other address. */
function readPermalink(url: string, publicUrl: string | null): Frame | null {
  const { origin, pathname } = URL.canParse(url) ? new URL(url) : { origin: null, pathname: '' };
  return origin !== null && origin === publicUrl ? frameFromPath(pathname) : null;
}

/** What is said beside answers, in one language. */
function sentencesIn({ t }: Translator): { readonly turn: Sentences; readonly search: SearchSentences } {
  return {
    turn: { apology: t('apology'), forgetful: t('forgetful'), mention: (name) => t('mention', { name }) },
    search: { nothing: t('search.nothing'), open: t('search.open') },
  };
}
