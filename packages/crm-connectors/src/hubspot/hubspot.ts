import type { Crm, CrmCall } from '../crm.ts';
import { type CrmHttpOptions, createCrmHttp } from '../http/crm-http.ts';
import { type HubSpotMapping, mapHubSpotItem } from './map-item.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTickets } from './tickets.ts';

export { type HubSpotMapping, mapHubSpotItem } from './map-item.ts';

export interface HubSpotOptions extends Omit<CrmHttpOptions, 'origin'>, HubSpotMapping {
  /** Default: `https://api.hubapi.com`. */
  readonly origin?: string;
  /** The ticket property that holds the external id: a text with unique values. Default: `parley_id`. */
  readonly idProperty?: string;
  /**
   * Which e-mail address HubSpot knows the owner by. The connector keeps no address, so it asks each time; `undefined`: HubSpot has nobody.
   */
  readonly subscriberOf: (owner: CrmCall['owner']) => Promise<string | undefined>;
}

/** HubSpot: tickets by a unique property, communication preferences by subscriber. @throws {invalid_options} */
export function createHubSpot(options: HubSpotOptions): Crm {
  const call = createCrmHttp({ origin: 'https://api.hubapi.com', ...options });
  const tickets = createTickets(call, options);
  const subscriptions = createSubscriptions(call, options);
  return {
    name: 'hubspot',
    map: (item, context) => mapHubSpotItem(options, item, context),
    async upsert(writes, to) {
      await tickets.upsert(
        writes.filter(({ object }) => object === 'tickets'),
        to,
      );
      for (const write of writes) if (write.object === 'subscriptions') await subscriptions.set(write, to);
    },
    async remove(removals, to) {
      for (const removal of removals)
        await (removal.object === 'tickets' ? tickets.remove(removal, to) : subscriptions.end(removal, to));
    },
  };
}
