import { existsSync } from 'node:fs';
import type { StoreAddress } from '../config.ts';
import type { RedisSettings } from '../store/inspect-redis.ts';
import { openStore } from '../store/open-store.ts';
import { type Finding, fault, warning, well } from './finding.ts';

const WITHIN_MS = 5000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the store beside the bot that may be using it, and writes to it. */
export async function checkStore(
  address: StoreAddress,
  { retentionDays, storeMaxMb }: { retentionDays: number; storeMaxMb: number },
): Promise<readonly Finding[]> {
  const about = 'Mémoire';
  if (address.kind === 'memory') {
    return [
      warning(about, 'rien ne reste après un arrêt (STORE_URL=memory:)', 'retirer STORE_URL pour un fichier SQLite'),
    ];
  }
  if (address.kind === 'sqlite' && !existsSync(address.path)) {
    // Made by the bot itself, so that it is its own.
    return [well(about, `${address.path} sera créé au premier démarrage`)];
  }
  try {
    const keepMs = retentionDays * DAY_MS;
    const options = { keepMs, mostMb: storeMaxMb, say: () => undefined, isShared: true, withinMs: WITHIN_MS };
    const store = await openStore(address, options);
    try {
      await store.ping();
    } finally {
      await store.close();
    }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return [fault(about, says.replace(/\.$/, ''), 'voir docs/exploitation.md, « La mémoire ne répond pas »')];
  }
  if (address.kind === 'sqlite') return [well(about, `${address.path} s’ouvre et s’écrit (un seul processus)`)];
  const { inspectRedis } = await import('../store/inspect-redis.ts');
  return [well(about, 'Redis répond et s’écrit'), ...judgeRedis(await inspectRedis(address.url))];
}

/** What of Redis's own settings could lose messages that were acknowledged. */
export function judgeRedis({ policy, isAppending, version }: RedisSettings): readonly Finding[] {
  const about = 'Redis';
  return [
    ...(policy === null || policy === 'noeviction'
      ? []
      : [
          warning(
            about,
            `plein, il efface des conversations en cours (maxmemory-policy ${policy})`,
            'maxmemory-policy noeviction dans redis.conf',
          ),
        ]),
    ...(isAppending === false
      ? [
          warning(
            about,
            'un arrêt brutal peut perdre des messages reçus (appendonly no)',
            'appendonly yes dans redis.conf',
          ),
        ]
      : []),
    ...(version !== null && Number(version.split('.')[0]) < 6
      ? [fault(about, `Redis ${version} est trop ancien`, 'installer Redis 6 ou plus récent')]
      : []),
  ];
}
