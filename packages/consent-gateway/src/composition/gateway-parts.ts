import { type Categories, MAX_ATTACHMENT_BYTES, categories as published } from '@parley/protocol';
import type { Logger } from 'pino';
import { readChangeMarks } from '../adapters/postgres/change-marks.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createSealStore } from '../adapters/postgres/seal-store.ts';
import { createAllowedApps } from '../adapters/solid-pod/allowed-apps.ts';
import { createBlockDestination } from '../adapters/solid-pod/block-destination.ts';
import { createConsentDocuments } from '../adapters/solid-pod/consent-documents.ts';
import { createInbox } from '../adapters/solid-pod/inbox.ts';
import { createDocumentParsing } from '../adapters/solid-pod/parse/document-parsing.ts';
import { createRecordKeysInPod } from '../adapters/solid-pod/record-keys-in-pod.ts';
import { createTermsReader } from '../adapters/solid-pod/terms-reader.ts';
import { createIssuerReader } from '../adapters/solid-pod/webid-issuers.ts';
import type { Settings } from '../config.ts';
import { createConsentEndings } from '../consent/end-from-pod.ts';
import { relinquishConsent } from '../consent/relinquish-consent.ts';
import type { UntoldNotices } from '../consent/untold-notices.ts';
import type { Metrics } from '../http/metrics.ts';
import { createSafeFetch } from '../http/safe-fetch.ts';
import { FILE_WITHIN_MS } from '../http/send-file.ts';
import { createGatewayIdentity, type GatewayIdentity } from '../identity/gateway-identity.ts';
import { createLedgerHeadSigner } from '../ledger/ledger-heads.ts';
import { createSealer } from '../ledger/seal/create-sealer.ts';
import { atMost } from '../limits/at-most.ts';
import { createCallLimits } from '../limits/call-limits.ts';
import { createChangeWatch } from '../owner-api/change-watch.ts';
import { createAssertMayWiden } from '../owner-api/may-widen.ts';
import { createSolidProviders } from '../owner-api/solid-providers.ts';
import { type Pace, USUAL_PACE } from '../pace.ts';
import type { DueOwners } from '../rebuild/due-owners.ts';
import { rebuiltFirst } from '../rebuild/rebuilt-first.ts';
import { createKeyStatements } from '../secrets/key-statements.ts';
import { ownerIdOf } from '../secrets/keyed-ids.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import { randomToken } from '../secrets/random-token.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createVendorDirectory } from '../vendor/find-vendor.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { createApprovedRead } from './approved-read.ts';
import { createAuthorizationServers } from './authorization-server.ts';
import { countedActs } from './counted-acts.ts';
import { createNotices, tellOfHeldReads } from './notices.ts';
import { createStores, type Stores } from './stores.ts';

export interface GatewayOptions {
  settings: Settings;
  secrets: Secrets;
  ownerLog: OwnerLog;
  untold: UntoldNotices;
  /** Whom the index lacks, after the loss of the database or a restore. */
  dueOwners: DueOwners;
  database: Database;
  metrics: Metrics;
  log: Logger;
  /** What can be asked for and read here. Default: the published categories. */
  categories?: Categories;
  /** Default: the clock. */
  now?: () => Date;
  /** Default: `USUAL_PACE`. */
  pace?: Pace | undefined;
}

const OUTSIDE_MAX_BYTES = 2_000_000;
const OUTSIDE_TIMEOUT_MS = 10_000;
const POD_PATIENCE_MS = 4_000;
/** Documents of whoever says to be a vendor or an owner, fetched before anything is proven. */
const MOST_FOR_STRANGERS = 64;

export type GatewayParts = ReturnType<typeof createGatewayParts>;

/** Everything that the routes and jobs are made of, put together by hand. */
export function createGatewayParts(options: GatewayOptions) {
  const { settings, secrets, database, log } = options;
  const { dueOwners, ownerLog, metrics, pace = USUAL_PACE } = options;
  const now = options.now ?? (() => new Date());
  const categories = options.categories ?? published;
  const kept = createStores({ database, secrets, ownerLog: options.ownerLog });
  const limits = createCallLimits({ settings });
  const stores = { ...kept, consents: countedActs(kept.consents, options.metrics) };
  const { outsideFetch, strangersFetch, identity, podStream, vendors } = createOutside({
    ...options,
    stores,
    now,
  });
  const { podFetch } = identity;
  const parsing = createDocumentParsing();
  const keepRecordKeys = createRecordKeysInPod({
    podFetch,
    statements: createKeyStatements({ secrets, gateway: settings.origin, now }),
    log,
  });
  const common = { settings, secrets, database, stores, categories, limits, now, log, pace, dueOwners };
  const deciding = createDeciding({ ...options, categories, now }, stores, identity);
  const relinquish = (of: { consentId: string; vendorId?: string }) => relinquishConsent(of, deciding);
  const signHead = headSigner(common);
  const reached = { vendors, fetch: strangersFetch };
  const servers = createAuthorizationServers({ ...common, ...reached, relinquish, signHead });
  return {
    ...common,
    signHead,
    assertions: servers.assertions,
    metrics,
    ownerLog,
    identity,
    deciding,
    keepRecordKeys,
    authorizationServer: servers.current,
    providers: createSolidProviders({
      fetch: strangersFetch,
      readIssuers: createIssuerReader({ fetch: strangersFetch, parse: parsing.parse }),
      now,
    }),
    parsing,
    changes: createChangeWatch({ readMarks: (ownerIds) => readChangeMarks(database.db, ownerIds) }),
    read: createApprovedRead({
      ...common,
      endings: createConsentEndings(deciding),
      relinquish,
      podFetch,
      podStream,
      parsing,
      onHeld: tellOfHeldReads(stores, log),
    }),
    notices: createNotices({ ...common, podFetch, fetch: outsideFetch }),
    sealer: createOwnSealer({ ...common, podFetch, keepRecordKeys }),
  };
}

