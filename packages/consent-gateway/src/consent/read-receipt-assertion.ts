import { RECEIPT_TYP, type ReceiptClaims, receiptClaimsSchema, sha256 } from '@parley/protocol';
import { compactVerify, createLocalJWKSet } from 'jose';
import type { Secrets } from '../secrets/secrets.ts';
import type { Consent } from './consent.ts';
import type { ConsentStore } from './consent-store.ts';

interface Options {
  secrets: Secrets;
  gateway: string;
  consents: Pick<ConsentStore, 'find' | 'markPickedUp'>;
  /** Whether the vendor has another handle on its consent. After the loss of the database it has none. */
  hasRefreshToken: (consentId: string) => Promise<boolean>;
  /** After the loss of the database: brings the owner whom the receipt names back first. */
  ensureOwner: (claims: ReceiptClaims) => Promise<void>;
}

/** A receipt is a few thousand characters; nothing longer is looked at. */
const MAX_RECEIPT = 60_000;

/**
 * Whether a text is the receipt of the present version of this vendor's consent, signed by our record key; where no refresh token of the
 * consent is left, as after the loss of the database, of any version. Nothing is told apart in the
 * answer: altered, another vendor's and superseded receipts are alike.
 */
export function createReceiptReader(
  options: Options,
): (receipt: string, vendorId: string) => Promise<{ consentId: string } | undefined> {
  const keys = createLocalJWKSet({ keys: options.secrets.recordKeys.map((key) => key.publicJwk) });
  return async (receipt, vendorId) => {
    if (receipt.length > MAX_RECEIPT || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(receipt)) return undefined;
    const verified = await compactVerify(receipt, keys, { algorithms: ['ES256'] }).catch(() => undefined);
    if (verified === undefined || verified.protectedHeader.typ !== RECEIPT_TYP) return undefined;
    const claims = receiptClaimsSchema.safeParse(JSON.parse(new TextDecoder().decode(verified.payload)));
    if (!claims.success || claims.data.iss !== options.gateway || claims.data.aud !== vendorId)
      return undefined;
    await options.ensureOwner(claims.data);
    const consent = await options.consents.find(claims.data.consent_id);
    if (consent === undefined || consent.vendorId !== vendorId) return undefined;
    const isPresent = consent.receiptSha256 === (await sha256(receipt));
    if (!isPresent && !(await isOnlyHandle(claims.data, consent, options))) return undefined;
    // Only who has redeemed the code has a receipt: after a rebuild nothing else shows it.
    await options.consents.markPickedUp(consent.consentId);
    return { consentId: consent.consentId };
  };
}

/** The receipt of an earlier version: good where the vendor could not fetch the present one before its refresh token was lost. */
async function isOnlyHandle(claims: ReceiptClaims, consent: Consent, options: Options): Promise<boolean> {
  return claims.consent_version < consent.version && !(await options.hasRefreshToken(consent.consentId));
}
