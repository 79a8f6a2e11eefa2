import type { Kysely } from 'kysely';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import type { ConsentFactsStore } from '../../read/consent-facts.ts';
import { orUnavailable } from './database-fault.ts';
import type { Tables } from './tables.ts';

export function createConsentFactsStore(options: {
  readonly database: Kysely<Tables>;
  readonly owners: OwnerDirectory;
}): ConsentFactsStore {
  return {
    async find(consentId, version, signal) {
      signal.throwIfAborted();
      const row = await orUnavailable(() =>
        options.database
          .selectFrom('consent')
          .select(['owner_id', 'vendor_id', 'details', 'asked_at', 'receipt_sha256'])
          .where('id', '=', consentId)
          .where('version', '=', version)
          .executeTakeFirst(),
      );
      const owner =
        row === undefined ? undefined : await orUnavailable(() => options.owners.find(row.owner_id));
      if (row === undefined || owner === undefined) return undefined;
      const {
        owner_id: ownerId,
        vendor_id: vendorId,
        details,
        asked_at: askedAt,
        receipt_sha256: receiptSha256,
      } = row;
      const { webId: ownerWebId, container, nonce } = owner;
      return {
        consentId,
        version,
        ownerId,
        vendorId,
        details,
        askedAt,
        receiptSha256,
        ownerWebId,
        container,
        nonce,
      };
    },
  };
}
