import { createServer } from 'node:net';
import type { AppRegistration, Config } from '../config.ts';
import { type Finding, fault, warning, well } from './finding.ts';

const WITHIN_MS = 5000;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const SCOPE = 'https://api.botframework.com/.default';
const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const LOGIN = 'https://login.microsoftonline.com';

/** Checks that the port is free, or that what listens there is the bot. */
export async function checkPort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<Finding> {
  const about = 'Port';
  const code = await listenError(port, host);
  if (code === null) return well(about, `le port ${port} est libre sur ${host}`);
  if (code === 'EADDRINUSE') {
    const place = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return (await statusOf(`http://${place}:${port}/healthz`)) === 200
      ? well(about, `le bot répond déjà sur ${host}:${port}`)
      : fault(about, `le port ${port} est pris par un autre programme`, 'l’arrêter, ou choisir un autre PORT');
  }
  return code === 'EACCES'
    ? fault(about, `le port ${port} est réservé au système`, 'prendre un PORT au-dessus de 1024, et nginx devant')
    : fault(about, `${host} n’est pas une adresse de cette machine (${code})`, 'HOST=127.0.0.1');
}

/** Checks the public address as a reader meets it. */
export async function checkPublicAddress({ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>): Promise<Finding> {
  const about = 'Adresse publique';
  if (publicUrl === null) {
    return host === '127.0.0.1' || host === 'localhost' || host === '::1'
      ? well(about, 'aucune : le bot ne répond qu’à cette machine')
      : warning(
          about,
          `HOST=${host} ouvre le bot au réseau sans chiffrement`,
          'HOST=127.0.0.1, nginx devant (deploy/nginx.conf) et PUBLIC_URL=https://…',
        );
  }
  const status = await statusOf(`${publicUrl}/healthz`);
  if (status === 200) return well(about, `${publicUrl} répond`);
  return status === null
    ? warning(
        about,
        `${publicUrl} ne répond pas d’ici`,
        'vérifier le nom (DNS), le certificat et nginx, et que le bot tourne',
      )
    : fault(about, `${publicUrl}/healthz répond ${status}`, 'vérifier que nginx transmet au bot (deploy/nginx.conf)');
}

/** Checks the registration with Microsoft; `login` and `metadata` stand for its addresses. */
export async function checkTeams(
  app: AppRegistration | null,
  { login = LOGIN, metadata = METADATA }: { login?: string; metadata?: string } = {},
): Promise<readonly Finding[]> {
  const about = 'Teams';
  if (app === null) return [well(about, 'éteint (MicrosoftAppId n’est pas donné) : seul le chat web répond')];
  if (!GUID.test(app.id))
    return [fault(about, 'MicrosoftAppId n’a pas la forme d’un identifiant', 'le recopier du portail Azure')];
  const keys = await statusOf(metadata);
  const reachable =
    keys === 200
      ? well(about, 'les clés de Microsoft sont joignables')
      : fault(
          about,
          'les clés qui signent les appels de Microsoft sont injoignables',
          `ouvrir la sortie vers ${new URL(metadata).host}`,
        );
  if (app.type === 'UserAssignedMSI') {
    return [reachable, well(about, 'identité managée : elle ne peut être vérifiée que depuis Azure')];
  }
  const tenant = app.type === 'MultiTenant' ? 'botframework.com' : app.tenantId;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.id,
    client_secret: app.password,
    scope: SCOPE,
  });
  const status = await statusOf(`${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, { method: 'POST', body });
  if (status === 200) return [reachable, well(about, 'Microsoft reconnaît l’inscription et son secret')];
  return [
    reachable,
    status === null
      ? warning(
          about,
          'Microsoft est injoignable : le secret n’est pas vérifié',
          `ouvrir la sortie vers ${new URL(login).host}`,
        )
      : fault(
          about,
          `Microsoft refuse l’inscription (${status})`,
          'vérifier MicrosoftAppId, MicrosoftAppTenantId, et que MicrosoftAppPassword n’a pas expiré',
        ),
  ];
}

function listenError(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** The status of an answer; null when none comes in time. */
async function statusOf(url: string, init: RequestInit = {}): Promise<number | null> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
