import type { Crm, CrmCall, RecordWrite, Removal } from '../crm.ts';
import { type CrmHttpOptions, createCrmHttp } from '../http/crm-http.ts';
import { createComments } from './comments.ts';
import { COMMENT, mapZendeskItem } from './map-item.ts';
import { createTickets, TICKET_FIELDS } from './tickets.ts';

export { mapZendeskItem } from './map-item.ts';
export { readZendeskEvent } from './read-event.ts';

/**
 * Zendesk Support: one ticket an issue, found by its `external_id`. Comments go out as plain `body`.
 *
 * @throws {invalid_options}
 */
export function createZendesk(options: CrmHttpOptions): Crm {
  const call = createCrmHttp(options);
  const tickets = createTickets(call);
  const comments = createComments(call);

  async function upsert(write: RecordWrite, { signal }: CrmCall): Promise<void> {
    const { plain, said } = sorted(Object.entries(write.fields), ([name]) => name);
    const id = await tickets.upsert({ ...write, fields: Object.fromEntries(plain) }, signal);
    const texts = said.map(([name, { value, mark }]) => ({ name, mark, text: String(value) }));
    await comments.write(id, texts, signal);
  }

  async function remove({ externalId, fields }: Removal, { signal }: CrmCall): Promise<void> {
    const { plain, said } =
      fields === 'all' ? { plain: TICKET_FIELDS, said: [] } : sorted(fields, (name) => name);
    for (const { id, isClosed } of await tickets.find(externalId, signal)) {
      // Of a closed ticket no field can be made blank: there nothing helps but to delete all of it.
      const isWhole = fields === 'all' || (isClosed && plain.length > 0);
      // Also what is deleted is made empty first: should the rest not be done, it can be restored for 30 days.
      if (plain.length > 0 && !isClosed) await tickets.blank(id, plain, signal);
      if (isWhole || said.length > 0) await comments.redact(id, isWhole ? 'all' : said, signal);
      if (isWhole) await tickets.destroy(id, signal);
    }
  }

  return {
    name: 'zendesk',
    map: mapZendeskItem,
    async upsert(writes, to) {
      for (const write of writes) await upsert(write, to);
    },
    async remove(removals, to) {
      for (const removal of removals) await remove(removal, to);
    },
  };
}

/** What is a field of the ticket, and what a comment. */
function sorted<T>(all: readonly T[], nameOf: (one: T) => string) {
  const isComment = (one: T): boolean => nameOf(one).startsWith(COMMENT);
  return { plain: all.filter((one) => !isComment(one)), said: all.filter(isComment) };
}
