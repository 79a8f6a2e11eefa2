import { type AuthorizationDetails, type Categories, receiptClaimsSchema } from '@parley/protocol';
import { decodeJwt } from 'jose';
import type { Secrets } from '../secrets/secrets.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { OwnerEvidence } from './consent.ts';
import type { ActMoment, ConsentVersion, Statement } from './consent-store.ts';
import { signVersion } from './sign-version.ts';

export interface NextVersionOptions {
  secrets: Secrets;
  gateway: string;
  /** Where the words of the consent come from. Default: the published categories. */
  categories?: Categories;
  /** The vendor, also while it is on hold. */
  findVendor: (vendorId: string) => Promise<Vendor>;
}

/** The next version of a consent: the same request, owner and vendor; other details. Chained to the one before. */
export async function nextVersion(
  { consent, at, version }: ActMoment,
  next: { details: AuthorizationDetails; status: 'given' | 'paused'; evidence: OwnerEvidence },
  options: NextVersionOptions,
): Promise<{ statement: Statement; version: ConsentVersion }> {
  const { request, owner_ref: ownerRef } = receiptClaimsSchema.parse(decodeJwt(consent.receipt));
  const { details, status, evidence } = next;
  const made = await signVersion(
    {
      vendor: await options.findVendor(consent.vendorId),
      consentId: consent.consentId,
      version,
      subject: consent.subject,
      details,
      at,
      askedAt: consent.askedAt,
      request,
      ownerRef,
      previous: consent.receiptSha256,
      previousStatement: consent.chainSha256,
      status,
    },
    options,
  );
  const statement = {
    jws: made.receipt,
    event: status,
    at: at.toISOString(),
    evidence: JSON.stringify(evidence),
  };
  return { statement, version: made };
}
