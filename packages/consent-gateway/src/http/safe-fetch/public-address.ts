import ipaddr from 'ipaddr.js';

/** In a public range, but inside Azure every machine's own host: it hands out the machine's settings and keys. */
const HOST_OF_AZURE = '168.63.129.16';

/**
 * Whether an IP address lies in the public internet. IPv6 only inside 2000::/3: elsewhere lie forms that carry an IPv4 address
 * (`[::127.0.0.1]` reads as `[::7f00:1]`) and that the ranges alone call unicast.
 */
export function isPublicAddress(text: string): boolean {
  const literal = withoutBrackets(text);
  if (!ipaddr.isValid(literal) || literal === HOST_OF_AZURE) return false;
  const address = ipaddr.process(literal);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || ((address as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 0b001;
}

/** Whether an IP address is this machine itself. */
export function isLoopbackAddress(text: string): boolean {
  const literal = withoutBrackets(text);
  return ipaddr.isValid(literal) && ipaddr.process(literal).range() === 'loopback';
}

/** Whether the host of an address is an IP address, not a name: no name is looked up for it. */
export function isIpLiteral(hostname: string): boolean {
  return ipaddr.isValid(withoutBrackets(hostname));
}

function withoutBrackets(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
}
