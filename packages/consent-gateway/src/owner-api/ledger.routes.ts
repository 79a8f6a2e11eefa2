import { Router } from 'express';
import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { LedgerReader } from '../ledger/ledger-reader.ts';

const querySchema = z.strictObject({
  consent: z.string().max(100).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `/ledger` of the owner API: who read what, newest first. Mounted after `requireOwner`. */
export function createLedgerRoutes(options: { ledger: LedgerReader }): Router {
  const router = Router();
  router.get('/ledger', async (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    const { consent, cursor, limit } = query.data;
    response.json(
      await options.ledger.listLedger({
        ownerId: ownerOf(response).ownerId,
        limit,
        ...(consent === undefined ? {} : { consentId: consent }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
  });
  return router;
}
