import { type Bookkeeping, type CrmConnector, createCrmConnector } from '@parley/crm-connectors';
import { createHubSpot } from '@parley/crm-connectors/hubspot';

type AddressOf = (subject: string) => Promise<string | undefined>;

export function hubSpotConnector(
  bookkeeping: Bookkeeping,
  key: Uint8Array,
  addressOf: AddressOf,
): CrmConnector {
  const crm = createHubSpot({
    authorization: () => `Bearer ${process.env['HUBSPOT_TOKEN']}`,
    pipeline: { id: '0', stages: { open: '1', answered: '3', closed: '4' } },
    subscriptions: { newsletter: 4711 }, // which topic of a preference is which subscription
    subscriberOf: ({ subject }) => addressOf(subject),
  });
  return createCrmConnector({ crm, bookkeeping, key });
}
