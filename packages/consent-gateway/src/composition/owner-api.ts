import { Router } from 'express';
import { createLedgerReader } from '../adapters/postgres/ledger-reader.ts';
import { readConnectionDocument } from '../adapters/solid-pod/connection-document.ts';
import { openToApps } from '../http/cors.ts';
import { requireOwner } from '../http/require-owner.ts';
import { isOutsideAddress } from '../http/safe-fetch/outside-address.ts';
import { createConnectionRoutes } from '../owner-api/connection.routes.ts';
import { createConsentRoutes } from '../owner-api/consents.routes.ts';
import { disconnectPod } from '../owner-api/disconnect-pod.ts';
import { createInvitationRoutes } from '../owner-api/invitations.routes.ts';
import { createLedgerRoutes } from '../owner-api/ledger.routes.ts';
import { createRequestRoutes } from '../owner-api/requests.routes.ts';
import { createSilenceRoutes } from '../owner-api/silences.routes.ts';
import { verifyOwnerToken } from '../owner-api/verify-owner-token.ts';
import { isClientDocumentAddress } from '../vendor/read-client-document.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { createPreviews } from './previews.ts';

/** The owner API: what the owner's apps call, each call with a token and proof of its own. */
export function createOwnerApi(parts: GatewayParts): Router {
  const { deciding, stores, identity, settings } = parts;
  const isAcceptableAddress = (address: string) => isOutsideAddress(address, settings.localOrigins);
  const router = Router();
  router.use(openToApps());
  router.use(
    requireOwner({
      origin: settings.origin,
      ownerIdOf: deciding.ownerIdOf,
      verify: (request) =>
        verifyOwnerToken(request, {
          providers: parts.providers,
          useProofOnce: stores.replay.useOnce,
          isAcceptableAddress,
          now: parts.now,
        }),
    }),
  );
  router.use(
    createConnectionRoutes({
      owners: stores.owners,
      gatewayWebId: identity.webId,
      readConnection: (container, signal) =>
        readConnectionDocument({ container, fetch: identity.podFetch, signal }),
      isAcceptableAddress,
      findContainer: async (ownerId) => (await stores.owners.find(ownerId))?.container,
      disconnect: (ownerId) => disconnectPod(ownerId, deciding),
    }),
  );
  router.use(createRequestRoutes(deciding), createConsentRoutes(deciding), createPreviews(parts));
  router.use(
    createInvitationRoutes({
      invitations: stores.invitations,
      owners: stores.owners,
      mayBeVendor: async (vendorId) =>
        isClientDocumentAddress(vendorId, settings.localOrigins) ||
        (await stores.vendors.find(vendorId)) !== undefined,
      hintKey: parts.secrets.derive('login-hint'),
      gateway: settings.origin,
      now: stores.consents.now,
    }),
    createSilenceRoutes(stores),
  );
  router.use(createLedgerRoutes({ ledger: createLedgerReader(parts.database) }));
  return router;
}
