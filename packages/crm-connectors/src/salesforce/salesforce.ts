import { z } from 'zod';
import type { Crm, CrmCall, RecordName, RecordWrite, Removal } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { type CrmHttpOptions, createCrmHttp } from '../http/crm-http.ts';
import { chunks, parseAnswer } from '../http/parse-answer.ts';
import { valuesOf } from '../mapping/values-of.ts';
import { mapSalesforceItem } from './map-item.ts';

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

/** What a field has where nothing was given: these may not be empty. */
const UNSET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Individual: { LastName: '(not given)' },
  ContactPointAddress: { Name: '(not given)' },
  ContactPointConsent: { CaptureSource: 'Parley' },
  Case: { Status: 'New', Origin: 'Web' },
};

/** How many records one request may have. */
const MAX_RECORDS = 200;

const resultsSchema = z.array(
  z.object({ success: z.boolean(), errors: z.array(z.object({ statusCode: z.string() })) }),
);

/**
 * Salesforce, by its REST API: upserts by external id in sObject Collections, deletes by external id.
 *
 * @throws {invalid_options}
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_upsert.htm
 */
export function createSalesforce(options: SalesforceOptions): Crm {
  const { apiVersion = 'v62.0', externalIdField: idField = 'ParleyId__c' } = options;
  if (!/^v\d{2,3}\.0$/.test(apiVersion) || !/^\w{1,80}$/.test(idField))
    throw new CrmConnectorError('invalid_options', { detail: 'apiVersion, externalIdField' });
  const call = createCrmHttp(options);
  const base = `/services/data/${apiVersion}`;
  const rowPath = ({ object, externalId }: RecordName): string =>
    `${base}/sobjects/${object}/${idField}/${encodeURIComponent(externalId)}`;

  async function upsertRows(writes: readonly RecordWrite[], { signal }: CrmCall): Promise<void> {
    const { object = '' } = writes[0] ?? {};
    const records = writes.map((write) => rowOf(write, idField));
    const path = `${base}/composite/sobjects/${object}/${idField}`;
    const answer = await call(
      { method: 'PATCH', path, body: { allOrNone: false, records }, expect: [200] },
      signal,
    );
    const results = parseAnswer(resultsSchema, answer.body);
    if (results.length !== writes.length)
      throw new CrmConnectorError('invalid_response', { detail: 'results' });
    const refused = results.flatMap(({ success, errors }, index) =>
      success ? [] : [{ externalId: writes[index]?.externalId ?? '', reason: codeOf(errors[0]?.statusCode) }],
    );
    if (refused.length > 0) throw new CrmConnectorError('partly_refused', { refused });
  }

  async function removeRow({ fields, ...name }: Removal, { signal }: CrmCall): Promise<void> {
    // 404: it was never written, or is gone.
    if (fields === 'all') {
      await call({ method: 'DELETE', path: rowPath(name), expect: [204, 404] }, signal);
      return;
    }
    const body = Object.fromEntries(fields.map((field) => [field, UNSET[name.object]?.[field] ?? null]));
    const path = `${rowPath(name)}?updateOnly=true`;
    await call({ method: 'PATCH', path, body, expect: [200, 204, 404] }, signal);
  }

  return {
    name: 'salesforce',
    map: mapSalesforceItem,
    async upsert(writes, to) {
      for (const object of ORDER) {
        const ofObject = writes.filter((write) => write.object === object);
        for (const some of chunks(ofObject, MAX_RECORDS)) await upsertRows(some, to);
      }
    },
    async remove(removals, to) {
      for (const object of ORDER.toReversed())
        for (const removal of removals.filter((each) => each.object === object)) await removeRow(removal, to);
    },
  };
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm */
function rowOf(write: RecordWrite, idField: string) {
  const { object, externalId, links = {} } = write;
  const pointers = Object.entries(links).map(
    ([name, to]) => [name, { attributes: { type: to.object }, [idField]: to.externalId }] as const,
  );
  return {
    attributes: { type: object },
    ...valuesOf(write, UNSET[object]),
    ...Object.fromEntries(pointers),
    [idField]: externalId,
  };
}

/** Salesforce's own codes are words in capitals: anything else might be a value. */
const codeOf = (code: string | undefined): string =>
  code !== undefined && /^[A-Z][A-Z_]{0,80}$/.test(code) ? code : 'UNKNOWN';
