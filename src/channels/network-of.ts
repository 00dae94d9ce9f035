import { isIP } from 'node:net';

const GROUPS = 8;
/** What one subscriber is given of IPv6: the rest of the address is theirs to choose. */
const OWN_GROUPS = 4;

/**
 * Whom an address belongs to, for counting: an IPv4 address, also one written as IPv6, or the first 64 bits of an IPv6
 * one. Ports and zones that proxies write are left out; what is no address is given back.
 */
export function networkOf(written: string): string {
  const address = written
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIP(address) !== 6) return address;
  const [before = [], after = []] = address
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16).toString(16))));
  const zeros = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, OWN_GROUPS).join(':');
}
