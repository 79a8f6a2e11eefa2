import type { z } from 'zod';
import type { Asked, CrmDouble, Said } from './crm-double.ts';
import { batchUpsert, statusRequest, ticketProperties } from './published-hubspot.ts';

export interface Ticket {
  readonly id: string;
  readonly properties: z.output<typeof ticketProperties>;
}

/** Tickets by `parley_id`, what was deleted of them, and subscription statuses by subscriber. */
export function createHubSpotDouble() {
  const tickets = new Map<string, Ticket>();
  const bin: Ticket[] = [];
  const statuses = new Map<string, Readonly<Record<string, unknown>>>();
  let count = 0;

  function upsert(body: unknown): Said {
    const { inputs } = batchUpsert.parse(body);
    const errors = [];
    for (const { id, properties } of inputs) {
      const before = tickets.get(id);
      const after = ticketProperties.safeParse({ ...before?.properties, ...properties });
      if (after.success) {
        count += 1;
        tickets.set(id, { id: before?.id ?? String(count), properties: after.data });
      } else
        errors.push({ status: 'error', category: 'VALIDATION_ERROR', message: 'bad', context: { id: [id] } });
    }
    const status = errors.length > 0 ? 207 : 200;
    return { status, body: { status: 'COMPLETE', results: [], ...(errors.length > 0 && { errors }) } };
  }

  function one({ method, body }: Asked, id: string): Said {
    const ticket = tickets.get(id);
    if (ticket === undefined) return { status: 404, body: { status: 'error', category: 'OBJECT_NOT_FOUND' } };
    if (method !== 'PATCH') return { status: 405 };
    const properties = ticketProperties.parse({ ...ticket.properties, ...body.properties });
    tickets.set(id, { ...ticket, properties });
    return { status: 200, body: { id: ticket.id, properties } };
  }

  function archive(id: string): Said {
    const found = [...tickets].find(([, ticket]) => ticket.id === id);
    if (found === undefined) return { status: 404 };
    tickets.delete(found[0]);
    bin.push(found[1]);
    return { status: 204 };
  }

  const double: CrmDouble & { tickets: typeof tickets; statuses: typeof statuses; bin: typeof bin } = {
    ...{ tickets, statuses, bin },
    content: () => ({ tickets: [...tickets.values()], bin, statuses: [...statuses.values()] }),
    answer(asked) {
      const { method, path, body } = asked;
      if (path === '/crm/v3/objects/tickets/batch/upsert' && method === 'POST') return upsert(body);
      const [, subscriber] = /^\/communication-preferences\/v4\/statuses\/([^/]+)$/.exec(path) ?? [];
      if (subscriber !== undefined && method === 'POST') {
        const said = statusRequest.safeParse(body);
        if (!said.success) return { status: 400, body: { category: 'VALIDATION_ERROR' } };
        statuses.set(`${decodeURIComponent(subscriber)} ${said.data.subscriptionId}`, said.data);
        return { status: 200, body: { status: 'COMPLETE', results: [said.data] } };
      }
      const [, named] = /^\/crm\/v3\/objects\/tickets\/([\w-]+)\?idProperty=parley_id$/.exec(path) ?? [];
      if (named !== undefined) return one(asked, named);
      const [, id] = /^\/crm\/v3\/objects\/tickets\/(\d+)$/.exec(path) ?? [];
      return id !== undefined && method === 'DELETE' ? archive(id) : { status: 404 };
    },
  };
  return double;
}
