import { VendorSdkError } from './errors.ts';
import type { PrivateVendorJwk } from './vendor-key.ts';

/**
 * What must survive from the redirect to the callback, perhaps on another process: a plain JSON object.
 *
 * > [!WARNING]
 * > It holds the secrets of this one access request. Keep it in a server-side session that is bound to the browser, never
 * > in the page, a URL or a log, and forget it after the exchange.
 */
export interface AccessRequestHandle {
  readonly v: 1;
  /** The gateway's origin: give it to `client.at` when the browser comes back. */
  readonly gateway: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly codeVerifier: string;
  /** sha-256 of the signed request: the receipt must answer exactly this one. */
  readonly requestSha256: string;
  /** The key that the code and the first tokens are bound to. One for each consent: proofs link no two consents. */
  readonly proofKey: PrivateVendorJwk;
}

const TEXTS = ['gateway', 'redirectUri', 'state', 'codeVerifier', 'requestSha256'] as const;

/** @throws {invalid_options} when it is not a handle, or one of another gateway. */
export function assertHandle(handle: unknown, gateway: string): asserts handle is AccessRequestHandle {
  const parts: Partial<Record<string, unknown>> =
    typeof handle === 'object' && handle !== null ? { ...handle } : {};
  const isHandle =
    parts['v'] === 1 && TEXTS.every((name) => typeof parts[name] === 'string' && parts[name] !== '');
  if (!isHandle || typeof parts['proofKey'] !== 'object') {
    throw new VendorSdkError('invalid_options', { detail: 'this is not the handle that ask() gave' });
  }
  if (parts['gateway'] !== gateway) {
    throw new VendorSdkError('invalid_options', { detail: 'the handle belongs to another gateway' });
  }
}
