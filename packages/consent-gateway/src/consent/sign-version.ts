import { type AuthorizationDetails, type Categories, sha256 } from '@parley/protocol';
import type { Secrets } from '../secrets/secrets.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { consentRecord } from './consent-record.ts';
import type { ConsentVersion } from './consent-store.ts';
import { CONSENT_TEXT_VERSION, consentText } from './consent-text.ts';
import { signReceipt } from './sign-receipt.ts';

export interface VersionInput {
  readonly vendor: Vendor;
  readonly consentId: string;
  readonly version: number;
  readonly subject: string;
  readonly details: AuthorizationDetails;
  readonly at: Date;
  /** When the vendor asked, its signed request, and the owner's reference: the same in every version. */
  readonly askedAt: Date;
  readonly request: string;
  readonly ownerRef: string;
  /** Of the version before, and of the statement before, if there is one. */
  readonly previous: string | null;
  readonly previousStatement?: string;
  /** The state in which it begins. Default: given. */
  readonly status?: 'given' | 'paused';
}

/** Makes one version of a consent: its record, signed, as the vendor and the pod get it. */
export async function signVersion(
  input: VersionInput,
  options: { secrets: Secrets; gateway: string; categories?: Categories },
): Promise<ConsentVersion> {
  const { vendor, consentId, version, subject, details, at, previous, status = 'given' } = input;
  const until = latestEnd(details).toISOString();
  const content = consentText({ vendorName: vendor.name, details, categories: options.categories });
  const recordId = globalThis.crypto.randomUUID();
  const site = vendor.metadata['client_uri'];
  const record = consentRecord({
    recordId,
    consentId,
    version,
    subject,
    gateway: options.gateway,
    vendor: { id: vendor.vendorId, name: vendor.name, ...(typeof site === 'string' ? { site } : {}) },
    details,
    categories: options.categories,
    givenAt: at,
    text: { version: CONSENT_TEXT_VERSION, sha256: await sha256(content), content },
    previousSha256: previous,
  });
  const receipt = await signReceipt({
    key: options.secrets.signingKeys('record')[0],
    gateway: options.gateway,
    at,
    recordId,
    claims: {
      aud: vendor.vendorId,
      sub: subject,
      consent_id: consentId,
      consent_version: version,
      previous,
      ...(input.previousStatement === undefined ? {} : { previous_statement: input.previousStatement }),
      ...(status === 'given' ? {} : { status }),
      asked_at: input.askedAt.toISOString(),
      request: input.request,
      owner_ref: input.ownerRef,
      authorization_details: details,
      until,
      record,
    },
  });
  return { version, details, until, receipt, receiptSha256: await sha256(receipt) };
}

/** A consent ends when its last purpose does. */
export function latestEnd(details: AuthorizationDetails): Date {
  return new Date(Math.max(...details.map((entry) => Date.parse(entry.access.until))));
}
