import { Router } from 'express';
import { readConnectionDocument } from '../adapters/solid-pod/connection-document.ts';
import { findIssues, type VendorsIssue } from '../conversation/find-issue.ts';
import { isGatewayError } from '../gateway-error.ts';
import { ownerOf, requireOwner } from '../http/require-owner.ts';
import { isOutsideAddress } from '../http/safe-fetch/outside-address.ts';
import { createConnectionRoutes } from '../owner-api/connection.routes.ts';
import { createConsentRoutes } from '../owner-api/consents.routes.ts';
import { disconnectPod } from '../owner-api/disconnect-pod.ts';
import { createEventRoutes } from '../owner-api/events.routes.ts';
import { createInvitationRoutes } from '../owner-api/invitations.routes.ts';
import { createLedgerRoutes } from '../owner-api/ledger.routes.ts';
import { createNoticeRoutes } from '../owner-api/notices.routes.ts';
import { createRequestRoutes } from '../owner-api/requests.routes.ts';
import { createSilenceRoutes } from '../owner-api/silences.routes.ts';
import { verifyOwnerToken } from '../owner-api/verify-owner-token.ts';
import { reconnecting } from '../rebuild/rebuilt-first.ts';
import { isClientDocumentAddress } from '../vendor/read-client-document.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { createHonourViews } from './honour-views.ts';
import { createPreviews } from './previews.ts';

/** The owner API: what the owner's apps call, each call with a token and proof of its own. */
export function createOwnerApi(parts: GatewayParts): Router {
  const { deciding, stores, identity, settings, dueOwners } = parts;
  const isAcceptableAddress = acceptable(settings);
  const router = Router();
  router.use(
    requireOwner({
      origin: settings.origin,
      ownerIdOf: deciding.ownerIdOf,
      admit: (call, ownerId) => parts.limits.admit('owner', call, ownerId),
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
      owners: reconnecting(stores.owners, dueOwners, parts.ownerLog),
      gatewayWebId: identity.webId,
      readConnection: (container, signal) =>
        readConnectionDocument({ container, fetch: identity.podFetch, signal }),
      isAcceptableAddress,
      onConnected: (container) => keepRecordKeys(container, parts),
      findContainer: async (ownerId) => (await stores.owners.find(ownerId))?.container,
      countElsewhere: stores.owners.countElsewhere,
      async disconnect(ownerId) {
        await dueOwners.ensure(ownerId);
        await disconnectPod(ownerId, { ...deciding, owners: stores.owners });
      },
    }),
  );
  router.use(async (_request, response, next) => {
    await dueOwners.ensure(ownerOf(response).ownerId);
    next();
  });
  router.use(createRequestRoutes(deciding), createConsentRoutes(deciding), createPreviews(parts));
  router.use(createHonourViews(parts));
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
  router.use(createLedgerRoutes({ ...deciding, now: stores.consents.now }), createEventRoutes(parts));
  router.use(noticeRoutes(parts));
  return router;
}

const acceptable =
  ({ localOrigins }: GatewayParts['settings']) =>
  (address: string): boolean =>
    isOutsideAddress(address, localOrigins);

function noticeRoutes(parts: GatewayParts): Router {
  return createNoticeRoutes({
    ...parts.deciding,
    ...parts.stores,
    ...parts.notices,
    isAcceptableAddress: acceptable(parts.settings),
    findIssues: (ownerId, known) => namesOfIssues(ownerId, known, parts),
  });
}

/** A notice is told all the same where the pod does not answer just now. */
async function namesOfIssues(
  ownerId: string,
  known: readonly VendorsIssue[],
  { read, stores, categories }: GatewayParts,
): Promise<ReadonlyMap<string, string>> {
  const category = categories.get('issues');
  if (known.length === 0 || category === undefined) return new Map();
  try {
    return (
      (await findIssues(ownerId, known, { ...read.reading, owners: stores.owners, category }))?.names ??
      new Map()
    );
  } catch (fault) {
    if (!isGatewayError(fault)) throw fault;
    return new Map();
  }
}

const KEEP_KEYS_MS = 30_000;

/** At once where the pod allows it. If not, with the first block that goes into it. */
function keepRecordKeys(container: string, { keepRecordKeys, log }: GatewayParts): void {
  keepRecordKeys({ container, signal: AbortSignal.timeout(KEEP_KEYS_MS) }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    log.warn(
      { code },
      "the record keys are not in a new owner's pod yet; they go there with its first block",
    );
  });
}
