// https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide

import { z } from 'zod';
import type { CrmCall, RecordWrite, Removal } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import type { CallCrm } from '../http/crm-http.ts';
import { chunks, parseAnswer } from '../http/parse-answer.ts';
import { valuesOf } from '../mapping/values-of.ts';
import { type HubSpotMapping, ticketRules } from './map-item.ts';

const PATH = '/crm/v3/objects/tickets';
/** How many tickets one request may have. */
const MAX_TICKETS = 100;

const upsertedSchema = z.object({
  errors: z
    .array(z.object({ category: z.string(), context: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});
const ticketSchema = z.object({ id: z.string().regex(/^\d+$/) });

export interface Tickets {
  upsert(writes: readonly RecordWrite[], call: CrmCall): Promise<void>;
  remove(removal: Removal, call: CrmCall): Promise<void>;
}

export function createTickets(
  call: CallCrm,
  options: HubSpotMapping & { readonly idProperty?: string },
): Tickets {
  const { idProperty = 'parley_id', pipeline } = options;
  if (!/^[a-z]\w{0,99}$/.test(idProperty))
    throw new CrmConnectorError('invalid_options', { detail: 'idProperty' });
  /** HubSpot takes no ticket without a subject and a stage. */
  const unset: Readonly<Record<string, string>> = {
    subject: '(not given)',
    hs_pipeline_stage: pipeline.stages.open,
  };
  const blank = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, unset[name] ?? '']));

  async function upsertSome(writes: readonly RecordWrite[], { signal }: CrmCall): Promise<void> {
    const inputs = writes.map((write) => {
      const values = Object.entries(valuesOf(write, { ...unset, hs_pipeline: pipeline.id }));
      const properties = Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
      return { idProperty, id: write.externalId, properties };
    });
    const path = `${PATH}/batch/upsert`;
    const answer = await call({ method: 'POST', path, body: { inputs }, expect: [200, 201, 207] }, signal);
    const { errors = [] } = parseAnswer(upsertedSchema, answer.body);
    const known = new Set(writes.map(({ externalId }) => externalId));
    const refused = errors.map(({ category, context = {} }) => {
      const named = Object.values(context).flat();
      const externalId =
        named.find((each): each is string => typeof each === 'string' && known.has(each)) ?? '';
      return { externalId, reason: /^[A-Z_]{1,80}$/.test(category) ? category : 'UNKNOWN' };
    });
    if (answer.status === 207 || refused.length > 0)
      throw new CrmConnectorError('partly_refused', { refused });
  }

  return {
    async upsert(writes, to) {
      for (const some of chunks(writes, MAX_TICKETS)) await upsertSome(some, to);
    },
    async remove({ externalId, fields }, { signal }) {
      // What is deleted can be restored for 90 days: so nothing is left in it.
      const names = fields === 'all' ? Object.keys(ticketRules(options)) : fields;
      const path = `${PATH}/${encodeURIComponent(externalId)}?idProperty=${idProperty}`;
      const body = { properties: blank(names) };
      const answer = await call({ method: 'PATCH', path, body, expect: [200, 404] }, signal);
      if (fields !== 'all' || answer.status === 404) return;
      const { id } = parseAnswer(ticketSchema, answer.body);
      await call({ method: 'DELETE', path: `${PATH}/${id}`, expect: [204, 404] }, signal);
    },
  };
}
