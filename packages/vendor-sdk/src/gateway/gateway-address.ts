import { VendorSdkError } from '../errors.ts';

/**
 * The origin of a gateway from an address that somebody gave: https, nothing but a host.
 *
 * @throws {invalid_gateway}
 */
export function gatewayOrigin(address: string | URL, allowsLoopbackHttp: boolean): string {
  const refuse = (detail: string): never => {
    throw new VendorSdkError('invalid_gateway', { detail });
  };
  if (!URL.canParse(String(address))) return refuse('not an address');
  const url = new URL(String(address));
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isBare || url.username !== '' || url.password !== '') return refuse('only https:// and a host');
  return isSecure(url, allowsLoopbackHttp) ? url.origin : refuse('https is required');
}

export function isSecure({ protocol, hostname }: URL, allowsLoopbackHttp: boolean): boolean {
  return protocol === 'https:' || (protocol === 'http:' && allowsLoopbackHttp && isLoopback(hostname));
}

/** The names and numbers by which a machine reaches itself and nobody else. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
