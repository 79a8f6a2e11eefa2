import { PodError } from './errors.ts';

/** Percent-encoded dot, slash, backslash, percent or NUL: another reader might decode them into another address. */
const AMBIGUOUS = /%(?:2e|2f|5c|25|00)/i;

/**
 * The container's address in the one normal form that is compared and stored.
 *
 * @throws {PodError} `address_refused`: not an http(s) address, credentials, query, fragment, no slash at its
 * end, empty or dot segments, encoded slashes or dots.
 */
export function normaliseContainer(address: string): string {
  const url = parse(address);
  if (url.href !== address || !url.pathname.endsWith('/') || !isPlain(url))
    throw new PodError('address_refused');
  return url.href;
}

/**
 * The address of a resource inside a container, from a relative path or an absolute address.
 * What points elsewhere, or could be read in two ways, is refused.
 *
 * @throws {PodError} `address_refused`
 * @example resolveInContainer('https://pod.example/parley/', 'issues/index.ttl')
 */
export function resolveInContainer(container: string, reference: string): string {
  const base = normaliseContainer(container);
  const isAbsolute = /^https?:\/\//.test(reference);
  const expected = isAbsolute ? reference : base + reference;
  const url = parse(expected);
  // The parsed address must be the text itself: nothing was dropped, decoded or resolved.
  if (url.href !== expected || !url.href.startsWith(base) || !isPlain(url)) {
    throw new PodError('address_refused');
  }
  return url.href;
}

function parse(address: string): URL {
  // The cause is left out on purpose: it quotes the address.
  if (!URL.canParse(address)) throw new PodError('address_refused');
  return new URL(address);
}

function isPlain(url: URL): boolean {
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    !/[?#\\]/.test(url.href) &&
    !url.pathname.includes('//') &&
    !AMBIGUOUS.test(url.pathname)
  );
}
