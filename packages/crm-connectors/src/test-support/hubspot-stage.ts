import type { Bookkeeping, OwnerBook } from '../bookkeeping/book.ts';
import { createMemoryBookkeeping } from '../bookkeeping/memory-bookkeeping.ts';
import type { ItemChange } from '../connector.ts';
import { createCrmConnector } from '../create-connector.ts';
import { createHubSpot } from '../hubspot/hubspot.ts';
import { consentOf, DAY_MS, entryOf, type Given, START } from './consents.ts';
import { fetchOf } from './crm-double.ts';
import { createHubSpotDouble } from './hubspot-double.ts';

const KEY = new Uint8Array(32).fill(1);
const issues = ['title', 'description', 'state'];
export const place = { category: 'issues', id: 'item_1' } as const;
export const upserted = (fields: Record<string, string>): ItemChange => ({
  ...place,
  type: 'upserted',
  item: { id: 'item_1', ...fields },
});
export const line = upserted({ title: 'The line drops', description: 'Each evening', state: 'open' });

/** A connector to HubSpot, with a clock and a look at what is saved. */
export function stage() {
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

export const consentFor = (given: Partial<Given> = {}, version = 1) =>
  consentOf([entryOf({ fields: { issues }, ...given })], { version });
