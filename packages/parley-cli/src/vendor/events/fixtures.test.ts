import { categories, consentEventTypes, TEST_EVENT_TYPE, vendorEventSchema } from '@parley/protocol';
import { expect, it } from 'vitest';
import { helpFor } from '../../command/help.ts';
import { fixtures } from './fixtures.ts';

const now = new Date('2026-11-22T00:00:00Z');
const all = [...fixtures(now)];

it.each(all)('%s is an event as a gateway tells it', (type, data) => {
  const event = { id: 'event_1', type, timestamp: now.toISOString(), data };
  expect(vendorEventSchema.parse(event)).toEqual(event);
});

it('leaves no type out', () => {
  const changed = [...categories.keys()].map((name) => `${name}.changed`);
  const every = [...consentEventTypes, ...changed, 'message.added', TEST_EVENT_TYPE];
  expect(all.map(([type]) => type)).toEqual(every);
  const help = helpFor('trigger') ?? '';
  for (const type of every) expect(help).toContain(type.replace('consent', ''));
});

it('says of each what its type says', () => {
  const says = (type: string) => Object.keys(all.find(([name]) => name === type)?.[1] ?? {});
  expect(says('consent.requested')).toEqual(['request_sha256']);
  expect(says('consent.given')).toContain('request_sha256');
  expect(says('consent.expiring')).toContain('until');
  expect(says('consent.paused')).toContain('resumes_at');
  expect(says('consent.deletion_due')).toContain('delete_by');
  expect(says('message.added')).toContain('item_id');
});
