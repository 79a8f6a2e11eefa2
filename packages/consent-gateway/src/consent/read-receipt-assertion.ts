import { type AuthorizationDetails, RECEIPT_TYP, receiptClaimsSchema, sha256 } from '@parley/protocol';
import { compactVerify, createLocalJWKSet } from 'jose';
import type { Secrets } from '../secrets/secrets.ts';
import type { ConsentStore } from './consent-store.ts';

interface Options {
  secrets: Secrets;
  gateway: string;
  consents: Pick<ConsentStore, 'find'>;
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
  const keys = createLocalJWKSet({ keys: options.secrets.recordKeys.map((key) => key.publicJwk) });
  return async (receipt, vendorId) => {
    if (receipt.length > MAX_RECEIPT || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(receipt)) return undefined;
    const verified = await compactVerify(receipt, keys, { algorithms: ['ES256'] }).catch(() => undefined);
    if (verified === undefined || verified.protectedHeader.typ !== RECEIPT_TYP) return undefined;
    const claims = receiptClaimsSchema.safeParse(JSON.parse(new TextDecoder().decode(verified.payload)));
    if (!claims.success || claims.data.iss !== options.gateway || claims.data.aud !== vendorId)
      return undefined;
    const consent = await options.consents.find(claims.data.consent_id);
    if (consent === undefined || consent.vendorId !== vendorId) return undefined;
    return {
      consentId: consent.consentId,
      details: claims.data.authorization_details,
      isPresent: consent.receiptSha256 === (await sha256(receipt)),
    };
  };
}
