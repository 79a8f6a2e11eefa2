import { expect, expectTypeOf, it } from 'vitest';
import type { Bookkeeping, OwnerBook } from './bookkeeping/book.ts';
import { createMemoryBookkeeping } from './bookkeeping/memory-bookkeeping.ts';
import type { ItemChange } from './connector.ts';
import { createCrmConnector } from './create-connector.ts';
import { createHubSpot } from './hubspot/hubspot.ts';
import { CARE, consentOf, DAY_MS, entryOf, type Given, START } from './test-support/consents.ts';
import { fetchOf } from './test-support/crm-double.ts';
import { createHubSpotDouble } from './test-support/hubspot-double.ts';

const KEY = new Uint8Array(32).fill(1);
const issues = ['title', 'description', 'state'];
const place = { category: 'issues', id: 'item_1' } as const;
const upserted = (fields: Record<string, string>): ItemChange => ({
  ...place,
  type: 'upserted',
  item: { id: 'item_1', ...fields },
});
const line = upserted({ title: 'The line drops', description: 'Each evening', state: 'open' });

function stage() {
  const double = createHubSpotDouble();
  const network = fetchOf(double);
  const clock = { days: 0 };
  const saved: OwnerBook[] = [];
  const memory = createMemoryBookkeeping();
  const bookkeeping: Bookkeeping = {
    ...memory,
    exclusively: (owner, work) =>
      memory.exclusively(owner, ({ book, save }) =>
        work({
          book,
          save: (next, index) => {
            saved.push(next);
            return save(next, index);
          },
        }),
      ),
  };
  const subscriber = { of: async () => 'ann@example.org' };
  const crm = createHubSpot({
    authorization: () => 'Bearer token',
    fetch: network.fetch,
    pipeline: { id: '0', stages: { open: '1', closed: '4' } },
    subscriberOf: () => subscriber.of(),
    subscriptions: { newsletter: 17 },
  });
  const now = () => new Date(START.getTime() + clock.days * DAY_MS);
  const connector = createCrmConnector({ crm, bookkeeping, key: KEY, now });
  return { double, network, clock, saved, connector, subscriber };
}

const consentFor = (given: Partial<Given> = {}, version = 1) =>
  consentOf([entryOf({ fields: { issues }, ...given })], { version });

it('writes what the consent covers, whatever else an item has', async () => {
  const { connector, double } = stage();
  await connector.apply([line], { consent: consentFor({ fields: { issues: ['title'] } }), purpose: CARE });
  const [ticket] = [...double.tickets.values()];
  expect(ticket?.properties).toEqual({ subject: 'The line drops', hs_pipeline: '0', hs_pipeline_stage: '1' });
});

it.each([
  [
    'unknown_category',
    consentFor({ fields: { contact: ['email'] } }),
    { ...place, category: 'contact' },
    CARE,
  ],
  ['not_covered', consentFor(), place, 'https://w3id.org/dpv#DirectMarketing'],
  ['not_covered', consentFor({ fields: { preferences: ['topic'] } }), place, CARE],
  ['consent_over', consentFor({ endsAfter: 0 }), place, CARE],
] as const)(
  'refuses a whole batch with %s before anything is changed',
  async (code, consent, at, purpose) => {
    const { connector, network, saved } = stage();
    const second: ItemChange = { ...at, type: 'upserted', item: { id: 'item_1' } };
    await expect(
      connector.apply([second, { ...place, type: 'removed' }], { consent, purpose }),
    ).rejects.toMatchObject({ code });
    expect([network.asked, saved]).toEqual([[], []]);
  },
);

