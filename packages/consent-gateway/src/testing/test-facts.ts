import type { AccessTokenClaims, DataItem } from '@parley/protocol';
import type { ConsentFacts } from '../read/consent-facts.ts';
import type { LiveConsent } from '../read/live-consent.ts';
import { TEST_AUDIENCE, TEST_ORIGIN, testEntry } from './test-vendor.ts';

export const TEST_VENDOR_ID = 'https://acme.example/client';

export const testFacts: ConsentFacts = {
  consentId: 'consent_AAAAAAAAAAAAAAAAAAAAAA',
  version: 1,
  ownerId: 'owner_1',
  vendorId: TEST_VENDOR_ID,
  details: [testEntry()],
  receiptSha256: 'r'.repeat(43),
  askedAt: new Date('2026-11-22T12:00:00Z'),
  ownerWebId: 'https://ann.example/#me',
  container: 'https://pod.example/parley/',
  nonce: 'nonce',
};

/** Of a token for that consent, as they were verified. */
export const testClaims: AccessTokenClaims = {
  iss: TEST_ORIGIN,
  aud: TEST_AUDIENCE,
  sub: 'subject',
  client_id: TEST_VENDOR_ID,
  iat: 0,
  exp: 300,
  jti: 'jti',
  cnf: { jkt: 'k'.repeat(43) },
  authorization_details: [testEntry()],
  consent_id: testFacts.consentId,
  consent_version: testFacts.version,
  receipt_sha256: testFacts.receiptSha256,
};

export const testLive: LiveConsent = {
  ...testFacts,
  status: 'given',
  isVendorHeld: false,
  until: new Date('2027-02-22T00:00:00Z'),
  resumeAt: null,
  endedAt: null,
  receipt: 'a.b.c',
};

export function testIssue(id: string, audience: DataItem['audience'], day: string): DataItem {
  const createdAt = `2026-11-${day}T00:00:00Z`;
  const fields = { title: `title of ${id}`, state: 'open', kind: 'fault', createdAt, severity: 'high' };
  return { id, audience, fields };
}
