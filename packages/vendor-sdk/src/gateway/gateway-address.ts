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
  if (url.protocol === 'https:') return url.origin;
  if (url.protocol === 'http:' && allowsLoopbackHttp && isLoopback(url.hostname)) return url.origin;
  return refuse('https is required');
}

/** The names and numbers by which a machine reaches itself and nobody else. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