it('a late call under a version that was narrowed meanwhile writes nothing', async () => {
  const { connector, network } = stage();
  const narrowed = consentFor({ fields: { issues: ['title'] } }, 2);
  await connector.follow(narrowed, { ...narrowed, status: 'given' });
  const late = connector.apply([line], { consent: consentFor(), purpose: CARE });
  await expect(late).rejects.toMatchObject({ code: 'stale_consent' });
  await connector.follow(narrowed, { ...narrowed, status: 'withdrawn' });
  const later = connector.apply([line], { consent: narrowed, purpose: CARE });
  await expect(later).rejects.toMatchObject({ code: 'consent_over' });
  expect(network.asked).toEqual([]);
});

it('what an item loses later in the same batch is never written', async () => {
  const { connector, network } = stage();
  const secret = upserted({ title: 'The line drops', description: 'Taken back' });
  const gone: ItemChange = { ...place, id: 'item_2', type: 'removed' };
  const other: ItemChange = {
    ...place,
    id: 'item_2',
    type: 'upserted',
    item: { id: 'item_2', title: 'Taken back' },
  };
  const batch = [secret, other, upserted({ title: 'The line drops' }), gone];
  await connector.apply(batch, { consent: consentFor(), purpose: CARE });
  expect(JSON.stringify(network.asked)).not.toContain('Taken back');
});

it('what the owner has agreed may be retained stays after the end', async () => {
  const { connector, double, clock } = stage();
  const consent = consentFor({ onEnd: 'retain' });
  await connector.apply([line], { consent, purpose: CARE });
  await connector.follow(consent, { ...consent, status: 'withdrawn' });
  clock.days = 1000;
  expect(await connector.expire()).toEqual({ removed: 0, failures: [] });
  expect(double.tickets.size).toBe(1);
});

it('nobody has to say that a consent has ended: its date and its retention do', async () => {
  const { connector, double, clock } = stage();
  await connector.apply([line], { consent: consentFor(), purpose: CARE });
  clock.days = 39;
  expect((await connector.expire()).removed).toBe(0);
  clock.days = 40;
  expect((await connector.expire()).removed).toBe(1);
  expect(double.tickets.size).toBe(0);
});

it('an extended consent keeps its copy until the new date', async () => {
  const { connector, double, clock } = stage();
  await connector.apply([line], { consent: consentFor(), purpose: CARE });
  const extended = consentFor({ endsAfter: 90 }, 2);
  await connector.follow(extended, { ...extended, status: 'given' });
  clock.days = 99;
  await connector.expire();
  expect(double.tickets.size).toBe(1);
  clock.days = 100;
  await connector.expire();
  expect(double.tickets.size).toBe(0);
});

it('an opt-in ends when the preference itself says so', async () => {
  const { connector, double, clock } = stage();
  const fields = { preferences: ['topic', 'strength', 'value', 'validUntil'] };
  const item = {
    ...{ id: 'item_3', topic: 'newsletter', strength: 'require', value: true },
    validUntil: new Date(START.getTime() + 5 * DAY_MS).toISOString(),
  };
  const change: ItemChange = { category: 'preferences', id: 'item_3', type: 'upserted', item };
  await connector.apply([change], { consent: consentFor({ fields }), purpose: CARE });
  expect([...double.statuses.values()]).toMatchObject([{ statusState: 'SUBSCRIBED', subscriptionId: 17 }]);
  clock.days = 5;
  await connector.expire();
  expect([...double.statuses.values()]).toMatchObject([{ statusState: 'UNSUBSCRIBED', subscriptionId: 17 }]);
});

it('of two preferences about one topic the last that changed counts, and none of them after it', async () => {
  const { connector, double } = stage();
  const consent = consentFor({ fields: { preferences: ['topic', 'strength', 'value'] } });
  const said = (id: string, strength: string): ItemChange => ({
    ...{ category: 'preferences', id, type: 'upserted' },
    item: { id, topic: 'newsletter', strength, value: true },
  });
  const status = () => [...double.statuses.values()].map(({ statusState }) => statusState);
  await connector.apply([said('item_4', 'refuse'), said('item_5', 'prefer')], { consent, purpose: CARE });
  expect(status()).toEqual(['SUBSCRIBED']);
  const gone: ItemChange = { category: 'preferences', id: 'item_5', type: 'removed' };
  await connector.apply([gone], { consent, purpose: CARE });
  expect(status()).toEqual(['UNSUBSCRIBED']);
});

