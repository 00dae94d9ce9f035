import { createHash, randomUUID } from 'node:crypto';
import {
  type Activity,
  CloudAdapter,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { AuthenticateRequestResult, BotFrameworkAuthentication } from 'botframework-connector';
import type { Connector } from './connector.ts';
import { shapeReplies } from './teams/shape-replies.ts';

/**
 * The SDK's adapter, with a connector of our own in place of the SDK's clients: they are built anew for each turn (a
 * fifth of its cost, even when the answer goes back in the response), know no time limit and may send a reply twice.
 */
export class LeanCloudAdapter extends CloudAdapter {
  private readonly connector: Connector;

  constructor(authentication: BotFrameworkAuthentication, connector: Connector) {
    super(authentication);
    this.connector = connector;
  }

  /** Who sent the activity; rejects for a caller that cannot prove it, or when that cannot be checked. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }

  /**
   * Runs one turn, without the proxies and layers that the SDK puts around it for middleware: there is none. The
   * response is what the caller waits for, if anything.
   */
  async runTurn(
    activity: Activity,
    caller: AuthenticateRequestResult,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    if (caller.callerId) activity.callerId = caller.callerId;
    const context = new TurnContext(this, activity);
    context.turnState.set(this.BotIdentityKey, caller.claimsIdentity);
    context.turnState.set(this.OAuthScopeKey, caller.audience);
    try {
      await logic(context);
    } catch (error) {
      await this.onTurnError(context, error instanceof Error ? error : new Error(String(error)));
    }
    if (activity.deliveryMode === 'expectReplies') {
      return { status: 200, body: { activities: context.bufferedReplyActivities } };
    }
    const response = context.turnState.get<Activity | undefined>(INVOKE_RESPONSE_KEY);
    return isInvokeResponse(response?.value) ? response.value : undefined;
  }

  /** Sends replies to an activity whose turn is over. */
  async sendLate(activity: Activity, replies: Partial<Activity>[]): Promise<void> {
    await new TurnContext(this, activity).sendActivities(replies);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const { serviceUrl, channelId, id } = context.activity;
    const response = activities.find(({ type }) => type === 'invokeResponse');
    if (response !== undefined) context.turnState.set(INVOKE_RESPONSE_KEY, response);
    const sent = activities.filter((activity) => isSent(activity, channelId));
    const ids: string[] = [];
    for (const [at, activity] of (channelId === 'msteams' ? shapeReplies(sent) : sent).entries()) {
      const conversation = activity.conversation?.id ?? '';
      const destination = { serviceUrl, conversation, replyTo: activity.replyToId };
      const key = nameSending(channelId, conversation, id ?? randomUUID(), activity.type ?? '', String(at));
      ids.push(await this.connector.send(activity, { ...destination, key }));
    }
    return activities.map((_, at) => ({ id: ids[at] ?? ids.at(-1) ?? '' }));
  }
}

/** Traces are for the tools of developers. */
function isSent({ type }: Partial<Activity>, channelId: string): boolean {
  return type !== 'invokeResponse' && (type !== 'trace' || channelId === 'emulator');
}

/** A name that leads back to nobody. */
function nameSending(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function isInvokeResponse(value: unknown): value is InvokeResponse {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';
}
