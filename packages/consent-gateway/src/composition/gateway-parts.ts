import { type Categories, categories as published } from '@parley/protocol';
import type { Logger } from 'pino';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createSealStore } from '../adapters/postgres/seal-store.ts';
import { createAllowedApps } from '../adapters/solid-pod/allowed-apps.ts';
import { createBlockDestination } from '../adapters/solid-pod/block-destination.ts';
import { createConsentDocuments } from '../adapters/solid-pod/consent-documents.ts';
import { createTermsReader } from '../adapters/solid-pod/terms-reader.ts';
import { createIssuerReader } from '../adapters/solid-pod/webid-issuers.ts';
import type { Settings } from '../config.ts';
import { createConsentEndings } from '../consent/end-from-pod.ts';
import { relinquishConsent } from '../consent/relinquish-consent.ts';
import type { Metrics } from '../http/metrics.ts';
import { createSafeFetch } from '../http/safe-fetch.ts';
import { createGatewayIdentity, type GatewayIdentity } from '../identity/gateway-identity.ts';
import { createSealer } from '../ledger/seal/create-sealer.ts';
import { createAssertMayWiden } from '../owner-api/may-widen.ts';
import { createSolidProviders } from '../owner-api/solid-providers.ts';
import { ownerIdOf } from '../secrets/keyed-ids.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import { randomToken } from '../secrets/random-token.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createVendorDirectory } from '../vendor/find-vendor.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { createApprovedRead } from './approved-read.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { countedActs } from './counted-acts.ts';
import { createStores, type Stores } from './stores.ts';

export interface GatewayOptions {
  settings: Settings;
  secrets: Secrets;
  ownerLog: OwnerLog;
  database: Database;
  metrics: Metrics;
  log: Logger;
  /** What can be asked for and read here. Default: the published categories. */
  categories?: Categories;
  /** Default: the clock. */
  now?: () => Date;
}

const OUTSIDE_MAX_BYTES = 2_000_000;
const OUTSIDE_TIMEOUT_MS = 10_000;
const POD_PATIENCE_MS = 4_000;

export type GatewayParts = ReturnType<typeof createGatewayParts>;

/** Everything that the routes and jobs are made of, put together by hand. */
export function createGatewayParts(options: GatewayOptions) {
  const { settings, secrets, database, log } = options;
  const now = options.now ?? (() => new Date());
  const categories = options.categories ?? published;
  const outsideFetch = createSafeFetch({
    localOrigins: settings.localOrigins,
    maxBytes: OUTSIDE_MAX_BYTES,
    timeoutMs: OUTSIDE_TIMEOUT_MS,
  });
  const kept = createStores({ database, secrets, ownerLog: options.ownerLog });
  const stores = { ...kept, consents: countedActs(kept.consents, options.metrics) };
  const identity = createGatewayIdentity({
    identityUrl: settings.identityUrl,
    keys: secrets.identityKeys,
    fetch: outsideFetch,
    now,
  });
  const { podFetch } = identity;
  const vendors = createVendorDirectory({
    store: stores.vendors,
    fetch: outsideFetch,
    localOrigins: settings.localOrigins,
    now,
  });
  const common = { settings, secrets, database, stores, categories, now, log };
  const deciding = createDeciding({ ...options, categories }, stores, identity);
  const relinquish = (of: { consentId: string; vendorId?: string }) => relinquishConsent(of, deciding);
  return {
    ...common,
    metrics: options.metrics,
    identity,
    deciding,
    provider: createAuthorizationServer({ ...common, vendors, fetch: outsideFetch, relinquish }),
    providers: createSolidProviders({
      fetch: outsideFetch,
      readIssuers: createIssuerReader({ fetch: outsideFetch }),
      now,
    }),
    read: createApprovedRead({ ...common, endings: createConsentEndings(deciding), relinquish, podFetch }),
    sealer: createSealer({
      store: createSealStore(database),
      destination: createBlockDestination({ podFetch, owners: stores.owners }),
      issuer: settings.origin,
      key: newestRecordKey(secrets),
      log,
    }),
  };
}

/** What giving, refusing and stopping work with. */
function createDeciding(
  { settings, secrets, log, categories }: GatewayOptions & { categories: Categories },
  stores: Stores,
  identity: GatewayIdentity,
) {
  return {
    store: stores.consents,
    documents: createConsentDocuments({ podFetch: identity.podFetch, owners: stores.owners, categories }),
    secrets,
    gateway: settings.origin,
    categories,
    podPatienceMs: POD_PATIENCE_MS,
    requests: stores.requests,
    owners: stores.owners,
    readTerms: createTermsReader({ podFetch: identity.podFetch, owners: stores.owners }),
    signIns: stores.signIns,
    findVendor: (vendorId: string) => knownVendor(vendorId, stores),
    ownerIdOf: (webId: string) => ownerIdOf(secrets, webId),
    newTicket: randomToken,
    assertMayWiden: createAssertMayWiden({
      owners: stores.owners,
      readAllowedApps: createAllowedApps({ podFetch: identity.podFetch }),
    }),
    log,
  };
}

async function knownVendor(vendorId: string, stores: Stores): Promise<Vendor> {
  const vendor = await stores.vendors.find(vendorId);
  if (vendor === undefined) throw new Error('a vendor that something refers to is not in the database');
  return vendor;
}

function newestRecordKey(secrets: Secrets) {
  const [key] = secrets.recordKeys;
  if (key === undefined) throw new Error('there is no record key');
  return key;
}
