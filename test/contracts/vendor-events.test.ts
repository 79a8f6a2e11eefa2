// What vendors are told, on real rows: written with the act, by whichever of two processes, and taken by one.
import { addDataEvents, type DataEvent, seedConsent, sweepExpired } from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, newId, type VendorEvent } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inDays } from '../support/requests.ts';
import { createTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

let processes: TwoProcesses;
let database: TwoProcesses['database'];
let stores: TwoProcesses['stores'];
let others: TwoProcesses['others'];
let query: TwoProcesses['query'];

beforeAll(async () => {
  processes = await createTwoProcesses();
  ({ database, stores, others, query } = processes);
});
afterAll(() => processes?.drop());

const DETAILS = [
  {
    type: 'urn:parley:data-access',
    locations: ['https://gateway.example/v1'],
    actions: ['read', 'subscribe'],
    datatypes: ['issues'],
    purpose: 'https://w3id.org/dpv#CustomerCare',
    fields: { issues: { required: ['title'], optional: [] } },
    filter: {},
    access: { until: inDays(180) },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  },
] satisfies AuthorizationDetails;

const newVendor = () =>
  `https://${newId('request').slice(8).replaceAll('_', '-').toLowerCase()}.example/client`;
/** A consent of a vendor of its own, with a webhook. */
async function subscribed(details: AuthorizationDetails = DETAILS, days = 30) {
  const consent = await seedConsent(database, { vendorId: newVendor(), details, days });
  await stores.webhooks.register(consent.vendorId, {
    url: new URL('/hook', consent.vendorId).href,
    types: undefined,
  });
  return consent;
}
const add = (...events: DataEvent[]) =>
  database.db.transaction().execute((trx) => addDataEvents(trx, events));
const changed = (consentId: string, itemId = 'item_1'): DataEvent => ({
  consentId,
  type: 'issues.changed',
  itemId,
});
async function told(vendorId: string): Promise<VendorEvent[]> {
  await stores.vendorEvents.place();
  const { events } = await stores.vendorEvents.list({ vendorId, limit: 200 });
  return events.map(({ body }) => JSON.parse(body) as VendorEvent);
}
const typesOf = async (vendorId: string) => (await told(vendorId)).map(({ type }) => type);
const stop = (consentId: string, act: 'pause' | 'withdraw' | 'narrow') =>
  stores.consents.stop({ consentId, act, by: 'owner', outcome: async () => ({}) });
const take = (by = stores, limit = 100) =>
  by.webhooks.take({ limit, ofOneVendor: limit, notOf: [] }).then((taken) => taken);

describe('an event about data', () => {
  it('is added with a number of its consent', async () => {
    const { consentId, vendorId } = await subscribed();
    await add(changed(consentId), { consentId, type: 'message.added', itemId: 'item_2' });
    expect((await told(vendorId)).map(({ type, data }) => [type, data])).toEqual([
      ['issues.changed', { consent_id: consentId, consent_version: 1, sequence: 1, item_id: 'item_1' }],
      ['message.added', { consent_id: consentId, consent_version: 1, sequence: 2, item_id: 'item_2' }],
    ]);
  });

  it('is not added while the same one waits, and is once that is on its way', async () => {
    const { consentId, vendorId } = await subscribed();
    await add(changed(consentId), changed(consentId), changed(consentId, 'item_2'));
    await add(changed(consentId));
    expect(await typesOf(vendorId)).toHaveLength(2);
    await take();
    await add(changed(consentId));
    expect(await typesOf(vendorId)).toHaveLength(3);
  });

  it.each<[string, (consent: { consentId: string; vendorId: string }) => unknown]>([
    ['A47d that is paused', ({ consentId }) => stop(consentId, 'pause')],
    ['that has ended', ({ consentId }) => stop(consentId, 'withdraw')],
    [
      'whose end has come',
      ({ consentId }) =>
        query("UPDATE consent SET until = now() - interval '1 second' WHERE id = $1", [consentId]),
    ],
    [
      'whose vendor is on hold',
      ({ vendorId }) => query('UPDATE vendor SET held_at = now() WHERE vendor_id = $1', [vendorId]),
    ],
    [
      'without subscribe',
      ({ consentId }) =>
        query("UPDATE consent SET details = jsonb_set(details, '{0,actions}', '[\"read\"]') WHERE id = $1", [
          consentId,
        ]),
    ],
    [
      'of another category',
      ({ consentId }) =>
        query(
          "UPDATE consent SET details = jsonb_set(details, '{0,datatypes}', '[\"contact\"]') WHERE id = $1",
          [consentId],
        ),
    ],
  ])('is not added to a consent %s', async (_what, change) => {
    const consent = await subscribed();
    await change(consent);
    await add(changed(consent.consentId), changed('consent_of_nobody'));
    expect((await typesOf(consent.vendorId)).filter((type) => !type.startsWith('consent.'))).toEqual([]);
  });

  it.each(['pause', 'withdraw', 'narrow'] as const)(
    'A47d that waits is told nowhere any more after: %s',
    async (act) => {
      const { consentId, vendorId } = await subscribed();
      await add(changed(consentId));
      const [first] = await told(vendorId);
      await stop(consentId, act);
      expect((await typesOf(vendorId)).filter((type) => type === 'issues.changed')).toEqual([]);
      const taken = await take();
      expect(
        taken.filter((each) => each.vendorId === vendorId).map(({ body }) => JSON.parse(body).type),
      ).toEqual([
        { pause: 'consent.paused', withdraw: 'consent.withdrawn', narrow: 'consent.narrowed' }[act],
      ]);
      expect(await stores.vendorEvents.replay(vendorId, { ids: [first?.id ?? ''] })).toEqual({ replayed: 0 });
      const after = await stores.vendorEvents.list({ vendorId, after: first?.id, limit: 9 });
      expect(after.events.length).toBeGreaterThan(0);
    },
  );
});

describe('deliveries', () => {
  it('are taken by one process each, of a consent the first that waits', async () => {
    const consents = await Promise.all(Array.from({ length: 6 }, () => subscribed()));
    for (const { consentId } of consents)
      await add(...['a', 'b', 'c'].map((item) => changed(consentId, item)));
    const ours = new Set(consents.map(({ vendorId }) => vendorId));
    const sent: [vendor: string, item: string][] = [];
    for (let round = 0; round < 3; round += 1) {
      const taken = (await Promise.all([take(), take(others), take(), take(others)])).flat();
      const mine = taken.filter(({ vendorId }) => ours.has(vendorId));
      expect(mine.map(({ vendorId }) => vendorId).sort()).toEqual([...ours].sort());
      for (const delivery of taken) {
        if (ours.has(delivery.vendorId))
          sent.push([delivery.vendorId, JSON.parse(delivery.body).data.item_id]);
        await others.webhooks.settle(delivery, { outcome: 'delivered' }, undefined);
      }
    }
    for (const { vendorId } of consents)
      expect(sent.flatMap(([vendor, item]) => (vendor === vendorId ? [item] : []))).toEqual(['a', 'b', 'c']);
  });

  it('that their process did not live to settle are taken again, and only the second try counts', async () => {
    const { consentId, vendorId } = await subscribed();
    await add(changed(consentId));
    const ofVendor = async () => (await take()).filter((each) => each.vendorId === vendorId);
    const [lost] = await ofVendor();
    expect(await ofVendor()).toEqual([]);
    await query('UPDATE vendor_event SET due_at = now() WHERE vendor_id = $1', [vendorId]);
    const [again] = await ofVendor();
    expect(again).toMatchObject({ eventId: lost?.eventId, attempts: 2 });
    if (lost === undefined || again === undefined) throw new Error('nothing was taken');
    await stores.webhooks.settle(lost, { outcome: 'failed', failure: 'timed_out' }, undefined);
    expect((await stores.webhooks.find(vendorId))?.deadLetters.count).toBe(0);
    await stores.webhooks.settle(again, { outcome: 'delivered' }, undefined);
    expect((await stores.webhooks.find(vendorId))?.waiting).toBe(0);
  });

  it('rest after ten failures in a row, and go on with a new address', async () => {
    const { consentId, vendorId } = await subscribed();
    await add(changed(consentId));
    const ofVendor = async () => (await take()).filter((each) => each.vendorId === vendorId);
    for (let failures = 0; failures < 11; failures += 1) {
      const [delivery] = await ofVendor();
      if (delivery === undefined) throw new Error(`rests after ${failures}`);
      await stores.webhooks.settle(delivery, { outcome: 'failed', failure: 'unreachable' }, 0);
    }
    expect(await ofVendor()).toEqual([]);
    await stores.webhooks.register(vendorId, { url: new URL('/new', vendorId).href, types: undefined });
    expect(await ofVendor()).toHaveLength(1);
  });
});

describe('the list', () => {
  it('shows nothing before what is about to be written: who has followed it has missed nothing', async () => {
    const { consentId, vendorId } = await subscribed();
    const second = await seedConsent(database, { vendorId, details: DETAILS });
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = database.db.transaction().execute(async (trx) => {
      await addDataEvents(trx, [changed(consentId, 'slow')]);
      begun();
      await held;
    });
    await hasBegun;
    await add(changed(second.consentId, 'fast'));
    const [seen] = await told(vendorId);
    finish();
    await slow;
    await stores.vendorEvents.place();
    const { events } = await stores.vendorEvents.list({ vendorId, after: seen?.id, limit: 9 });
    expect(seen?.data.item_id).toBe('fast');
    expect(events.map(({ body }) => JSON.parse(body).data.item_id)).toEqual(['slow']);
  });

  it('forgets after 30 days, and dead letters 30 days after they were given up', async () => {
    const { consentId, vendorId } = await subscribed();
    await add(changed(consentId, 'old'), changed(consentId, 'dead'), changed(consentId, 'young'));
    await query(
      "UPDATE vendor_event SET created_at = now() - interval '31 days' WHERE vendor_id = $1 AND item_id <> 'young'",
      [vendorId],
    );
    await query(
      "UPDATE vendor_event SET dead_at = now() - interval '29 days' WHERE vendor_id = $1 AND item_id = 'dead'",
      [vendorId],
    );
    await sweepExpired(database.db, { journalDays: 400 });
    expect((await told(vendorId)).map(({ data }) => data.item_id)).toEqual(['dead', 'young']);
  });
});

describe('a consent that ends within a week', () => {
  it('is told of once, and again where its end was put off', async () => {
    const { consentId, vendorId } = await subscribed(DETAILS, 5);
    const givenAgo = (days: number) =>
      query("UPDATE consent SET given_at = now() - $2 * interval '1 day' WHERE id = $1", [consentId, days]);
    await stores.vendorEvents.addExpiring();
    expect(await typesOf(vendorId)).toEqual([]);
    await givenAgo(20);
    await Promise.all([stores.vendorEvents.addExpiring(), others.vendorEvents.addExpiring()]);
    await stores.vendorEvents.addExpiring();
    expect(await typesOf(vendorId)).toEqual(['consent.expiring']);
    await query("UPDATE consent SET until = until + interval '1 day' WHERE id = $1", [consentId]);
    await stores.vendorEvents.addExpiring();
    const [, second] = await told(vendorId);
    const [{ until } = {}] = await query<{ until: Date }>('SELECT until FROM consent WHERE id = $1', [
      consentId,
    ]);
    expect(second?.data).toMatchObject({ sequence: 2, until: until?.toISOString() });
  });
});
