import { type Categories, categories as published, signedBy } from '@parley/protocol';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createRebuildStore } from '../adapters/postgres/rebuild/rebuild-store.ts';
import { createOwnerRecords } from '../adapters/solid-pod/owner-records.ts';
import type { Settings } from '../config.ts';
import { signConsentEvent } from '../consent/sign-receipt.ts';
import type { UntoldNotices } from '../consent/untold-notices.ts';
import { createSafeFetch } from '../http/safe-fetch.ts';
import { createGatewayIdentity } from '../identity/gateway-identity.ts';
import { createDueOwners, type DueOwners } from '../rebuild/due-owners.ts';
import { createOwnerReference } from '../rebuild/owner-reference.ts';
import { type RebuildOptions, rebuildOwner } from '../rebuild/rebuild-owner.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { isClientDocumentAddress } from '../vendor/read-client-document.ts';

export interface RebuildingOptions {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly ownerLog: OwnerLog;
  readonly untold: UntoldNotices;
  /** Default: the published categories. */
  readonly categories?: Categories | undefined;
}

const OUTSIDE_MAX_BYTES = 20_000_000;
const OUTSIDE_TIMEOUT_MS = 20_000;

/** Looks which owners the index lacks: at a gateway at work, none. `all`: also whose consents may have been held. `unreadable`: so many lines of the log say nothing. */
export async function findDueOwners(
  options: RebuildingOptions & { readonly all?: boolean },
): Promise<{ readonly owners: DueOwners; readonly unreadable: number }> {
  const rebuild = rebuildOptions(options);
  const { unreadable, ...logged } = await options.ownerLog.read();
  const due = await rebuild.store.listDue(logged);
  const owners = createDueOwners({
    due: options.all === true ? new Map([...logged.connected, ...due]) : due,
    rebuild: (owner, signal) => rebuildOwner(owner, rebuild, signal),
  });
  return { owners, unreadable };
}

function rebuildOptions(options: RebuildingOptions): RebuildOptions {
  const { settings, secrets } = options;
  const identity = createGatewayIdentity({
    identityUrl: settings.identityUrl,
    key: () => secrets.signingKeys('identity')[0],
    fetch: createSafeFetch({
      localOrigins: settings.localOrigins,
      maxBytes: OUTSIDE_MAX_BYTES,
      timeoutMs: OUTSIDE_TIMEOUT_MS,
    }),
    now: () => new Date(),
  });
  return {
    store: createRebuildStore({ database: options.database.db, secrets }),
    openRecords: createOwnerRecords({ podFetch: identity.podFetch }),
    untold: options.untold,
    verifySignature: signedBy(secrets.publishedKeys('record').map(({ publicJwk }) => publicJwk)),
    gateway: settings.origin,
    gatewayWebId: identity.webId,
    categories: options.categories ?? published,
    isOwners: createOwnerReference(secrets).isOwners,
    knownBy: (vendorId) =>
      isClientDocumentAddress(vendorId, settings.localOrigins) ? 'document' : 'operator',
    signEnd: (at, claims) =>
      signConsentEvent({ key: secrets.signingKeys('record')[0], gateway: settings.origin, at, claims }),
  };
}
