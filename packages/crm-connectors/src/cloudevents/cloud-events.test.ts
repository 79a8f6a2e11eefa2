import { CloudEvent, type CloudEventV1, ValidationError } from 'cloudevents';
import { afterAll, beforeEach, expect, expectTypeOf, it } from 'vitest';
import type { RecordWrite } from '../crm.ts';
import { serve } from '../test-support/crm-double.ts';
import { createEventSink } from '../test-support/event-sink.ts';
import { TO, writesOf } from '../test-support/writes.ts';
import { createCloudEvents, type ParleyEvent } from './cloud-events.ts';

const sink = createEventSink();
const served = await serve(sink);
const options = {
  ...{ origin: 'https://events.example', path: '/in', source: 'https://acme.example/parley' },
  ...{ authorization: () => 'Bearer token', fetch: served.fetch },
  now: () => new Date('2027-01-02T00:00:00Z'),
};
const crm = createCloudEvents(options);

beforeEach(() => {
  sink.events.length = 0;
});
afterAll(() => served.close());

const preference = { id: 'item_1', topic: 'delivery', statement: 'After six', strength: 'require' };

it('an event is what the official SDK takes for one, in structured mode', async () => {
  await crm.upsert(await writesOf(crm, 'preferences', preference), TO);
  const { headers, body, path } = served.asked.at(-1) ?? {};
  expect([path, headers?.['content-type']]).toEqual(['/in', 'application/cloudevents+json; charset=utf-8']);
  expect(new CloudEvent(body).validate()).toBe(true);
  expect(() => new CloudEvent({ ...body, specversion: undefined, source: undefined })).toThrow(
    ValidationError,
  );
  expectTypeOf<ParleyEvent>().toExtend<
    Pick<CloudEventV1<unknown>, Exclude<keyof ParleyEvent, `parley${string}`>>
  >();
});

it('says what has changed and not one value, unless values are asked for', async () => {
  const writes = await writesOf(crm, 'preferences', preference);
  await crm.upsert(writes, TO);
  expect(served.asked.at(-1)?.body).toEqual({
    ...{ specversion: '1.0', id: expect.any(String), source: 'https://acme.example/parley' },
    ...{ type: 'org.w3id.parley.item.upserted', subject: 'sub_a', time: '2027-01-02T00:00:00.000Z' },
    ...{ parleycategory: 'preferences', parleyitem: writes[0]?.externalId },
    ...{ parleyconsent: 'consent_one', parleygoneby: '2027-02-10T00:00:00.000Z' },
  });
  await createCloudEvents({ ...options, withData: true }).upsert(writes, TO);
  const { id: _, ...values } = preference;
  expect(sink.events.at(-1)?.data).toEqual(values);
});

it('names what has to go', async () => {
  const [write] = (await writesOf(crm, 'issues', { id: 'item_1', title: 'x', description: 'y' })) as [
    RecordWrite,
  ];
  await crm.remove(
    [
      { ...write, fields: ['description'] },
      { ...write, fields: 'all' },
    ],
    TO,
  );
  expect(sink.events.map(({ type, data }) => [type, data])).toEqual([
    ['org.w3id.parley.fields.removed', { fields: ['description'] }],
    ['org.w3id.parley.item.removed', undefined],
  ]);
});

it('one event sent again is the same event, two are two', async () => {
  const writes = await writesOf(crm, 'preferences', preference);
  const before = served.asked.length;
  served.next.push({ status: 503, headers: { 'retry-after': '0' } });
  await crm.upsert(writes, TO);
  await crm.upsert(writes, TO);
  const [first, again, second] = served.asked.slice(before).map(({ body }) => body.id);
  expect(first).toBe(again);
  expect(second).not.toBe(first);
});

it.each([{ path: 'in' }, { source: '' }])('refuses %j', (wrong) => {
  expect(() => createCloudEvents({ ...options, ...wrong })).toThrowError(
    expect.objectContaining({ code: 'invalid_options' }),
  );
});
