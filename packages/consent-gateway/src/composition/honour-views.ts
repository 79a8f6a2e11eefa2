import type { Router } from 'express';
import { createConsentFactsStore } from '../adapters/postgres/consent-facts-store.ts';
import { createHonourViewRoutes } from '../owner-api/honours.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What vendors say that they did, for owners, on the parts that vendors' reads are made of. */
export function createHonourViews(parts: GatewayParts): Router {
  const { deciding, stores, secrets, now, categories } = parts;
  return createHonourViewRoutes({
    ...deciding,
    ledger: stores.ledger,
    histories: stores.histories,
    honours: stores.honours,
    facts: createConsentFactsStore({ database: parts.database.db, owners: stores.owners }),
    mirror: parts.read.pods.mirror,
    itemKey: secrets.derive('item'),
    honourKey: secrets.derive('honour'),
    audience: `${parts.settings.origin}/v1`,
    categories,
    now,
  });
}
