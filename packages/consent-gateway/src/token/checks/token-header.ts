import type { Check, PresentedToken } from './token-check.ts';

const MEMBERS = ['alg', 'kid', 'typ'].join();

/**
 * The header holds what ours hold and nothing else: no `crit`, and no key or address of a key (`jwk`, `jku`, `x5u`, `x5c`).
 * An ID token or a logout token has another `typ`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.11
 */
export const tokenHeader: Check<PresentedToken> = ({ header }) =>
  Object.keys(header).sort().join() === MEMBERS &&
  // > The resource server MUST verify that the "typ" header value is "at+jwt" [...] and reject tokens carrying any other value.
  header['typ'] === 'at+jwt' &&
  header['alg'] === 'ES256' &&
  typeof header['kid'] === 'string';
