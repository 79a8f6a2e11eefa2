import type { Router } from 'express';
import { createConsentFactsStore } from '../adapters/postgres/consent-facts-store.ts';
import { createLiveConsents } from '../adapters/postgres/live-consents.ts';
import { createPodReader } from '../adapters/solid-pod/pod-reader.ts';
import { represent } from '../adapters/solid-pod/represent.ts';
import { createPreviewRoutes } from '../owner-api/preview.routes.ts';
import { createMirror } from '../read/mirror.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** Previews for owners, on the parts that vendors' reads are made of. */
export function createPreviews(parts: GatewayParts): Router {
  const { stores, secrets, now, identity } = parts;
  const { db } = parts.database;
  const { mirror, confirmer } = parts.read.pods;
  const pods = createPodReader({ podFetch: identity.podFetch, parse: parts.parsing.parse });
  const composing = {
    represent,
    now,
    itemKey: secrets.derive('item'),
    cursorKey: secrets.derive('cursor'),
    categories: parts.categories,
    audience: `${parts.settings.origin}/v1`,
  };
  return createPreviewRoutes({
    requests: stores.requests,
    owners: stores.owners,
    store: stores.consents,
    live: createLiveConsents({ database: db }),
    facts: createConsentFactsStore({ database: db, owners: stores.owners }),
    confirmer,
    reading: { ...composing, mirror },
    newReading: () => ({ ...composing, mirror: createMirror({ pods, now }) }),
  });
}
