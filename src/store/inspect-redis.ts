import { createClient } from 'redis';

/** The settings of a Redis that matter to the bot; null for those that it does not tell. */
export interface RedisSettings {
  readonly version: string | null;
  readonly policy: string | null;
  readonly isAppending: boolean | null;
  /** Memory in use; 0 when it does not tell. */
  readonly usedBytes: number;
}

/** Asks a Redis how it is set up. Rejects when it cannot be reached. */
export async function inspectRedis(url: string): Promise<RedisSettings> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const info = await client.info().catch(() => '');
    const read = (name: string): string | null => new RegExp(`^${name}:(.+?)\\r?$`, 'm').exec(info)?.[1] ?? null;
    const appending = read('aof_enabled');
    return {
      version: read('redis_version'),
      policy: read('maxmemory_policy'),
      isAppending: appending === null ? null : appending === '1',
      usedBytes: Number(read('used_memory') ?? 0),
    };
  } finally {
    client.destroy();
  }
}
