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
import type { Consent } from './consent.ts';
import type { ConsentStore } from './consent-store.ts';

interface Options {
  secrets: Secrets;
  gateway: string;
  consents: Pick<ConsentStore, 'find' | 'markPickedUp'>;
  /** After the loss of the database: brings the owner whom the receipt names back first. */
  ensureOwner: (claims: ReceiptClaims) => Promise<void>;
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

/** Receipts whose signature was found good: about 3 MB. */
export const MAX_VERIFIED_RECEIPTS = 10_000;

/** By which keys, and what it names. */
interface Verified {
  readonly kids: string;
  readonly consentId: string;
}

/**
 * Whether a text is a receipt of this vendor's consent, signed by our record key. Nothing is told apart in the answer: altered and another
 * vendor's receipts are alike. What was verified is known by the digest of its exact text, until other record keys are published.
 */
export function createReceiptReader(
  options: Options,
): (receipt: string, vendorId: string) => Promise<ProvenReceipt | undefined> {
  const verified = createBoundedMap<string, Verified>({ maxEntries: MAX_VERIFIED_RECEIPTS });
  return async (receipt, vendorId) => {
    if (receipt.length > MAX_RECEIPT) return undefined;
    const digest = await sha256(receipt);
    const keys = options.secrets.publishedKeys('record').map(({ publicJwk }) => publicJwk);
    const kids = keys.map(({ kid }) => kid).join(' ');
    const known = verified.get(digest);
    const present = known?.kids === kids ? await options.consents.find(known.consentId) : undefined;
    if (present?.receiptSha256 === digest) return prove(present, { vendorId });
    const claims = receiptClaimsSchema.safeParse(await signedBy(keys)(receipt, RECEIPT_TYP));
    if (!claims.success || claims.data.iss !== options.gateway || claims.data.aud !== vendorId)
      return undefined;
    const { consent_id: consentId, authorization_details: details } = claims.data;
    verified.set(digest, { kids, consentId });
    await options.ensureOwner(claims.data);
    const consent = await options.consents.find(consentId);
    if (consent === undefined) return undefined;
    return prove(consent, { vendorId, ...(consent.receiptSha256 === digest ? {} : { details }) });
  };

  /** `details`: what it gives, where another version is in force by now. */
  async function prove(
    consent: Consent,
    { vendorId, details }: { vendorId: string; details?: AuthorizationDetails },
  ): Promise<ProvenReceipt | undefined> {
    if (consent.vendorId !== vendorId) return undefined;
    // Only who has redeemed the code has a receipt: after a rebuild nothing else shows it.
    if (!consent.isPickedUp) await options.consents.markPickedUp(consent.consentId);
    return {
      consentId: consent.consentId,
      details: details ?? consent.details,
      isPresent: details === undefined,
    };
  }
}
