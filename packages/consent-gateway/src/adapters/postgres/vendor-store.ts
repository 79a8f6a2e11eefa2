import { type HoldReason, holdReasons } from '@parley/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { CheckedClient } from '../../vendor/read-client-document.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import type { VendorHold } from '../../vendor/vendor-hold.ts';
import { IS_HELD } from './live-consents.ts';
import { KEYS, type Planned, sharedLookup } from './shared-lookup.ts';
import type { Tables } from './tables.ts';
import { HELD_NOW, journalForVendor } from './vendor-holds.ts';

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
  /** Whether the hold that it is on is lifted for a live consent. */
  isLiftedForAny(vendorId: string): Promise<boolean>;
  /** Whether a consent stands still because its vendor is on hold. */
  isHeldFor(consentId: string): Promise<boolean>;
}

export function createVendorStore(options: { database: Kysely<Tables> } & Planned): VendorStore {
  const { database } = options;
  const find = sharedLookup({
    pool: options.pool,
    name: 'parley-vendor',
    statement: database
      .selectFrom('vendor')
      .select(VENDOR_COLUMNS)
      .where(sql<boolean>`vendor_id = ANY(${KEYS})`)
      .compile(),
    entry: (row) => [row.vendor_id, toVendor(row)],
  });
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
    async isLiftedForAny(vendorId) {
      const lifted = await database
        .selectFrom('consent')
        .innerJoin('vendor', 'vendor.vendor_id', 'consent.vendor_id')
        .select('id')
        .where('consent.vendor_id', '=', vendorId)
        .where('status', 'in', ['given', 'paused'])
        .whereRef('lifted_hold', '=', 'held_at')
        .limit(1)
        .executeTakeFirst();
      return lifted !== undefined;
    },
    async isHeldFor(consentId) {
      const held = await database
        .selectFrom('consent')
        .innerJoin('vendor', 'vendor.vendor_id', 'consent.vendor_id')
        .select('id')
        .where('id', '=', consentId)
        .where(IS_HELD)
        .executeTakeFirst();
      return held !== undefined;
    },
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
  const row = await trx
    .selectFrom('vendor')
    .selectAll()
    .where('vendor_id', '=', vendorId)
    .forUpdate()
    .executeTakeFirst();
  const known = row && toVendor(row);
  const isOperatorsWord = knownBy === 'operator';
  const hold = known === undefined || isOperatorsWord ? undefined : holdBecause(known, client);
  const seen = { fetched_at: sql<Date>`clock_timestamp()` };
  const values = {
    known_by: knownBy,
    name: client.name,
    metadata: JSON.stringify(client.metadata),
    key_thumbprints: [...client.keyThumbprints],
    ...seen,
  };
  const release = isOperatorsWord ? RELEASED : {};
  // A held vendor keeps what was pinned, so that lifting the hold is a decision about the change.
  const keepsPinned = known !== undefined && hold !== undefined && isPinned(known);
  await trx
    .insertInto('vendor')
    .values({ vendor_id: vendorId, ...values, ...RELEASED })
    .onConflict((conflict) =>
      conflict
        .column('vendor_id')
        .doUpdateSet({ ...(keepsPinned ? seen : values), ...release, ...(hold && columnsOf(hold, client)) }),
    )
    .execute();
  const heldAt = known?.heldAt ?? undefined;
  if (hold?.isNew) {
    const act = { vendorId, act: 'hold', by: 'gateway', reason: hold.reason } as const;
    await journalForVendor(trx, act, heldAt);
  }
  if (isOperatorsWord && heldAt !== undefined)
    await journalForVendor(trx, { vendorId, act: 'release', by: 'operator' });
}

const RELEASED = { held_at: null, held_reason: null, held_client: null };

interface FoundHold {
  readonly reason: HoldReason;
  /** It begins, or the document has changed once more since it began: nobody has accepted that yet. */
  readonly isNew: boolean;
}

/** The hold that a vendor is on once its document was read. `undefined`: none. */
function holdBecause(known: StoredVendor, client: CheckedClient): FoundHold | undefined {
  const change = changeOf(known, client);
  if (known.heldAt === null) return change && { reason: change, isNew: true };
  const { reason = 'operator', saysNow } = known.hold ?? {};
  // The operator's own hold is no question of what a document says.
  if (reason === 'operator') return { reason, isNew: false };
  const isNew = change !== undefined && (saysNow === undefined || !saysTheSame(saysNow, client));
  return { reason: change ?? reason, isNew };
}

const columnsOf = ({ reason, isNew }: FoundHold, client: CheckedClient) => ({
  held_reason: reason,
  held_client: reason === 'operator' ? null : JSON.stringify(client),
  ...(isNew ? { held_at: HELD_NOW } : {}),
});

/** Found again by a rebuild: what was pinned is lost, and what its document says now is pinned anew. */
const isPinned = (known: StoredVendor): boolean => known.keyThumbprints.length > 0;

const redirectsOf = ({ metadata }: Pick<StoredVendor, 'metadata'>) => metadata['redirect_uris'] as string[];

function changeOf(
  known: StoredVendor,
  client: CheckedClient,
): 'keys_changed' | 'redirect_changed' | undefined {
  if (!isPinned(known)) return undefined;
  if (!client.keyThumbprints.some((thumbprint) => known.keyThumbprints.includes(thumbprint)))
    return 'keys_changed';
  return isWithin(redirectsOf(client), redirectsOf(known)) ? undefined : 'redirect_changed';
}

function saysTheSame(before: CheckedClient, after: CheckedClient): boolean {
  return (
    isWithin(after.keyThumbprints, before.keyThumbprints) && isWithin(redirectsOf(after), redirectsOf(before))
  );
}

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((each) => all.includes(each));

interface VendorRow {
  vendor_id: string;
  name: string;
  known_by: 'operator' | 'document';
  metadata: Record<string, unknown>;
  key_thumbprints: string[];
  fetched_at: Date;
  held_at: Date | null;
  held_reason: string | null;
  held_client: CheckedClient | null;
}

const VENDOR_COLUMNS = [
  ...(['vendor_id', 'name', 'known_by', 'metadata', 'key_thumbprints', 'fetched_at'] as const),
  ...(['held_at', 'held_reason', 'held_client'] as const),
];

export function toVendor(row: VendorRow): StoredVendor {
  return {
    vendorId: row.vendor_id,
    name: row.name,
    knownBy: row.known_by,
    metadata: row.metadata,
    keyThumbprints: row.key_thumbprints,
    fetchedAt: row.fetched_at,
    heldAt: row.held_at,
    ...(row.held_at === null ? {} : { hold: holdOf(row) }),
  };
}

/** What is no word of ours is the operator's: nobody else lifts that. */
function holdOf(row: VendorRow): VendorHold {
  const reason = holdReasons.find((each) => each === row.held_reason) ?? 'operator';
  return { reason, saysNow: reason === 'operator' ? undefined : (row.held_client ?? undefined) };
}
