import { type Activity, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { AuthenticationConstants, type ServiceClientCredentialsFactory } from 'botframework-connector';
import type { Bot } from '../bot/bot.ts';
import type { AppRegistration } from '../config.ts';
import { LazyCloudAdapter } from './cloud-adapter.ts';
import type { Call, Reply } from './http.ts';
import { isLoopbackCall, isLoopbackUrl } from './loopback.ts';

const TOKEN_FAULTS = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError']);
/** One address of the cloud that is set by hand makes the SDK forget all its own. */
const PUBLIC_CLOUD = {
  ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
  ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
  ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  OAuthUrl: AuthenticationConstants.OAuthUrl,
  ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
} as const;
const RETRY_SECONDS = '30';

/** `POST /api/messages`: Teams, Azure Bot Service and the test clients of the Bot Framework. */
export interface BotFramework {
  receive(call: Call): Promise<Reply>;
}

/** What the channel is made of. */
export interface BotFrameworkParts {
  /** Without it only callers on this machine are served. */
  readonly app: AppRegistration | null;
  readonly openIdMetadataUrl: string | null;
  /** Where readers reach the bot: without `app` it closes the channel altogether. */
  readonly publicUrl: string | null;
  readonly bot: Bot;
  /** Checks a body. */
  readonly readActivity: (body: unknown) => Activity | null;
  /** The seconds to wait when a conversation sends too much, else 0. */
  readonly limit: (conversation: string) => Promise<number>;
  readonly warn: (error: unknown, what: string) => void;
  /** For tests: what signs our own calls, which otherwise comes from Microsoft. */
  readonly credentials?: ServiceClientCredentialsFactory;
}

/** The Bot Framework channel over the SDK's adapter. */
export function createBotFramework(parts: BotFrameworkParts): BotFramework {
  const { app, bot, readActivity, limit, warn } = parts;
  const adapter = new LazyCloudAdapter(createAuthentication(parts));
  adapter.onTurnError = (context: TurnContext, error: Error) => bot.onTurnError(context, error);

  return {
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
      if (app === null && activity.serviceUrl !== undefined && !isLoopbackUrl(activity.serviceUrl)) {
        return refuse('Sans MicrosoftAppId, « serviceUrl » doit désigner cette machine (http://localhost:…).');
      }
      const caller = await adapter.authenticate(activity, call.headers.authorization ?? '').catch((error: unknown) => {
        warn(error, 'authentication');
        return isRefusal(error) ? 'refused' : 'unknown';
      });
      if (caller === 'refused') return { status: 401, problem: 'Le jeton de l’appelant n’est pas valable.' };
      if (caller === 'unknown') return unavailable('Le jeton ne peut pas être vérifié pour le moment.');
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

function createAuthentication({
  app,
  openIdMetadataUrl,
  credentials,
}: BotFrameworkParts): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      ...(app === null
        ? {}
        : {
            MicrosoftAppId: app.id,
            MicrosoftAppPassword: app.password,
            MicrosoftAppType: app.type,
            MicrosoftAppTenantId: app.tenantId,
          }),
      ...(openIdMetadataUrl === null ? {} : { ...PUBLIC_CLOUD, ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl }),
    },
    credentials,
  );
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
