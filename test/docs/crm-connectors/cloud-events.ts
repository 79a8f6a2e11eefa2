import { type Bookkeeping, type CrmConnector, createCrmConnector } from '@parley/crm-connectors';
import { createCloudEvents } from '@parley/crm-connectors/cloudevents';

export function eventConnector(bookkeeping: Bookkeeping, key: Uint8Array, token: string): CrmConnector {
  const source = 'https://acme.example/parley';
  const authorization = () => `Bearer ${token}`;
  const crm = createCloudEvents({
    origin: 'https://events.acme.example',
    path: '/in',
    source,
    authorization,
  });
  return createCrmConnector({ crm, bookkeeping, key });
}
