import { ownerApi } from '@parley/protocol';
import { Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { LedgerReader } from '../ledger/ledger-reader.ts';
import { type ActivityOptions, readActivity } from './read-activity.ts';

/** `/ledger` and `/activity` of the owner API: who read what, newest first, and how often. Mounted after `requireOwner`. */
export function createLedgerRoutes(options: ActivityOptions & { ledger: LedgerReader }): Router {
  const router = Router();
  router.get('/ledger', async (request, response) => {
    const query = ownerApi.ledgerQuerySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    const { consent: consentId, vendor: vendorId, ...rest } = query.data;
    const { ownerId } = ownerOf(response);
    response.json(await options.ledger.listLedger({ ...rest, ownerId, consentId, vendorId }));
  });
  router.get('/activity', async (request, response) => {
    response.json(await readActivity(request.query, { ...options, ownerId: ownerOf(response).ownerId }));
  });
  return router;
}
