import type { Categories } from '@parley/protocol';
import { createConsentFactsStore } from '../adapters/postgres/consent-facts-store.ts';
import { createLedgerStore } from '../adapters/postgres/ledger-store.ts';
import { createLiveConsents } from '../adapters/postgres/live-consents.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createPodConfirmations } from '../adapters/postgres/pod-confirmations.ts';
import { createAttachmentFiles } from '../adapters/solid-pod/attachment-files.ts';
import type { DocumentParsing } from '../adapters/solid-pod/parse/document-parsing.ts';
import { createPodSide } from '../adapters/solid-pod/pod-side.ts';
import { represent } from '../adapters/solid-pod/represent.ts';
import type { Settings } from '../config.ts';
import type { PodConfirmerOptions } from '../consent/confirm-in-pod.ts';
import type { ConsentEndings } from '../consent/consent-endings.ts';
import { createSafeWebSocket } from '../http/safe-web-socket.ts';
import type { AdmitCaller, CallLimits } from '../limits/call-limits.ts';
import { createChangesComposer } from '../read/changes/compose-changes.ts';
import { createComposer } from '../read/compose-answer.ts';
import { createKnownConsents } from '../read/known-consents.ts';
import { createReadRoutes } from '../read/read.routes.ts';
import type { RelinquishOptions } from '../read/relinquish-by-token.ts';
import { createContentWatch } from '../read/watch/watch-content.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createDpopNonces } from '../token/dpop-nonce.ts';
import { createAccessTokenVerifier } from '../token/verify-access-token.ts';
import type { Stores } from './stores.ts';

interface Options {
  categories: Categories;
  settings: Settings;
  secrets: Secrets;
  database: Database;
  stores: Stores;
  endings: ConsentEndings;
  relinquish: RelinquishOptions['relinquish'];
  podFetch: typeof fetch;
  /** The same, passing an answer on as it comes. */
  podStream: typeof fetch;
  parsing: DocumentParsing;
  limits: Pick<CallLimits, 'admit'>;
  now: () => Date;
  onHeld: NonNullable<PodConfirmerOptions['onHeld']>;
}

const NOTICE_MAX_BYTES = 65_536;
const SOCKET_TIMEOUT_MS = 10_000;

/** Stages 3 to 5 as a vendor meets them: token, approved read, journal. `pods` has background work to start and stop; `reading` is what an answer to an issue needs too. */
export function createApprovedRead(options: Options) {
  const { settings, secrets, now } = options;
  const { db } = options.database;
  const audience = `${settings.origin}/v1`;
  const nonces = createDpopNonces({ key: secrets.derive('nonce'), now });
  const cacheBytes = settings.cacheMiB * 1024 * 1024;
  const pods = createPodSide({
    maxDocumentBytes: (cacheBytes * 2) / 3,
    podFetch: options.podFetch,
    parse: options.parsing.parse,
    webSocket: createSafeWebSocket({
      localOrigins: settings.localOrigins,
      maxBytes: NOTICE_MAX_BYTES,
      timeoutMs: SOCKET_TIMEOUT_MS,
    }),
    confirmations: createPodConfirmations({ database: db }),
    endings: options.endings,
    now,
    onHeld: options.onHeld,
    // What a hint is for is a hint too: where it fails, the next look is at its time.
    onHint: (address) => void watch.hint(address).catch(() => undefined),
  });
  const reading = {
    verifier: tokenVerifier(options, { audience, nonces }),
    consents: createKnownConsents(createConsentFactsStore({ database: db, owners: options.stores.owners })),
    live: createLiveConsents({ database: db }),
    confirmer: pods.confirmer,
    mirror: pods.mirror,
    itemKey: secrets.derive('item'),
    audience,
    nonces,
    now,
    admit: ((call, vendorId) => options.limits.admit('vendor', call, vendorId)) as AdmitCaller,
    useProofOnce: options.stores.replay.useOnce,
    resourceMetadata: `${settings.origin}/.well-known/oauth-protected-resource/v1`,
  };
  const keys = { cursorKey: secrets.derive('cursor'), digestKey: secrets.derive('copy') };
  const watch = createContentWatch({
    ...reading,
    ...keys,
    copies: options.stores.watched,
    categories: options.categories,
  });
  const routes = createReadRoutes({
    ...reading,
    compose: createComposer({ ...reading, ...keys, represent, maxBytes: cacheBytes / 3 }),
    composeChanges: createChangesComposer({ ...reading, ...keys, copies: options.stores.copies }),
    files: createAttachmentFiles({ podStream: options.podStream }),
    ledger: createLedgerStore(options.database),
    categories: options.categories,
    onRead: pods.onRead,
    relinquish: options.relinquish,
  });
  return { ...routes, pods, reading, watch };
}

function tokenVerifier(
  { settings, secrets, now }: Options,
  { audience, nonces }: { audience: string; nonces: ReturnType<typeof createDpopNonces> },
) {
  return createAccessTokenVerifier({
    issuer: settings.origin,
    audience,
    publicOrigin: settings.origin,
    keys: () => secrets.publishedKeys('token'),
    acceptsNonce: nonces.accepts,
    now,
  });
}
