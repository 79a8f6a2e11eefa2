import type { AccessTokenClaims, DataItem } from '@parley/protocol';
import { expect, it } from 'vitest';
import { TEST_AUDIENCE, TEST_ORIGIN, testEntry } from '../../testing/test-vendor.ts';
import type { ConsentFacts } from '../consent-facts.ts';
import type { Mirror } from '../mirror.ts';
import { idsFor } from '../visible-item.ts';
import { planAttachment } from './plan-attachment.ts';

const attachment = { id: 'photo.jpg', mediaType: 'image/jpeg', size: 3 } as const;
const issue: DataItem = { id: 'a', audience: ['somebody-else'], fields: { title: 'Broken', state: 'open' } };
const mirror = {
  opened: async () => ({ content: { openings: [], mutedVendors: [], mutedIssues: [] }, version: 1 }),
  list: async () => ({ content: [issue], version: 1 }),
  vendors: async () => ({ content: [], version: 1 }),
  item: async () => ({ content: { attachments: [attachment] }, version: 1 }),
} as unknown as Mirror;
const itemKey = Buffer.alloc(32);
const plan = planAttachment({
  mirror,
  itemKey,
  now: () => new Date(),
  audience: TEST_AUDIENCE,
  files: { open: async () => (async function* () {})() },
});

it.each<['requester' | 'anyone', boolean]>([
  ['requester', false],
  ['anyone', true],
])('finds a file of an issue for others where %s was approved: %s', async (addressee, found) => {
  const entry = testEntry({
    fields: { issues: { required: ['title', 'attachments'], optional: [] } },
    filter: { issues: { addressee } },
  });
  const consent: ConsentFacts = {
    consentId: 'consent_1',
    version: 1,
    ownerId: 'owner_1',
    vendorId: 'https://acme.example/client',
    details: [entry],
    receiptSha256: 'r'.repeat(43),
    askedAt: new Date(),
    ownerWebId: 'https://pod.example/card#me',
    container: 'https://pod.example/parley/',
    nonce: 'nonce',
  };
  const claims: AccessTokenClaims = {
    iss: TEST_ORIGIN,
    aud: TEST_AUDIENCE,
    sub: 'subject',
    client_id: consent.vendorId,
    iat: 0,
    exp: 300,
    jti: 'jti',
    cnf: { jkt: 'k'.repeat(43) },
    authorization_details: [entry],
    consent_id: consent.consentId,
    consent_version: 1,
    receipt_sha256: consent.receiptSha256,
  };
  const ids = idsFor(consent, 'issues', { itemKey });
  const path = `/issues/${ids.item('a')}/attachments/${ids.attachment('a', attachment.id)}`;
  const planned = plan({ request: { path, search: '', purposes: [entry.purpose] }, claims, consent });
  if (!planned.allowed) throw new Error(planned.reason);
  expect(await planned.prepare(new AbortController().signal)).toMatchObject({ found });
});
