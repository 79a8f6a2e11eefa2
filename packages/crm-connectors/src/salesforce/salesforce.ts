import type { Crm } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { type CrmHttpOptions, createCrmHttp } from '../http/crm-http.ts';
import { mapSalesforceItem } from './map-item.ts';
import { createRows } from './rows.ts';

export { mapSalesforceItem } from './map-item.ts';

export interface SalesforceOptions extends CrmHttpOptions {
  /** Default: `v62.0`. */
  readonly apiVersion?: string;
  /** The custom field, unique and an external id, that each of the objects has. Default: `ParleyId__c`. */
  readonly externalIdField?: string;
}

/** What points to something comes after it. */
const ORDER = [
  'Individual',
  'ContactPointEmail',
  'ContactPointPhone',
  'ContactPointAddress',
  'ContactPointConsent',
  'Case',
] as const;

/**
 * Salesforce, by its REST API: upserts by external id in sObject Collections.
 *
 * @throws {invalid_options}
 */
export function createSalesforce(options: SalesforceOptions): Crm {
  const { apiVersion = 'v62.0', externalIdField: idField = 'ParleyId__c' } = options;
  if (!/^v\d{2,3}\.0$/.test(apiVersion) || !/^\w{1,80}$/.test(idField))
    throw new CrmConnectorError('invalid_options', { detail: 'apiVersion, externalIdField' });
  const base = `/services/data/${apiVersion}`;
  const rows = createRows(createCrmHttp(options), { base, idField });

  return {
    name: 'salesforce',
    map: mapSalesforceItem,
    async upsert(writes, to) {
      for (const object of ORDER) {
        const ofObject = writes.filter((write) => write.object === object);
        await rows.upsert(ofObject, to);
      }
    },
    async remove(removals, to) {
      for (const object of ORDER.toReversed())
        for (const removal of removals.filter((each) => each.object === object))
          await rows.remove(removal, to);
    },
  };
}
