// What Zendesk publishes of the requests that the connector makes, from its OpenAPI document and reference:
// https://developer.zendesk.com/zendesk/oas.yaml (TicketCreateRequest, TicketUpdateRequest, TicketComment)
// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
// https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace

import { z } from 'zod';

const comment = z.strictObject({
  body: z.string().min(1).max(65_535),
  public: z.boolean().optional(),
  author_id: z.int().optional(),
});

const writable = {
  subject: z.string().nullish(),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']).optional(),
  priority: z.enum(['urgent', 'high', 'normal', 'low']).nullish(),
  type: z.enum(['problem', 'incident', 'question', 'task']).nullish(),
  external_id: z.string().nullish(),
  /** Write-only: the custom metadata of the audit. */
  metadata: z.record(z.string(), z.unknown()).optional(),
};

/** `comment` is required to create a ticket. */
export const ticketCreate = z.strictObject({ ticket: z.strictObject({ ...writable, comment }) });
export const ticketUpdate = z.strictObject({
  ticket: z.strictObject({ ...writable, comment: comment.optional() }),
});
export const redaction = z.strictObject({ ticket_id: z.int(), html_body: z.string() });
