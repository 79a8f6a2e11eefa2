import { RECEIPT_TYP, sha256 } from '@parley/protocol';
import { endOf, type FakeConsent, type FakeVersion, latestVersion } from './fake-consent.ts';
import { signRecord } from './fake-keys.ts';
import { fakeRecord } from './fake-record.ts';
import type { FakeState } from './fake-state.ts';

/** The owner, as this vendor knows them. */
export const SUBJECT = 'pairwise-subject';

/** The receipt of the version in force. */
export function currentReceipt(consent: FakeConsent, state: FakeState): Promise<string> {
  return receiptOf(latestVersion(consent), consent, state);
}

async function receiptOf(version: FakeVersion, consent: FakeConsent, state: FakeState): Promise<string> {
  // A lie is told anew each time.
  if (state.lies.receipt !== undefined) return signed(version, consent, state);
  version.receipt ??= signed(version, consent, state);
  return version.receipt;
}

async function signed(issued: FakeVersion, consent: FakeConsent, state: FakeState): Promise<string> {
  const { version, details, at } = issued;
  const before = consent.versions.find((each) => each.version === version - 1);
  const previous = before === undefined ? null : await sha256(await receiptOf(before, consent, state));
  const facts = {
    recordId: crypto.randomUUID(),
    consentId: consent.id,
    version,
    previous,
    subject: SUBJECT,
    gateway: state.origin,
    vendorId: state.client.client_id,
    details,
    categories: state.categories,
  };
  const claims = {
    iss: state.origin,
    aud: state.client.client_id,
    sub: SUBJECT,
    iat: Math.floor(at.getTime() / 1000),
    jti: facts.recordId,
    consent_id: consent.id,
    consent_version: version,
    previous,
    request: consent.request,
    owner_ref: 'fake-owner',
    authorization_details: details,
    until: endOf(issued).toISOString(),
    record: await fakeRecord(facts),
  };
  const header = { typ: RECEIPT_TYP };
  state.lies.receipt?.(claims, header);
  return signRecord(claims, header);
}
