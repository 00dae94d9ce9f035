import type { Call } from './http.ts';

/** True for an IP address of this machine itself: 127.0.0.0/8, ::1, and the former written as IPv6. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
}

/** True for a URL that leads to this machine over HTTP, whatever its port. */
export function isLoopbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return /^https?:$/.test(protocol) && isLoopbackHostname(hostname);
}

/**
 * True when a request surely comes from this machine: the peer and the `Host` it asked for are loopback, and no proxy
 * says that it forwards (behind one on the same machine every caller looks local).
 */
export function isLoopbackCall({ headers, peer }: Pick<Call, 'headers' | 'peer'>): boolean {
  const isForwarded = Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
  return !isForwarded && isLoopbackAddress(peer) && isLoopbackUrl(`http://${headers.host ?? ''}`);
}

function isLoopbackHostname(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || isLoopbackAddress(hostname);
}
