import { z } from 'zod';
import type { RecordWrite } from '../crm.ts';
import type { CallCrm } from '../http/crm-http.ts';
import { parseAnswer } from '../http/parse-answer.ts';
import { valuesOf } from '../mapping/values-of.ts';

const PATH = '/api/v2/tickets';

/** What a ticket has where nothing was given. */
const UNSET: Readonly<Record<string, string | null>> = {
  subject: '(not given)',
  status: 'open',
  priority: null,
  type: null,
};

/** All that a ticket has of an issue, beside its comments. */
export const TICKET_FIELDS = Object.keys(UNSET);

const foundSchema = z.object({
  tickets: z.array(z.object({ id: z.int(), status: z.string() })),
});
const ticketSchema = z.object({ ticket: z.object({ id: z.int() }) });

export interface FoundTicket {
  readonly id: number;
  /** Zendesk changes nothing in it any more. It can be redacted and deleted. */
  readonly isClosed: boolean;
}

export interface Tickets {
  /** Of the tickets of one issue at most one is not closed, but where somebody has made one by hand. */
  find(externalId: string, signal?: AbortSignal): Promise<FoundTicket[]>;
  /** Resolves to the ticket's id. A closed one is left as it is, and another takes its place. */
  upsert(write: Pick<RecordWrite, 'externalId' | 'fields' | 'kept'>, signal?: AbortSignal): Promise<number>;
  blank(id: number, fields: readonly string[], signal?: AbortSignal): Promise<void>;
  /** For good, not only deleted. */
  destroy(id: number, signal?: AbortSignal): Promise<void>;
}

export function createTickets(call: CallCrm): Tickets {
  async function find(externalId: string, signal?: AbortSignal): Promise<FoundTicket[]> {
    const path = `${PATH}?external_id=${encodeURIComponent(externalId)}`;
    const answer = await call({ method: 'GET', path, expect: [200] }, signal);
    const { tickets } = parseAnswer(foundSchema, answer.body);
    return tickets.map(({ id, status }) => ({ id, isClosed: status === 'closed' }));
  }

  return {
    find,
    async upsert(write, signal) {
      const { externalId } = write;
      const ticket = valuesOf(write, UNSET);
      const open = (await find(externalId, signal)).find(({ isClosed }) => !isClosed);
      if (open !== undefined) {
        await call({ method: 'PUT', path: `${PATH}/${open.id}`, body: { ticket }, expect: [200] }, signal);
        return open.id;
      }
      // A ticket needs a first comment. It says nothing, so that everything that was given can be taken away again.
      const comment = { body: 'Shared through Parley.' };
      const body = { ticket: { ...ticket, external_id: externalId, comment } };
      const answer = await call({ method: 'POST', path: PATH, body, expect: [201] }, signal);
      return parseAnswer(ticketSchema, answer.body).ticket.id;
    },
    async blank(id, fields, signal) {
      const ticket = Object.fromEntries(fields.map((name) => [name, UNSET[name] ?? null]));
      await call({ method: 'PUT', path: `${PATH}/${id}`, body: { ticket }, expect: [200] }, signal);
    },
    async destroy(id, signal) {
      await call({ method: 'DELETE', path: `${PATH}/${id}`, expect: [204, 404] }, signal);
      await call({ method: 'DELETE', path: `/api/v2/deleted_tickets/${id}`, expect: [200, 404] }, signal);
    },
  };
}
