import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import type { ListQuery } from '../list-page.ts';

const querySchema = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The query of a list. @throws {GatewayError} `invalid_request` */
export function listQueryOf(query: unknown, ownerId: string): ListQuery {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) throw new GatewayError('invalid_request', 'the query does not fit');
  return { ownerId, ...parsed.data };
}
