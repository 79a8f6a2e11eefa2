// The composition root: ports in; the stages in the order of the data's way; an express app and its jobs out.

import { randomBytes } from 'node:crypto';
import { hasEnded } from '@parley/protocol';
import express, { type Express, Router } from 'express';
import type { Logger } from 'pino';
import type { Database } from './adapters/postgres/open-database.ts';
import { sweepExpired } from './adapters/postgres/sweep.ts';
import { createConsentDocuments } from './adapters/solid-pod/consent-documents.ts';
import { readConnectionDocument } from './adapters/solid-pod/connection-document.ts';
import { createIssuerReader } from './adapters/solid-pod/webid-issuers.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import type { Settings } from './config.ts';
import { runConsentJobs } from './consent/run-consent-jobs.ts';
import { stopConsent } from './consent/stop-consent.ts';
import { openToApps } from './http/cors.ts';
import { createHealthRoutes } from './http/health.routes.ts';
import { hostGuard } from './http/host-guard.ts';
import type { Metrics } from './http/metrics.ts';
import { notFoundHandler, problemHandler } from './http/problem-handler.ts';
import { publicOriginOnly } from './http/public-origin.ts';
import { requestId } from './http/request-id.ts';
import { requireOwner } from './http/require-owner.ts';
import { createSafeFetch } from './http/safe-fetch.ts';
import { checkOutsideAddress } from './http/safe-fetch/outside-address.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createGatewayIdentity } from './identity/gateway-identity.ts';
import { createIdentityRoutes } from './identity/identity.routes.ts';
import { createInteractionRoutes } from './interaction/interaction.routes.ts';
import { PAGES_CSS } from './interaction/pages-css.ts';
import { problemPages } from './interaction/problem-page.ts';
import { redeemTicket } from './interaction/redeem-ticket.ts';
import { createSignInRoutes } from './interaction/sign-in.routes.ts';
import { repeat } from './jobs.ts';
import { createConnectionRoutes } from './owner-api/connection.routes.ts';
import { createConsentRoutes } from './owner-api/consents.routes.ts';
import { createRequestRoutes } from './owner-api/requests.routes.ts';
import { createSolidProviders } from './owner-api/solid-providers.ts';
import { verifyOwnerToken } from './owner-api/verify-owner-token.ts';
import { ownerIdOf } from './secrets/keyed-ids.ts';
import type { OwnerLog } from './secrets/owner-log.ts';
import type { Secrets } from './secrets/secrets.ts';
import { createStores, type Stores } from './stores.ts';
import { createMetadataRoutes } from './token/metadata.routes.ts';
import { createVendorDirectory } from './vendor/find-vendor.ts';
import type { Vendor } from './vendor/vendor-directory.ts';

export interface GatewayOptions {
  settings: Settings;
  secrets: Secrets;
  ownerLog: OwnerLog;
  database: Database;
  metrics: Metrics;
  log: Logger;
  /** Default: the clock. */
  now?: () => Date;
}

export interface ConsentGateway {
  readonly app: Express;
  /** Starts the background jobs; `stop` waits for the rounds under way. */
  startJobs(): { stop(): Promise<void> };
}

const OUTSIDE_MAX_BYTES = 2_000_000;
const OUTSIDE_TIMEOUT_MS = 10_000;
const POD_PATIENCE_MS = 4_000;
const JOB_EVERY_MS = 5_000;
const SWEEP_EVERY_MS = 60_000;

/** A gateway on an open, migrated database. It listens nowhere: the caller puts `app` behind a server. */
export async function createConsentGateway(options: GatewayOptions): Promise<ConsentGateway> {
  const parts = assemble(options);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const { origin, identityUrl } = options.settings;
  app.use(requestId(), options.metrics.measure);
  app.use(securityHeaders({ https: origin.startsWith('https:') }));
  app.use(hostGuard({ origins: [origin, new URL(identityUrl).origin] }), publicOriginOnly({ origin }));
  app.use(createHealthRoutes({ isReady: parts.isReady }));
  app.use(
    new URL(identityUrl).pathname,
    createIdentityRoutes({ identityUrl, keys: options.secrets.identityKeys, name: options.settings.name }),
  );
  app.use(createMetadataRoutes({ origin, recordKeys: options.secrets.recordKeys }));
  app.use('/owner/v1', ownerApi(parts));
  app.use(interactionPages(parts));
  app.use('/owner', notFoundHandler());
  app.use(problemHandler({ log: options.log }));
  // Last: at the root the authorization server answers every path that is nobody else's.
  app.use(parts.provider.callback());
  return { app, startJobs: () => startJobs(parts) };
}

type Parts = ReturnType<typeof assemble>;

