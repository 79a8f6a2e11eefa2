import { expect, it } from 'vitest';
import type { ItemChange } from '../connector.ts';
import { CARE, DAY_MS, START } from '../test-support/consents.ts';
import { consentFor, stage } from '../test-support/hubspot-stage.ts';

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

it.each(['refuse', 'prefer'])(
  'of two preferences about one topic the last that changed counts, and no other after it: %s',
  async (first) => {
    const { connector, double } = stage();
    const consent = consentFor({ fields: { preferences: ['topic', 'strength', 'value'] } });
    const said = (id: string, strength: string): ItemChange => ({
      ...{ category: 'preferences', id, type: 'upserted' },
      item: { id, topic: 'newsletter', strength, value: true },
    });
    const status = () => [...double.statuses.values()].map(({ statusState }) => statusState);
    await connector.apply([said('item_4', first), said('item_5', 'prefer')], { consent, purpose: CARE });
    expect(status()).toEqual(['SUBSCRIBED']);
    const gone: ItemChange = { category: 'preferences', id: 'item_5', type: 'removed' };
    await connector.apply([gone], { consent, purpose: CARE });
    expect(status()).toEqual(['UNSUBSCRIBED']);
  },
);

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
