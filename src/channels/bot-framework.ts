import type { Activity, TurnContext } from 'botbuilder';
import { AuthenticationConstants, type ServiceClientCredentialsFactory } from 'botframework-connector';
import type { Bot } from '../bot/bot.ts';
import type { AppRegistration } from '../config.ts';
import type { Store } from '../store/store.ts';
import { LeanCloudAdapter } from './cloud-adapter.ts';
import { type Connector, createConnector } from './connector.ts';
import { createAuthentication } from './create-authentication.ts';
import type { Call, Reply } from './http.ts';
import { isLoopbackCall, isLoopbackUrl } from './loopback.ts';
import { mayBeToken } from './may-be-token.ts';
import { isServiceUrl } from './service-urls.ts';

const TOKEN_FAULTS = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError']);
/** Microsoft's keys are asked for once a day; whoever calls then waits no longer than this. */
const CHECK_WITHIN_MS = 5000;
const RETRY_SECONDS = '30';

/** `POST /api/messages`: Teams, Azure Bot Service and the test clients of the Bot Framework. */
export interface BotFramework {
  receive(call: Call): Promise<Reply>;
  /** Sends what a process saved at least so many milliseconds ago and then ended without sending. */
  sendLeft(olderThanMs: number): Promise<void>;
}

/** What the channel is made of. */
export interface BotFrameworkParts {
  /** Without it only callers on this machine are served. */
  readonly app: AppRegistration | null;
  readonly openIdMetadataUrl: string | null;
  /** Where readers reach the bot: without `app` it closes the channel altogether. */
  readonly publicUrl: string | null;
  readonly bot: Bot;
  /** Where replies wait until they are sent. */
  readonly outbox: Pick<Store, 'takeUnsent' | 'sent'>;
  /** Checks a body. */
  readonly readActivity: (body: unknown) => Activity | null;
  /** The seconds to wait when a conversation sends too much, else 0. */
  readonly limit: (conversation: string) => Promise<number>;
  readonly warn: (error: unknown, what: string) => void;
  /** For tests: what signs our own calls, which otherwise comes from Microsoft. */
  readonly credentials?: ServiceClientCredentialsFactory;
  /** For tests: how long a channel may take, and what waits between two attempts. */
  readonly patience?: Omit<Parameters<typeof createConnector>[0], 'authorize'>;
}

/** The Bot Framework channel over the SDK's adapter. */
export function createBotFramework(parts: BotFrameworkParts): BotFramework {
  const { app, bot, readActivity, limit, warn } = parts;
  const { authentication, authorize } = createAuthentication(parts);
  const connector: Connector = createConnector({ authorize, ...parts.patience });
  const adapter = new LeanCloudAdapter(authentication, connector);
  adapter.onTurnError = (context: TurnContext, error: Error) => bot.onTurnError(context, error);
  // Keys of this machine mean a trial on this machine.
  const isLocal = app === null || (parts.openIdMetadataUrl !== null && isLoopbackUrl(parts.openIdMetadataUrl));

  const identify = async (activity: Activity, authorization: string) => {
    if (app !== null && !(activity.channelId && isFor(app.id, authorization))) {
      warn(new Error('no token of the Bot Framework for this bot'), 'authentication');
      return 'refused';
    }
    const identified = adapter.authenticate(activity, authorization);
    // Without an app nothing is fetched.
    return (app === null ? identified : inTime(identified)).catch((error: unknown) => {
      warn(error, 'authentication');
      return isRefusal(error) ? 'refused' : 'unknown';
    });
  };

  return {
    async sendLeft(olderThanMs) {
      for (const { delivery, outbox } of await parts.outbox.takeUnsent(olderThanMs)) {
        const { activity, replies } = readOutbox(outbox, readActivity);
        // What fails now stays and is tried again as much later, until it is too old to be kept.
        if (activity !== null) await adapter.sendLate(activity, replies);
        await parts.outbox.sent(delivery);
      }
    },
    async receive(call) {
      if (app === null) {
        if (parts.publicUrl !== null) return refuse('Ce canal est fermé : MicrosoftAppId n’est pas configuré.');
        if (!isLoopbackCall(call)) {
          return refuse('Sans MicrosoftAppId, ce canal ne répond qu’aux programmes de cette machine.');
        }
      }
      const activity = readActivity(call.body);
      if (activity === null) {
        return {
          status: 400,
          problem: 'Le corps doit être une activité Bot Framework : un objet JSON avec un « type ».',
        };
      }
      const caller = await identify(activity, call.headers.authorization ?? '');
      if (caller === 'refused') return { status: 401, problem: 'Le jeton de l’appelant n’est pas valable.' };
      if (caller === 'unknown') return unavailable('Le jeton ne peut pas être vérifié pour le moment.');
      if (activity.serviceUrl && !isServiceUrl(activity.serviceUrl, isLocal)) {
        return refuse(
          app === null
            ? 'Sans MicrosoftAppId, « serviceUrl » doit désigner cette machine (http://localhost:…).'
            : '« serviceUrl » n’est pas une adresse de Teams ni d’Azure Bot Service.',
        );
      }
      // Without an address to reply to, the reply goes back in the response.
      if (activity.type === 'message' && !activity.serviceUrl) activity.deliveryMode = 'expectReplies';
      const wait = activity.type === 'message' ? await limit(activity.conversation?.id ?? call.peer) : 0;
      if (wait > 0) {
        const headers = { 'retry-after': String(wait) };
        return { status: 429, headers, problem: 'Trop de messages dans cette conversation : patienter un peu.' };
      }
      try {
        const response = await adapter.runTurn(activity, caller, (context) => bot.run(context));
        return { status: response?.status ?? 200, json: response?.body };
      } catch (error) {
        warn(error, 'delivery');
        return unavailable('La réponse n’a pas pu être remise au canal.');
      }
    },
  };
}

/** What `src/bot/bot.ts` left to be sent. */
function readOutbox(value: unknown, readActivity: BotFrameworkParts['readActivity']) {
  const { activity, replies } =
    typeof value === 'object' && value !== null && 'activity' in value && 'replies' in value
      ? value
      : { activity: null, replies: [] };
  const list: readonly unknown[] = Array.isArray(replies) ? replies : [];
  return { activity: readActivity(activity), replies: list.flatMap((reply) => readActivity(reply) ?? []) };
}

/** Whether the token claims to come from the Bot Framework, for this bot. */
function isFor(appId: string, authorization: string): boolean {
  const issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer;
  return mayBeToken(authorization, { issuer, audience: appId, now: Date.now() });
}

/** The same promise, which rejects when it takes too long: the SDK would wait for the keys for ever. */
async function inTime<T>(checking: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the keys do not come')), CHECK_WITHIN_MS);
  try {
    return await Promise.race([checking, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function refuse(problem: string): Reply {
  return { status: 403, problem };
}

function unavailable(problem: string): Reply {
  return { status: 503, headers: { 'retry-after': RETRY_SECONDS }, problem };
}

/** True when the token is at fault; false when the keys to check it with cannot be had. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('statusCode' in error) return error.statusCode === 401 || error.statusCode === 403;
  return TOKEN_FAULTS.has(error.name);
}