/** What vendors are given of the ledger. */
function headSigner({
  settings,
  secrets,
  stores,
}: Pick<Sealing, 'settings' | 'secrets'> & { stores: Stores }) {
  const key = () => secrets.signingKeys('record')[0];
  return createLedgerHeadSigner({ heads: stores.ledgerHeads, gateway: settings.origin, key });
}

interface Sealing extends Pick<GatewayOptions, 'settings' | 'secrets' | 'database' | 'log'> {
  pace: Pace;
  stores: Pick<Stores, 'owners'>;
  podFetch: typeof fetch;
  keepRecordKeys: ReturnType<typeof createRecordKeysInPod>;
}

function createOwnSealer({ settings, secrets, database, stores, pace, log, ...pod }: Sealing) {
  return createSealer({
    store: createSealStore(database),
    destination: createBlockDestination({ ...pod, owners: stores.owners }),
    issuer: settings.origin,
    key: () => secrets.signingKeys('record')[0],
    blockEverySeconds: pace.blockEverySeconds,
    log,
  });
}

/** What reaches other hosts: guarded, as the gateway itself at pods, and for what vendors say of themselves. */
function createOutside({ settings, secrets, stores, now }: Outside) {
  const outsideFetch = createSafeFetch({
    localOrigins: settings.localOrigins,
    maxBytes: OUTSIDE_MAX_BYTES,
    timeoutMs: OUTSIDE_TIMEOUT_MS,
  });
  const asGateway = (via: typeof fetch) =>
    createGatewayIdentity({
      identityUrl: settings.identityUrl,
      key: () => secrets.signingKeys('identity')[0],
      fetch: via,
      now,
    });
  const identity = asGateway(outsideFetch);
  const streams = createSafeFetch({
    localOrigins: settings.localOrigins,
    maxBytes: MAX_ATTACHMENT_BYTES,
    timeoutMs: FILE_WITHIN_MS,
    streams: true,
  });
  const { podFetch: podStream } = asGateway(streams);
  const strangersFetch = atMost(MOST_FOR_STRANGERS, outsideFetch);
  const vendors = createVendorDirectory({
    store: stores.vendors,
    fetch: strangersFetch,
    localOrigins: settings.localOrigins,
    now,
  });
  return { outsideFetch, strangersFetch, identity, podStream, vendors };
}

interface Outside extends Pick<GatewayOptions, 'settings' | 'secrets'> {
  stores: Pick<Stores, 'vendors'>;
  now: () => Date;
}

/** What giving, refusing and stopping work with. */
function createDeciding(
  {
    settings,
    secrets,
    log,
    categories,
    untold,
    dueOwners,
    now,
  }: GatewayOptions & {
    categories: Categories;
    now: () => Date;
  },
  stores: Stores,
  identity: GatewayIdentity,
) {
  return {
    store: stores.consents,
    documents: createConsentDocuments({ podFetch: identity.podFetch, owners: stores.owners, categories }),
    secrets,
    gateway: settings.origin,
    categories,
    untold,
    podPatienceMs: POD_PATIENCE_MS,
    requests: stores.requests,
    owners: rebuiltFirst(stores.owners, dueOwners),
    requestNotices: stores.requestNotices,
    putRequestNotice: createInbox({
      podFetch: identity.podFetch,
      owners: stores.owners,
      gateway: settings.origin,
    }),
    readTerms: createTermsReader({ podFetch: identity.podFetch, owners: stores.owners, now }),
    signIns: stores.signIns,
    findVendor: (vendorId: string) => knownVendor(vendorId, stores),
    findVendors: async (vendorIds: readonly string[]) =>
      new Map((await stores.vendors.findSome(vendorIds)).map((vendor) => [vendor.vendorId, vendor])),
    histories: stores.histories,
    ledger: stores.ledger,
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
