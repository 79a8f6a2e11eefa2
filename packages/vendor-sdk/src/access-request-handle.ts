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

/**
 * What must survive from the asking to the decision, over days and restarts: a plain JSON object.
 *
 * > [!WARNING]
 * > With the vendor's key it fetches the owner's answer, once. Keep it with your customer's data, never in a page, a URL or a log, and
 * > forget it after the decision.
 */
export interface PendingRequestHandle {
  readonly v: 1;
  /** The gateway's origin: give it to `client.at`. */
  readonly gateway: string;
  /** What the gateway is polled with. A secret. */
  readonly authReqId: string;
  /** sha-256 of the signed request: the receipt must answer exactly this one. */
  readonly requestSha256: string;
  /** RFC 3339, by the vendor's clock. */
  readonly askedAt: string;
  readonly expiresAt: string;
  /** Between two polls, at least. */
  readonly intervalSeconds: number;
}

const NAMED = ['gateway', 'requestSha256'] as const;
const BY_BROWSER = [...NAMED, 'redirectUri', 'state', 'codeVerifier'] as const;
const WITHOUT_BROWSER = [...NAMED, 'authReqId', 'askedAt', 'expiresAt'] as const;

/** @throws {invalid_options} when it is not a handle for a redirect, or one of another gateway. */
export function assertHandle(handle: unknown, gateway: string): asserts handle is AccessRequestHandle {
  const parts = partsOf(handle, BY_BROWSER);
  assertOf(gateway, parts, typeof parts['proofKey'] === 'object');
}

/** @throws {invalid_options} when it is not a handle for waiting, or one of another gateway. */
export function assertPendingHandle(
  handle: unknown,
  gateway: string,
): asserts handle is PendingRequestHandle {
  const parts = partsOf(handle, WITHOUT_BROWSER);
  const areInstants = [parts['askedAt'], parts['expiresAt']].every(
    (at) => typeof at === 'string' && !Number.isNaN(Date.parse(at)),
  );
  assertOf(gateway, parts, areInstants && Number(parts['intervalSeconds']) > 0);
}

/** @throws {invalid_options} when it is a handle of neither kind, or one of another gateway. */
export function assertAnyHandle(
  handle: unknown,
  gateway: string,
): asserts handle is AccessRequestHandle | PendingRequestHandle {
  assertOf(gateway, partsOf(handle, NAMED), true);
}

type Parts = Partial<Record<string, unknown>>;

/** Nothing, where one of the texts is missing. */
function partsOf(handle: unknown, texts: readonly string[]): Parts {
  const parts: Parts = typeof handle === 'object' && handle !== null ? { ...handle } : {};
  const isWhole =
    parts['v'] === 1 && texts.every((name) => typeof parts[name] === 'string' && parts[name] !== '');
  return isWhole ? parts : {};
}

function assertOf(gateway: string, parts: Parts, isWhole: boolean): void {
  if (!isWhole || parts['gateway'] === undefined) {
    throw new VendorSdkError('invalid_options', { detail: 'this is not the handle that ask() gave' });
  }
  if (parts['gateway'] !== gateway) {
    throw new VendorSdkError('invalid_options', { detail: 'the handle belongs to another gateway' });
  }
}
