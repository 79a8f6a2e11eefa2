import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A header of one request is a few dozen addresses at most: more than that is somebody's game. */
const MAX_HOPS = 20;
const IPV6_PREFIX_GROUPS = 4;

/** Whether a text is an address, or a network written as an address and a prefix, that may be named as a proxy's. */
export function isProxyNetwork(text: string): boolean {
  if (ipaddr.isValid(text)) return true;
  // A network of everybody would have everybody say where they come from.
  return ipaddr.isValidCIDR(text) && ipaddr.parseCIDR(text)[1] > 0;
}

/**
 * Where calls come from: the peer of the connection. Behind proxies that the operator has named it is what the nearest of them saw, and so
 * on through named ones only: whatever a caller writes into `X-Forwarded-For` itself stands before that and is not believed.
 * Callers in one IPv6 network (/64) are one: each has as many addresses as it likes.
 */
export function createPeerAddress(
  trustedProxies: readonly string[],
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  const trusted = new BlockList();
  for (const network of trustedProxies) {
    const [address, prefix] = ipaddr.isValid(network)
      ? ([ipaddr.parse(network), ipaddr.parse(network).kind() === 'ipv6' ? 128 : 32] as const)
      : ipaddr.parseCIDR(network);
    trusted.addSubnet(address.toString(), prefix, address.kind());
  }
  const isTrusted = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
    trusted.check(address.toString(), address.kind());
  return ({ headers, socket }) => {
    let peer = parse(socket.remoteAddress ?? '');
    if (peer === undefined) return 'unknown';
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    for (let hop = 1; hop <= MAX_HOPS && isTrusted(peer); hop += 1) {
      const before = parse(forwarded.at(-hop)?.trim() ?? '');
      if (before === undefined) break;
      peer = before;
    }
    return keyOf(peer);
  };
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}

const keyOf = (address: ipaddr.IPv4 | ipaddr.IPv6): string =>
  address instanceof ipaddr.IPv6
    ? `${address.parts
        .slice(0, IPV6_PREFIX_GROUPS)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : address.toString();
