import {
  type Activity,
  CloudAdapter,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';

/** The SDK tries an unreachable channel four times within six seconds; this is for one that never answers. */
const SEND_WITHIN_MS = 15_000;

/**
 * The SDK's adapter, whose clients are made only when a reply is really sent over the network: most turns answer in the
 * response itself, and the clients are a fifth of the cost of such a turn.
 */
export class LazyCloudAdapter extends CloudAdapter {
  /** Who sent the activity; rejects for a caller that cannot prove it, or when that cannot be checked. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }

  /** Runs one turn; the response is what the caller waits for, if anything. */
  async runTurn(
    activity: Activity,
    caller: AuthenticateRequestResult,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    if (caller.callerId) activity.callerId = caller.callerId;
    const context = new TurnContext(this, activity);
    context.turnState.set(this.BotIdentityKey, caller.claimsIdentity);
    context.turnState.set(this.OAuthScopeKey, caller.audience);
    context.turnState.set(this.ConnectorFactoryKey, caller.connectorFactory);
    await this.runMiddleware(context, logic);
    if (activity.deliveryMode === 'expectReplies') {
      return { status: 200, body: { activities: context.bufferedReplyActivities } };
    }
    const response = context.turnState.get<Activity | undefined>(INVOKE_RESPONSE_KEY);
    return isInvokeResponse(response?.value) ? response.value : undefined;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const isSent = activities.some(({ type }) => type !== 'invokeResponse');
    if (isSent && context.turnState.get(this.ConnectorClientKey) === undefined) {
      const factory = context.turnState.get<AuthenticateRequestResult['connectorFactory']>(this.ConnectorFactoryKey);
      const audience = context.turnState.get<string>(this.OAuthScopeKey);
      const client = await factory?.create(context.activity.serviceUrl, audience);
      context.turnState.set(this.ConnectorClientKey, client);
    }
    return isSent ? inTime(super.sendActivities(context, activities)) : super.sendActivities(context, activities);
  }
}

/** The same promise, which rejects when the channel takes too long: the SDK itself would wait for ever. */
async function inTime<T>(sending: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the channel does not answer')), SEND_WITHIN_MS);
  try {
    return await Promise.race([sending, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function isInvokeResponse(value: unknown): value is InvokeResponse {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';
}
