import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isLoopbackAddress } from './loopback.ts';
import { networkOf } from './network-of.ts';

/**
 * Tells whom to count a request for: the address of the peer or, for a peer that is a proxy of ours, the last address
 * that it wrote down. With a public address a proxy on this machine is ours, and so are the `trusted` ones (addresses
 * or networks). Null for true loopback callers, who are not counted; IPv6 is counted by network.
 */
export function createClientAddress({
  isProxied,
  trusted,
}: {
  isProxied: boolean;
  trusted: readonly string[];
}): (headers: IncomingHttpHeaders, peer: string) => string | null {
  const proxies = listProxies(trusted);
  return (headers, peer) => {
    const isLocal = isLoopbackAddress(peer);
    if (isLocal ? !isProxied : !holds(proxies, peer)) return isLocal ? null : networkOf(peer);
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim();
    if (forwarded) return networkOf(forwarded);
    return isLocal ? null : networkOf(peer);
  };
}

function listProxies(trusted: readonly string[]): BlockList {
  const proxies = new BlockList();
  for (const one of trusted) {
    const [address = '', bits] = one.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return proxies;
}

function holds(proxies: BlockList, peer: string): boolean {
  return proxies.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4');
}
