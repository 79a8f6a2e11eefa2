import { createAccessRequestStore } from '../adapters/postgres/access-request-store.ts';
import { createConsentStore } from '../adapters/postgres/consent-store.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createOwnerStore } from '../adapters/postgres/owner-store.ts';
import { createReplayStore } from '../adapters/postgres/replay-store.ts';
import { createSignInStore } from '../adapters/postgres/sign-in-store.ts';
import { createVendorStore } from '../adapters/postgres/vendor-store.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** Every store of the gateway on PostgreSQL. */
export type Stores = ReturnType<typeof createStores>;

export function createStores(options: { database: Database; secrets: Secrets; ownerLog: OwnerLog }) {
  const { secrets } = options;
  const { db: database } = options.database;
  const sealingKey = secrets.derive('owner-encryption');
  return {
    requests: createAccessRequestStore({ database }),
    consents: createConsentStore({ database, sealingKey }),
    owners: createOwnerStore({ database, secrets, log: options.ownerLog }),
    replay: createReplayStore({ database }),
    signIns: createSignInStore({ database, sealingKey }),
    vendors: createVendorStore({ database }),
  };
}
