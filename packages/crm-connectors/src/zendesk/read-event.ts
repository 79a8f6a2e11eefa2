import { z } from 'zod';
import type { CrmComment } from '../loop-guard/crm-comment.ts';

const eventSchema = z.object({
  type: z.literal('zen:event-type:ticket.comment_added'),
  detail: z.object({ external_id: z.string().min(1) }),
  event: z.object({
    comment: z.object({
      id: z.union([z.string(), z.int()]).transform(String),
      body: z.string(),
      is_public: z.boolean(),
      author: z.object({ id: z.union([z.string(), z.int()]).transform(String), is_staff: z.boolean() }),
    }),
  }),
});

/**
 * The comment of a Zendesk webhook's event; `undefined` for every other event, and for tickets without an external id. Check the webhook's
 * signature before: it is Zendesk's word.
 *
 * @see https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
 */
export function readZendeskEvent(event: unknown): CrmComment | undefined {
  const read = eventSchema.safeParse(event);
  if (!read.success) return undefined;
  const { id, body, is_public: isPublic, author } = read.data.event.comment;
  const externalId = read.data.detail.external_id;
  return { externalId, commentId: id, text: body, isPublic, authorId: author.id, isStaff: author.is_staff };
}