/** Everything that the routes and jobs are made of. */
function assemble(options: GatewayOptions) {
  const { settings, secrets, database } = options;
  const now = options.now ?? (() => new Date());
  const { localOrigins } = settings;
  const outsideFetch = createSafeFetch({
    localOrigins,
    maxBytes: OUTSIDE_MAX_BYTES,
    timeoutMs: OUTSIDE_TIMEOUT_MS,
  });
  const stores = createStores({ database, secrets, ownerLog: options.ownerLog });
  const identity = createGatewayIdentity({
    identityUrl: settings.identityUrl,
    keys: secrets.identityKeys,
    fetch: outsideFetch,
    now,
  });
  const vendors = createVendorDirectory({ store: stores.vendors, fetch: outsideFetch, localOrigins, now });
  const provider = createAuthorizationServer({
    settings,
    secrets,
    database,
    stores,
    vendors,
    fetch: outsideFetch,
    now,
    log: options.log,
  });
  const providers = createSolidProviders({
    fetch: outsideFetch,
    readIssuers: createIssuerReader({ fetch: outsideFetch }),
    now,
  });
  const deciding = {
    store: stores.consents,
    documents: createConsentDocuments({ podFetch: identity.podFetch, owners: stores.owners }),
    secrets,
    gateway: settings.origin,
    podPatienceMs: POD_PATIENCE_MS,
    requests: stores.requests,
    owners: stores.owners,
    signIns: stores.signIns,
    findVendor: (vendorId: string) => knownVendor(vendorId, stores),
    ownerIdOf: (webId: string) => ownerIdOf(secrets, webId),
    newTicket: () => randomBytes(32).toString('base64url'),
    log: options.log,
  };
  const isReady = async () => (await stores.consents.now()) instanceof Date;
  return {
    ...options,
    now,
    stores,
    identity,
    provider,
    providers,
    deciding,
    isReady,
    isAcceptableAddress: isAcceptable(localOrigins),
  };
}

function ownerApi(parts: Parts): Router {
  const { deciding, stores, identity, settings, isAcceptableAddress } = parts;
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
      disconnect: (ownerId) => disconnectOwner(ownerId, parts),
    }),
  );
  router.use(createRequestRoutes(deciding), createConsentRoutes(deciding));
  return router;
}

/** Without a pod there is nothing left to consent to: every live consent ends first. */
async function disconnectOwner(ownerId: string, { stores, deciding }: Parts): Promise<void> {
  for (const consent of await stores.consents.listByOwner(ownerId)) {
    if (hasEnded(consent.status)) continue;
    await stopConsent(
      { consentId: consent.consentId, ownerId, act: 'withdraw', by: 'owner', reason: 'disconnected' },
      deciding,
    );
  }
  await stores.owners.disconnect(ownerId);
}

function interactionPages(parts: Parts): Router {
  const { settings, secrets, stores, deciding, provider } = parts;
  const page = { gatewayName: settings.name, local: settings.local };
  const signIn = {
    gateway: settings.origin,
    providers: parts.providers,
    store: stores.signIns,
    isAcceptableAddress: parts.isAcceptableAddress,
    now: parts.now,
  };
  const router = Router();
  router.get('/assets/pages.css', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type('css').send(PAGES_CSS);
  });
  router.use(createSignInRoutes({ ...signIn, ...page }));
  router.use(
    createInteractionRoutes({
      ...page,
      provider,
      signIn,
      requests: stores.requests,
      findVendor: deciding.findVendor,
      csrfKey: secrets.derive('cookie'),
      redeemTicket: (request, ticketHash) => redeemTicket(request, ticketHash, deciding),
    }),
  );
  router.use(['/interaction', '/sign-in'], problemPages({ ...page, log: parts.log }));
  return router;
}

function startJobs(parts: Parts): { stop(): Promise<void> } {
  const onFault = (error: unknown): void =>
    parts.log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'a job failed');
  const jobs = [
    repeat({ everyMs: JOB_EVERY_MS, round: () => runConsentJobs(parts.deciding), onFault }),
    repeat({ everyMs: SWEEP_EVERY_MS, round: () => sweepExpired(parts.database.db), onFault }),
  ];
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) };
}

async function knownVendor(vendorId: string, stores: Stores): Promise<Vendor> {
  const vendor = await stores.vendors.find(vendorId);
  if (vendor === undefined) throw new Error('a vendor that something refers to is not in the database');
  return vendor;
}

function isAcceptable(localOrigins: readonly string[]): (address: string) => boolean {
  return (address) => {
    try {
      checkOutsideAddress(address, localOrigins);
      return true;
    } catch {
      return false;
    }
  };
}
