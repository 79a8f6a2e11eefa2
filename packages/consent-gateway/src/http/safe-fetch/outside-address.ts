import { OutsideError } from './outside-error.ts';
import { isIpLiteral, isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** An address that may be dialled: `local` when it is one of the exact loopback origins that local mode lists. */
export interface OutsideAddress {
  readonly url: URL;
  readonly local: boolean;
}

/** Addresses are keys of what is remembered: nobody fills the memory with them. */
const MAX_LENGTH = 2_000;

/** Ends of names that no public host has: RFC 6761, RFC 6762 appendix G, RFC 8375, and the clouds' own. They are not even looked up. */
const PRIVATE_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion)$/;

/**
 * Checks an address that someone else chose: https, port 443, no credentials in it, and no private host where the host is
 * an IP address or a name that is private by its form. Other names are checked when they are dialled.
 *
 * @throws {OutsideError} address_refused
 */
export function checkOutsideAddress(address: string | URL, localOrigins: readonly string[]): OutsideAddress {
  if (String(address).length > MAX_LENGTH || !URL.canParse(String(address)))
    throw new OutsideError('address_refused');
  const url = new URL(String(address));
  if (url.username !== '' || url.password !== '') throw new OutsideError('address_refused');
  const local = localOrigins.includes(httpOrigin(url));
  if (local) return { url, local };
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  if (!secure || url.port !== '' || url.hostname === '') throw new OutsideError('address_refused');
  const isPublic = isIpLiteral(url.hostname) ? isPublicAddress(url.hostname) : mayBePublicName(url.hostname);
  if (!isPublic) throw new OutsideError('address_refused');
  return { url, local };
}

/** A name without a dot means a host nearby; one with a dot at its end is another spelling of a name that has one already. */
function mayBePublicName(hostname: string): boolean {
  return hostname.includes('.') && !hostname.endsWith('.') && !PRIVATE_NAMES.test(hostname);
}

/** Local mode exempts loopback origins only, written exactly. @throws {TypeError} for any other. */
export function checkLocalOrigins(localOrigins: readonly string[]): void {
  for (const origin of localOrigins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    const isLoopback =
      url !== undefined && (/(?:^|\.)localhost$/.test(url.hostname) || isLoopbackAddress(url.hostname));
    if (!isLoopback || url.origin !== origin)
      throw new TypeError('a local origin is not an exact loopback origin');
  }
}

/** A web socket belongs to the origin of the server that it is opened at. */
function httpOrigin(url: URL): string {
  const scheme = { 'ws:': 'http:', 'wss:': 'https:' }[url.protocol] ?? url.protocol;
  return `${scheme}//${url.host}`;
}

/** Whether an address may be fetched at all: decided before it is. Names are still checked when they are dialled. */
export function isOutsideAddress(address: string, localOrigins: readonly string[]): boolean {
  try {
    checkOutsideAddress(address, localOrigins);
    return true;
  } catch {
    return false;
  }
}
