import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { AppRegistration } from '../config.ts';
import { type Authorize, createAuthorize } from './sign-calls.ts';

/** One address of the cloud that is set by hand makes the SDK forget all its own. */
const PUBLIC_CLOUD = {
  ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
  ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
  ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  OAuthUrl: AuthenticationConstants.OAuthUrl,
  ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
} as const;

/**
 * What checks the calls of Microsoft and signs our own: with the secret of a single-tenant registration, with a managed
 * identity (which has none), or with the `credentials` that a test hands in. Without `app` nothing is checked or signed.
 */
export function createAuthentication({
  app,
  openIdMetadataUrl,
  credentials,
}: {
  app: AppRegistration | null;
  openIdMetadataUrl: string | null;
  credentials?: ServiceClientCredentialsFactory;
}): { readonly authentication: BotFrameworkAuthentication; readonly authorize: Authorize } {
  const cloud = openIdMetadataUrl && { ...PUBLIC_CLOUD, ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl };
  if (app === null) {
    return {
      authentication: new ConfigurationBotFrameworkAuthentication({ ...cloud }),
      authorize: () => Promise.resolve(null),
    };
  }
  const registration = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.type === 'UserAssignedMSI' ? '' : app.password,
    MicrosoftAppType: app.type,
    MicrosoftAppTenantId: app.tenantId,
  };
  const factory = credentials ?? new ConfigurationServiceClientCredentialFactory(registration);
  return {
    authentication: new ConfigurationBotFrameworkAuthentication({ ...registration, ...cloud }, factory),
    authorize: createAuthorize(factory, app.id, {
      audience: PUBLIC_CLOUD.ToChannelFromBotOAuthScope,
      loginUrl: PUBLIC_CLOUD.ToChannelFromBotLoginUrl,
    }),
  };
}
