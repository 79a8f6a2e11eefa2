// Rows by external id, in Salesforce's REST API.
// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_upsert.htm
// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_upsert.htm

import { z } from 'zod';
import type { CrmCall, RecordName, RecordWrite, Removal } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import type { CallCrm } from '../http/crm-http.ts';
import { chunks, parseAnswer } from '../http/parse-answer.ts';
import { valuesOf } from '../mapping/values-of.ts';

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

const rowSchema = z.object({ Id: z.string().regex(/^\w{15,18}$/) });

export interface Rows {
  /** All of one object. */
  upsert(writes: readonly RecordWrite[], call: CrmCall): Promise<void>;
  remove(removal: Removal, call: CrmCall): Promise<void>;
}

export function createRows(
  call: CallCrm,
  { base, idField }: { readonly base: string; readonly idField: string },
): Rows {
  async function upsertSome(writes: readonly RecordWrite[], { signal }: CrmCall): Promise<void> {
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

  /** Salesforce's own id of a row. `undefined`: it was never written, or is gone. */
  async function find({ object, externalId }: RecordName, signal?: AbortSignal): Promise<string | undefined> {
    const path = `${base}/sobjects/${object}/${idField}/${encodeURIComponent(externalId)}?fields=Id`;
    const { status, body } = await call({ method: 'GET', path, expect: [200, 404] }, signal);
    if (status === 200) return parseAnswer(rowSchema, body).Id;
    // It says the same of a row that is not there and of a field that is not there: nothing would ever be removed.
    if (JSON.stringify(body ?? '').includes('external ID field'))
      throw new CrmConnectorError('refused', { status, detail: 'externalIdField' });
    return undefined;
  }

  return {
    async upsert(writes, to) {
      for (const some of chunks(writes, MAX_RECORDS)) await upsertSome(some, to);
    },
    async remove({ fields, ...name }, { signal }) {
      const id = await find(name, signal);
      if (id === undefined) return;
      const path = `${base}/sobjects/${name.object}/${id}`;
      if (fields === 'all') {
        await call({ method: 'DELETE', path, expect: [204, 404] }, signal);
        return;
      }
      const body = Object.fromEntries(fields.map((field) => [field, UNSET[name.object]?.[field] ?? null]));
      await call({ method: 'PATCH', path, body, expect: [204] }, signal);
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
