import {
  type AuthorizationDetails,
  RECEIPT_TYP,
  type ReceiptClaims,
  receiptClaimsSchema,
  sha256,
  signedBy,
} from '@parley/protocol';
import { createBoundedMap } from '../bounded-map.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { ConsentStore } from './consent-store.ts';

interface Options {
  secrets: Secrets;
  gateway: string;
  consents: Pick<ConsentStore, 'find' | 'markPickedUp'>;
  /** Whom a receipt names. `undefined`: nobody of ours. */
  ownerIdOf: (claims: ReceiptClaims) => string | undefined;
  /** After the loss of the database: brings an owner back first. */
  ensureOwner: (ownerId: string) => Promise<void>;
}

/** A receipt is a few thousand characters; nothing longer is looked at. */
const MAX_RECEIPT = 60_000;

/** A genuine receipt of a consent. */
export interface ProvenReceipt {
  readonly consentId: string;
  /** What it gives. */
  readonly details: AuthorizationDetails;
  /** It is of the version in force: only such a one is worth a token. */
  readonly isPresent: boolean;
}

/** Receipts whose signature was found good: about 4 MB. */
export const MAX_VERIFIED_RECEIPTS = 10_000;

/** What a receipt names, and the keys that were published when it was verified. */
interface Verified {
  readonly kids: string;
  readonly consentId: string;
  readonly vendorId: string;
  readonly ownerId: string | undefined;
}

/**
 * Whether a text is a receipt of this vendor's consent, signed by our record key. Nothing is told apart in the answer: altered and another
 * vendor's receipts are alike. What was verified is known by the digest of its exact text, until other record keys are published; whose it
 * is and whether it is in force is looked up each time.
 */
export function createReceiptReader(
  options: Options,
): (receipt: string, vendorId: string) => Promise<ProvenReceipt | undefined> {
  const known = createBoundedMap<string, Verified>({ maxEntries: MAX_VERIFIED_RECEIPTS });
  const recordKeys = () => options.secrets.publishedKeys('record').map(({ publicJwk }) => publicJwk);

  async function verify(receipt: string): Promise<ReceiptClaims | undefined> {
    const claims = receiptClaimsSchema.safeParse(await signedBy(recordKeys())(receipt, RECEIPT_TYP)).data;
    return claims?.iss === options.gateway ? claims : undefined;
  }

  async function verifyOnce(receipt: string, digest: string): Promise<Verified | undefined> {
    const kids = recordKeys()
      .map(({ kid }) => kid)
      .join(' ');
    const before = known.get(digest);
    if (before?.kids === kids) return before;
    const claims = await verify(receipt);
    if (claims === undefined) return undefined;
    const { consent_id: consentId, aud: vendorId } = claims;
    const verified = { kids, consentId, vendorId, ownerId: options.ownerIdOf(claims) };
    known.set(digest, verified);
    return verified;
  }

  return async (receipt, vendorId) => {
    if (receipt.length > MAX_RECEIPT) return undefined;
    const digest = await sha256(receipt);
    const named = await verifyOnce(receipt, digest);
    if (named === undefined || named.vendorId !== vendorId) return undefined;
    if (named.ownerId !== undefined) await options.ensureOwner(named.ownerId);
    const consent = await options.consents.find(named.consentId);
    if (consent === undefined || consent.vendorId !== vendorId) return undefined;
    // Only who has redeemed the code has a receipt: after a rebuild nothing else shows it.
    if (!consent.isPickedUp) await options.consents.markPickedUp(consent.consentId);
    const isPresent = consent.receiptSha256 === digest;
    const details = isPresent ? consent.details : (await verify(receipt))?.authorization_details;
    return details && { consentId: consent.consentId, details, isPresent };
  };
}
