import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackAddress } from './loopback.ts';

/**
 * Whom to count a request for: the address of the peer or, behind our own proxy on this machine (there is a public
 * address, and the peer is loopback), the last one that the proxy wrote down. Null for true loopback callers, which are
 * not limited.
 */
export function readClientAddress(headers: IncomingHttpHeaders, peer: string, isProxied: boolean): string | null {
  if (!isLoopbackAddress(peer)) return peer;
  const forwarded = isProxied ? headers['x-forwarded-for'] : undefined;
  return (
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim() || null
  );
}
