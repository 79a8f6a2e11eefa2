import { afterAll, beforeEach, expect, it } from 'vitest';
import type { RecordWrite } from '../crm.ts';
import { serve } from '../test-support/crm-double.ts';
import { createHubSpotDouble } from '../test-support/hubspot-double.ts';
import { TO, writesOf } from '../test-support/writes.ts';
import { createHubSpot } from './hubspot.ts';

const double = createHubSpotDouble();
const served = await serve(double);
const subscribers = new Map<string, string>();
const options = {
  ...{ authorization: () => 'Bearer token', fetch: served.fetch },
  pipeline: { id: '0', stages: { open: '1', answered: '3', closed: '4' } },
  subscriptions: { newsletter: 17, surveys: 18 },
  subscriberOf: async ({ subject }: { subject: string }) => subscribers.get(subject),
};
const crm = createHubSpot(options);

beforeEach(() => {
  for (const each of [double.tickets, double.statuses]) each.clear();
  double.bin.length = 0;
  subscribers.set('sub_a', 'ann+news@example.org');
});
afterAll(() => served.close());

const issue = {
  id: 'item_1',
  title: 'The line drops',
  description: 'Each evening',
  state: 'answered',
  severity: 'low',
};
const wish = { id: 'item_2', topic: 'newsletter', strength: 'prefer', value: true };
const properties = () => [...double.tickets.values()].map((ticket) => ticket.properties);
const status = () => [...double.statuses.values()].map(({ statusState }) => statusState);

it('an issue is a ticket, by the property with unique values', async () => {
  await crm.upsert(await writesOf(crm, 'issues', issue), TO);
  const { body } = served.asked.at(-1) ?? {};
  expect(body.inputs).toMatchObject([
    { idProperty: 'parley_id', id: expect.stringMatching(/^parley-[\w-]{43}$/) },
  ]);
  const text = { subject: 'The line drops', content: 'Each evening' };
  expect(properties()).toEqual([
    { ...text, hs_pipeline: '0', hs_pipeline_stage: '3', hs_ticket_priority: 'LOW' },
  ]);
});

it('a state that has no stage leaves the ticket in the first one', async () => {
  await crm.upsert(await writesOf(crm, 'issues', { ...issue, state: 'acknowledged' }), TO);
  expect(properties()).toMatchObject([{ hs_pipeline_stage: '1' }]);
});

it('writes at most 100 tickets at a time', async () => {
  const before = served.asked.length;
  const many = Array.from({ length: 101 }, (_, n) =>
    writesOf(crm, 'issues', { id: `item_${n}`, title: 'x' }),
  );
  await crm.upsert((await Promise.all(many)).flat(), TO);
  expect(served.asked.slice(before).map(({ body }) => body.inputs.length)).toEqual([100, 1]);
});

it('says which tickets were refused', async () => {
  const [good] = (await writesOf(crm, 'issues', issue)) as [RecordWrite];
  const [other] = (await writesOf(crm, 'issues', { ...issue, id: 'item_9' })) as [RecordWrite];
  const stage = { hs_ticket_priority: { value: 'NEVER', from: 'severity', mark: 'm' } };
  const bad = { ...other, fields: { ...other.fields, ...stage } };
  const refused = [{ externalId: other.externalId, reason: 'VALIDATION_ERROR' }];
  await expect(crm.upsert([good, bad], TO)).rejects.toMatchObject({ code: 'partly_refused', refused });
  expect(double.tickets.size).toBe(1);
});

it('a ticket is emptied before it is deleted: what is deleted can be restored', async () => {
  const [write] = (await writesOf(crm, 'issues', issue)) as [RecordWrite];
  await crm.upsert([write], TO);
  await crm.remove([{ ...write, fields: ['content'] }], TO);
  expect(properties()).toMatchObject([{ subject: 'The line drops', content: '' }]);
  await crm.remove([{ ...write, fields: 'all' }], TO);
  await crm.remove([{ ...write, fields: 'all' }], TO);
  expect(double.tickets.size).toBe(0);
  expect(double.bin.map((ticket) => ticket.properties)).toEqual([
    {
      ...{ subject: '(not given)', content: '' },
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
      hs_ticket_priority: '',
    },
  ]);
});

it.each([
  ['SUBSCRIBED', { strength: 'require', value: true }],
  ['SUBSCRIBED', { strength: 'prefer', value: true }],
  ['UNSUBSCRIBED', { strength: 'prefer' }],
  ['UNSUBSCRIBED', { strength: 'prefer', value: false }],
  ['UNSUBSCRIBED', { strength: 'prefer', value: 'weekly' }],
  ['UNSUBSCRIBED', { strength: 'avoid', value: true }],
  ['UNSUBSCRIBED', { strength: 'refuse', value: true }],
])('%s is what %j says of a topic', async (said, words) => {
  await crm.upsert(await writesOf(crm, 'preferences', { id: 'item_2', topic: 'newsletter', ...words }), TO);
  expect(status()).toEqual([said]);
});

it('an opt-in names its ground and ends as an opt-out, with any of the fields that it rests on', async () => {
  const [write] = (await writesOf(crm, 'preferences', wish)) as [RecordWrite];
  expect(Object.values(write.fields).map(({ from }) => from)).toEqual(['strength', 'value', 'topic']);
  await crm.upsert([write], TO);
  expect([...double.statuses]).toEqual([
    [
      'ann+news@example.org 17',
      expect.objectContaining({ channel: 'EMAIL', subscriptionId: 17, legalBasis: 'CONSENT_WITH_NOTICE' }),
    ],
  ]);
  await crm.remove([{ ...write, fields: ['legalBasis'] }], TO);
  expect(status()).toEqual(['UNSUBSCRIBED']);
});

it.each([{ topic: 'weather' }, { topic: 'toString' }, { strength: undefined }])(
  'of %j HubSpot learns nothing',
  async (more) => {
    const { strength, ...rest } = { ...wish, ...more };
    const item = { ...rest, ...(strength === undefined ? {} : { strength }) };
    expect(await writesOf(crm, 'preferences', item)).toEqual([]);
  },
);

it('nobody is subscribed whom HubSpot does not have, and nobody has to be ended', async () => {
  const [write] = (await writesOf(crm, 'preferences', wish)) as [RecordWrite];
  subscribers.clear();
  await expect(crm.upsert([write], TO)).rejects.toMatchObject({ code: 'unknown_subscriber' });
  await crm.remove([{ ...write, fields: 'all' }], TO);
  expect(double.statuses.size).toBe(0);
});

it('refuses a property that would make another address', () => {
  expect(() => createHubSpot({ ...options, idProperty: 'a&b' })).toThrowError(
    expect.objectContaining({ code: 'invalid_options' }),
  );
});
