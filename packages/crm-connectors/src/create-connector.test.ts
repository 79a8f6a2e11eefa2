import type { ItemChange as GatewayChange } from '@parley/protocol';
import { expect, expectTypeOf, it } from 'vitest';
import { createMemoryBookkeeping } from './bookkeeping/memory-bookkeeping.ts';
import type { ItemChange } from './connector.ts';
import { createCrmConnector } from './create-connector.ts';
import { createHubSpot } from './hubspot/hubspot.ts';
import { CARE } from './test-support/consents.ts';
import { consentFor, line, place, stage, upserted } from './test-support/hubspot-stage.ts';

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

it('takes the changes that a gateway tells, as the SDK hands them on', () => {
  expectTypeOf<GatewayChange>().toExtend<ItemChange>();
  expectTypeOf<{ category: string; id: string; type: 'removed' }>().toExtend<ItemChange>();
  expectTypeOf<{
    category: string;
    id: string;
    type: 'upserted';
    item: { id: string };
  }>().toExtend<ItemChange>();
});
