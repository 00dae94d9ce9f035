import { isLoopbackUrl } from './loopback.ts';

/** The addresses at which Teams takes the replies of bots. */
const TEAMS = new Set([
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]);
/** The other channels of Azure Bot Service. */
const AZURE = '.botframework.com';

/**
 * Whether replies, and the token that signs them, may be sent there: to Microsoft over https, or to this machine when
 * `isLocal`.
 */
export function isServiceUrl(value: string, isLocal: boolean): boolean {
  if (isLocal && isLoopbackUrl(value)) return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, port, username, password } = new URL(value);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return TEAMS.has(hostname) || hostname.endsWith(AZURE);
}
