import type { DataItem } from '@parley/protocol';
import { expect, it } from 'vitest';
import { testClaims, testFacts } from '../../testing/test-facts.ts';
import { TEST_AUDIENCE, testEntry } from '../../testing/test-vendor.ts';
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
  const consent = { ...testFacts, details: [entry] };
  const claims = { ...testClaims, authorization_details: [entry] };
  const ids = idsFor(consent, 'issues', { itemKey });
  const path = `/issues/${ids.item('a')}/attachments/${ids.attachment('a', attachment.id)}`;
  const planned = plan({ request: { path, search: '', purposes: [entry.purpose] }, claims, consent });
  if (!planned.allowed) throw new Error(planned.reason);
  expect(await planned.prepare(new AbortController().signal)).toMatchObject({ found });
});
