import { AppCredentials, type ServiceClientCredentialsFactory, TokenCredentials } from 'botframework-connector';

/** Gives the `Authorization` of a call to a channel; null without a registration; `afresh` asks Microsoft again. */
export type Authorize = (afresh: boolean) => Promise<string | null>;

/**
 * Signs our calls as the bot with that id, by credentials of the SDK: a secret, a managed identity, or a fixed token.
 * They are made once, and many calls at once wait for one and the same token.
 */
export function createAuthorize(
  factory: ServiceClientCredentialsFactory,
  appId: string,
  { audience, loginUrl }: { readonly audience: string; readonly loginUrl: string },
): Authorize {
  let making: ReturnType<ServiceClientCredentialsFactory['createCredentials']> | undefined;
  let asking: Promise<string | null> | undefined;

  const ask = async (afresh: boolean): Promise<string | null> => {
    making ??= factory.createCredentials(appId, audience, loginUrl, true);
    const credentials = await making;
    if (credentials instanceof AppCredentials) return `Bearer ${await credentials.getToken(afresh)}`;
    if (credentials instanceof TokenCredentials) return `Bearer ${credentials.token}`;
    throw new Error('credentials of an unknown kind');
  };

  return async (afresh) => {
    asking ??= ask(afresh).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
