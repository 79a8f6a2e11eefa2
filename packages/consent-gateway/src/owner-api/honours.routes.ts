import { ownerApi } from '@parley/protocol';
import { Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { knownVendor } from './consent-views.ts';
import { readHonours } from './read-honours.ts';
import { type ReadMeasuresOptions, readMeasures } from './read-measures.ts';

export interface HonourViewRoutesOptions extends ReadMeasuresOptions {
  readonly findVendors: (vendorIds: readonly string[]) => Promise<ReadonlyMap<string, Vendor>>;
}

const TIMEOUT_MS = 20_000;

/** `/honours` and `/measures` of the owner API: what vendors say that they did, and how it went. Mounted after `requireOwner`. */
export function createHonourViewRoutes(options: HonourViewRoutesOptions): Router {
  const router = Router();
  router.get('/honours', async (request, response) => {
    const query = ownerApi.honoursQuerySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    const { ownerId } = ownerOf(response);
    const asked = { ownerId, vendorId: query.data.vendor, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const items = await readHonours(asked, options);
    const vendors = await options.findVendors(items.map(({ vendorId }) => vendorId));
    const honours = items.map(({ opaqueId: _, ...item }) => ({
      ...item,
      name: knownVendor(vendors, item.vendorId).name,
    }));
    response.json({ honours });
  });
  router.get('/measures', async (request, response) => {
    const query = ownerApi.measuresQuerySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    const { vendor: vendorId } = query.data;
    const { ownerId } = ownerOf(response);
    const asked = { ownerId, vendorId, signal: AbortSignal.timeout(TIMEOUT_MS) };
    response.json({ vendorId, measures: await readMeasures(asked, options) });
  });
  return router;
}
