import {
  type AuthorizationDetails,
  RECEIPT_TYP,
  type ReceiptClaims,
  receiptClaimsSchema,
  sha256,
  signedBy,
} from '@parley/protocol';
import type { Secrets } from '../secrets/secrets.ts';
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

/**
 * Whether a text is a receipt of this vendor's consent, signed by our record key. Nothing is told apart in the answer: altered and another
 * vendor's receipts are alike.
 */
export function createReceiptReader(
  options: Options,
): (receipt: string, vendorId: string) => Promise<ProvenReceipt | undefined> {
  return async (receipt, vendorId) => {
    if (receipt.length > MAX_RECEIPT) return undefined;
    const keys = options.secrets.publishedKeys('record').map(({ publicJwk }) => publicJwk);
    const claims = receiptClaimsSchema.safeParse(await signedBy(keys)(receipt, RECEIPT_TYP));
    if (!claims.success || claims.data.iss !== options.gateway || claims.data.aud !== vendorId)
      return undefined;
    await options.ensureOwner(claims.data);
    const consent = await options.consents.find(claims.data.consent_id);
    if (consent === undefined || consent.vendorId !== vendorId) return undefined;
    // Only who has redeemed the code has a receipt: after a rebuild nothing else shows it.
    await options.consents.markPickedUp(consent.consentId);
    return {
      consentId: consent.consentId,
      details: claims.data.authorization_details,
      isPresent: consent.receiptSha256 === (await sha256(receipt)),
    };
  };
}
