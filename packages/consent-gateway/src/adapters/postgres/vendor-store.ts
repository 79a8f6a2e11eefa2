import { type Kysely, sql, type Transaction } from 'kysely';
import type { CheckedClient } from '../../vendor/read-client-document.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import type { Tables } from './tables.ts';
import { journalForVendor } from './vendor-holds.ts';

export interface StoredVendor extends Vendor {
  readonly fetchedAt: Date;
  readonly keyThumbprints: readonly string[];
}

/**
 * Vendors at rest. Where a vendor's own document changes all its keys or its redirect addresses, the vendor is put on hold: all its
 * consents stop. What the operator enters is the operator's decision, and lifts a hold.
 */
export interface VendorStore {
  find(vendorId: string): Promise<StoredVendor | undefined>;
  save(vendorId: string, knownBy: Vendor['knownBy'], client: CheckedClient): Promise<StoredVendor>;
  list(): Promise<StoredVendor[]>;
  /** Each that is known, in one statement. */
  findSome(vendorIds: readonly string[]): Promise<StoredVendor[]>;
}

export function createVendorStore(options: { database: Kysely<Tables> }): VendorStore {
  const { database } = options;
  const find = async (vendorId: string) => {
    const row = await database
      .selectFrom('vendor')
      .selectAll()
      .where('vendor_id', '=', vendorId)
      .executeTakeFirst();
    return row === undefined ? undefined : toVendor(row);
  };
  return {
    find,
    async save(vendorId, knownBy, client) {
      await database.transaction().execute((trx) => pin(trx, { vendorId, knownBy, client }));
      const saved = await find(vendorId);
      if (saved === undefined) throw new Error('a vendor is gone right after it was saved');
      return saved;
    },
    findSome: async (vendorIds) =>
      vendorIds.length === 0
        ? []
        : (await database.selectFrom('vendor').selectAll().where('vendor_id', 'in', vendorIds).execute()).map(
            toVendor,
          ),
    list: async () =>
      (await database.selectFrom('vendor').selectAll().orderBy('vendor_id').execute()).map(toVendor),
  };
}

interface Pinning {
  readonly vendorId: string;
  readonly knownBy: Vendor['knownBy'];
  readonly client: CheckedClient;
}

async function pin(trx: Transaction<Tables>, { vendorId, knownBy, client }: Pinning): Promise<void> {
  const known = await trx
    .selectFrom('vendor')
    .selectAll()
    .where('vendor_id', '=', vendorId)
    .forUpdate()
    .executeTakeFirst();
  const isOperatorsWord = knownBy === 'operator';
  const reason = known === undefined || isOperatorsWord ? null : reasonToHold(toVendor(known), client);
  const seen = { fetched_at: sql<Date>`clock_timestamp()` };
  const values = {
    known_by: knownBy,
    name: client.name,
    metadata: JSON.stringify(client.metadata),
    key_thumbprints: [...client.keyThumbprints],
    ...seen,
  };
  // A held vendor keeps what was pinned, so that lifting the hold is a decision about the change.
  const update =
    reason === null
      ? { ...values, ...(isOperatorsWord ? { held_at: null, held_reason: null } : {}) }
      : {
          ...seen,
          held_at: sql<Date>`coalesce(vendor.held_at, clock_timestamp())`,
          held_reason: reason,
        };
  await trx
    .insertInto('vendor')
    .values({ vendor_id: vendorId, ...values, held_at: null, held_reason: null })
    .onConflict((conflict) => conflict.column('vendor_id').doUpdateSet(update))
    .execute();
  const wasHeld = known !== undefined && known.held_at !== null;
  if (reason !== null && !wasHeld)
    await journalForVendor(trx, { vendorId, act: 'hold', by: 'gateway', reason });
  if (isOperatorsWord && wasHeld) await journalForVendor(trx, { vendorId, act: 'release', by: 'operator' });
}

function reasonToHold(known: StoredVendor, client: CheckedClient): string | null {
  // Found again by a rebuild: what was pinned is lost, and what its document says now is pinned anew.
  if (known.keyThumbprints.length === 0) return null;
  if (!client.keyThumbprints.some((thumbprint) => known.keyThumbprints.includes(thumbprint)))
    return 'keys_changed';
  const before = new Set(known.metadata['redirect_uris'] as string[]);
  const after = client.metadata['redirect_uris'] as string[];
  return after.every((uri) => before.has(uri)) ? null : 'redirect_changed';
}

interface VendorRow {
  vendor_id: string;
  name: string;
  known_by: 'operator' | 'document';
  metadata: Record<string, unknown>;
  key_thumbprints: string[];
  fetched_at: Date;
  held_at: Date | null;
}

function toVendor(row: VendorRow): StoredVendor {
  return {
    vendorId: row.vendor_id,
    name: row.name,
    knownBy: row.known_by,
    metadata: row.metadata,
    keyThumbprints: row.key_thumbprints,
    fetchedAt: row.fetched_at,
    heldAt: row.held_at,
  };
}
