import type { Asked, CrmDouble, Said } from './crm-double.ts';
import { redaction, ticketCreate, ticketUpdate } from './published-zendesk.ts';

interface CommentEvent {
  readonly id: number;
  readonly type: 'Comment';
  body: string;
  html_body: string;
}

interface Ticket {
  readonly id: number;
  fields: Record<string, unknown>;
  readonly audits: {
    metadata: { custom: Record<string, unknown>; system: object };
    events: CommentEvent[];
  }[];
}

const html = (body: string): string => {
  const escaped = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div class="zd-comment" dir="auto">${escaped.replaceAll('\n', '<br>')}</div>`;
};

/** Tickets, those that are deleted and can be restored, and audits in pages of two. */
export function createZendeskDouble() {
  const tickets = new Map<number, Ticket>();
  const deleted = new Map<number, Ticket>();
  let count = 0;
  const newId = (): number => {
    count += 1;
    return count;
  };

  function write(ticket: Ticket, { comment, metadata = {}, ...fields }: Record<string, unknown>): Said {
    ticket.fields = { ...ticket.fields, ...fields };
    const { body } = (comment ?? {}) as { body?: string };
    const events: CommentEvent[] =
      body === undefined ? [] : [{ id: newId(), type: 'Comment', body, html_body: html(body) }];
    ticket.audits.push({ metadata: { custom: metadata as Record<string, unknown>, system: {} }, events });
    tickets.set(ticket.id, ticket);
    return { status: 200, body: { ticket: { id: ticket.id, ...ticket.fields } } };
  }

  const create = ({ body }: Asked): Said => {
    const ticket = { id: newId(), fields: {}, audits: [] };
    return { ...write(ticket, ticketCreate.parse(body).ticket), status: 201 };
  };

  function redact(id: number, body: unknown): Said {
    const { ticket_id: of, html_body: marked } = redaction.parse(body);
    const event = tickets
      .get(of)
      ?.audits.flatMap(({ events }) => events)
      .find((each) => each.id === id);
    if (event === undefined) return { status: 404 };
    const hide = (text: string): string => text.replaceAll(/[^\s]/g, '▇');
    event.html_body = marked.replaceAll(/<redact>(.*?)<\/redact>/gs, (_, text: string) => hide(text));
    event.body = event.html_body.replaceAll('<br>', '\n').replaceAll(/<[^>]*>/g, '');
    return { status: 200, body: {} };
  }

  function audits(ticket: Ticket, path: string): Said {
    const after = Number(new URLSearchParams(path.split('?')[1]).get('page[after]') ?? 0);
    const meta = { has_more: after + 2 < ticket.audits.length, after_cursor: String(after + 2) };
    return { status: 200, body: { audits: ticket.audits.slice(after, after + 2), meta } };
  }

  function ofTicket({ method, path, body }: Asked, id: number): Said {
    const ticket = tickets.get(id);
    if (ticket === undefined) return { status: 404, body: { error: 'RecordNotFound' } };
    if (path.includes('/audits')) return audits(ticket, path);
    if (method === 'PUT' && ticket.fields['status'] === 'closed') return { status: 422 };
    if (method === 'PUT') return write(ticket, ticketUpdate.parse(body).ticket);
    tickets.delete(id);
    deleted.set(id, ticket);
    return { status: 204 };
  }

  const double: CrmDouble & { tickets: typeof tickets; deleted: typeof deleted } = {
    ...{ tickets, deleted },
    content: () => ({ tickets: [...tickets.values()], deleted: [...deleted.values()] }),
    answer(asked) {
      const { method, path } = asked;
      const [, external] = /^\/api\/v2\/tickets\?external_id=([\w-]+)$/.exec(path) ?? [];
      if (external !== undefined) {
        const found = [...tickets.values()].filter(({ fields }) => fields['external_id'] === external);
        return {
          status: 200,
          body: { tickets: found.map(({ id, fields }) => ({ id, status: fields['status'] })) },
        };
      }
      if (path === '/api/v2/tickets' && method === 'POST') return create(asked);
      const [, comment] = /^\/api\/v2\/comment_redactions\/(\d+)$/.exec(path) ?? [];
      if (comment !== undefined && method === 'PUT') return redact(Number(comment), asked.body);
      const [, gone] = /^\/api\/v2\/deleted_tickets\/(\d+)$/.exec(path) ?? [];
      if (gone !== undefined && method === 'DELETE')
        return deleted.delete(Number(gone)) ? { status: 200, body: { job_status: {} } } : { status: 404 };
      const [, id] = /^\/api\/v2\/tickets\/(\d+)(?:\/audits\?.*)?$/.exec(path) ?? [];
      return id === undefined ? { status: 404 } : ofTicket(asked, Number(id));
    },
  };
  return double;
}
