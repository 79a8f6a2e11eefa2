import type { AccessRequest } from '../access-request/access-request.ts';
import type { ConnectedOwner } from '../consent/owner-directory.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { testEntry } from './test-vendor.ts';

/** A vendor, its request, and the owner who is asked: what decisions are about. */
export const testAsker: Vendor = {
  vendorId: 'https://acme.example/client',
  name: 'Acme',
  knownBy: 'document',
  metadata: { client_uri: 'https://acme.example/' },
  heldAt: null,
};

export const testOwner: ConnectedOwner = {
  ownerId: 'owner_1',
  webId: 'https://ann.example/#me',
  container: 'https://pod.example/parley/',
  nonce: 'nonce',
};

export function testRequest(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    requestId: 'request_1',
    vendorId: testAsker.vendorId,
    cameBy: 'redirect',
    bindingMessage: null,
    details: [testEntry()],
    requestJws: 'signed.by.acme',
    askedAt: new Date('2026-11-22T11:00:00Z'),
    expiresAt: new Date('2026-11-22T12:30:00Z'),
    status: 'requested',
    ownerId: null,
    interactionUid: 'uid',
    appChallenge: null,
    consentId: null,
    ...changes,
  };
}
