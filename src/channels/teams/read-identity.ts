import type { AppIdentity } from './build-manifest.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ALL_ZERO = /^[0-]+$/;
const NAME_WITH_DOTS = /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*[a-z0-9]$/i;

/**
 * Reads what a Teams app package needs from the environment; `version` is that of the project. Gives French lines, one
 * for each value that is missing or wrong, each with its remedy.
 */
export function readIdentity(
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): AppIdentity | { readonly faults: readonly string[] } {
  const appId = env.MicrosoftAppId?.trim() ?? '';
  const address = env.PUBLIC_URL?.trim() ?? '';
  const faults = [judgeAppId(appId), judgeAddress(address)].filter((fault) => fault !== null);
  if (faults.length > 0) return { faults };
  // Teams takes no version below 1.
  return { appId: appId.toLowerCase(), publicUrl: new URL(address).origin, version: version.replace(/^0\./, '1.') };
}

function judgeAppId(value: string): string | null {
  const example = 'comme 11111111-2222-3333-4444-555555555555 (docs/teams.md)';
  if (value === '') return `MicrosoftAppId manque : donner l’identifiant de l’inscription du bot, ${example}.`;
  if (GUID.test(value) && !ALL_ZERO.test(value)) return null;
  return `MicrosoftAppId vaut « ${value} » : il faut l’identifiant de l’inscription du bot, ${example}.`;
}

function judgeAddress(value: string): string | null {
  const remedy = 'il faut l’adresse publique du bot, comme https://bot.exemple.fr';
  if (value === '') return `PUBLIC_URL manque : ${remedy}.`;
  const wrong = (why: string): string => `PUBLIC_URL vaut « ${value} » : ${why} ; ${remedy}.`;
  if (!URL.canParse(value)) return wrong('ce n’est pas une adresse');
  const { protocol, pathname, search, hash, hostname, port, username } = new URL(value);
  if (protocol !== 'https:') return wrong('Teams n’admet que https');
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '') return wrong('rien ne doit suivre le nom');
  if (port !== '') return wrong('Teams n’admet pas de numéro de port');
  if (!NAME_WITH_DOTS.test(hostname)) return wrong('Teams ne peut pas joindre ce nom');
  return null;
}
