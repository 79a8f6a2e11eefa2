import { type Bookkeeping, type CrmConnector, createCrmConnector } from '@parley/crm-connectors';
import { createSalesforce } from '@parley/crm-connectors/salesforce';

export function salesforceConnector(bookkeeping: Bookkeeping, key: Uint8Array, token: string): CrmConnector {
  const authorization = () => `Bearer ${token}`;
  const crm = createSalesforce({ origin: 'https://acme.my.salesforce.com', authorization });
  return createCrmConnector({ crm, bookkeeping, key });
}