it('the books hold no value', async () => {
  const { connector, saved } = stage();
  await connector.apply([line], { consent: consentFor(), purpose: CARE });
  await connector.apply([{ ...place, type: 'removed' }], { consent: consentFor(), purpose: CARE });
  const text = JSON.stringify(saved);
  expect(saved.length).toBe(4);
  for (const value of ['The line drops', 'Each evening']) expect(text).not.toContain(value);
});

it('it is written down before it is written, and forgotten after it was removed', async () => {
  const { connector, network, saved } = stage();
  network.fault = { at: 0, when: 'before' };
  const consent = consentFor();
  await expect(connector.apply([line], { consent, purpose: CARE })).rejects.toMatchObject({
    code: 'network',
  });
  expect(saved.at(-1)?.records.length).toBe(1);
  network.fault = { at: 0, when: 'before' };
  const gone = connector.follow(consent, { ...consent, status: 'withdrawn' });
  await expect(gone).rejects.toMatchObject({ code: 'network' });
  expect(saved.at(-1)?.records.length).toBe(1);
  expect((await connector.expire()).removed).toBe(1);
  expect(saved.at(-1)?.records.length).toBe(0);
});

it('one owner whose data cannot be removed does not keep the others', async () => {
  const { connector, network, double, clock } = stage();
  const consent = consentFor();
  await connector.apply([line], { consent, purpose: CARE });
  await connector.apply([line], {
    consent: { ...consent, id: 'consent_b', subject: 'sub_b' },
    purpose: CARE,
  });
  clock.days = 50;
  network.next.push({ status: 403 });
  const { removed, failures } = await connector.expire();
  expect([removed, failures.map(({ code, status }) => [code, status])]).toEqual([1, [['refused', 403]]]);
  expect(double.tickets.size).toBe(1);
  expect((await connector.expire()).removed).toBe(1);
});

it("a fault of the vendor's own parts is a failure like any other", async () => {
  const { connector, clock, subscriber } = stage();
  const consent = consentFor({ fields: { preferences: ['topic', 'strength'] } });
  const item = { id: 'item_6', topic: 'newsletter', strength: 'refuse' };
  const change: ItemChange = { category: 'preferences', id: 'item_6', type: 'upserted', item };
  await connector.apply([change], { consent, purpose: CARE });
  clock.days = 50;
  subscriber.of = () => Promise.reject(new Error('no table'));
  expect((await connector.expire()).failures).toMatchObject([{ code: 'port_failed' }]);
});

it('gateways that use the same ids do not meet in the CRM', async () => {
  const { connector, double } = stage();
  const consent = consentFor();
  await connector.apply([line], { consent, purpose: CARE });
  await connector.apply([line], { consent: { ...consent, gateway: 'https://evil.example' }, purpose: CARE });
  expect(double.tickets.size).toBe(2);
});

it('a key that could be guessed is refused', () => {
  const crm = createHubSpot({
    authorization: () => '',
    pipeline: { id: '0', stages: { open: '1' } },
    subscriberOf: async () => undefined,
  });
  const make = () =>
    createCrmConnector({ crm, bookkeeping: createMemoryBookkeeping(), key: new Uint8Array(16) });
  expect(make).toThrowError(expect.objectContaining({ code: 'invalid_options' }));
});

it('takes changes as a list of what was upserted and what was removed', () => {
  expectTypeOf<{ category: string; id: string; type: 'removed' }>().toExtend<ItemChange>();
  expectTypeOf<{
    category: string;
    id: string;
    type: 'upserted';
    item: { id: string };
  }>().toExtend<ItemChange>();
});
