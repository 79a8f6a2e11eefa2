import { type Kysely, sql, type Transaction } from 'kysely';
import type { PodNotice } from '../../../consent/consent-store.ts';
import { GatewayError } from '../../../gateway-error.ts';
import type { RebuildStore, RebuiltOwner } from '../../../rebuild/rebuild-store.ts';
import { containerHash } from '../../../secrets/keyed-ids.ts';
import type { LoggedConnection } from '../../../secrets/owner-log.ts';
import { seal, unseal } from '../../../secrets/seal.ts';
import type { Secrets } from '../../../secrets/secrets.ts';
import { orUnavailable } from '../database-fault.ts';
import { DUE_MARK } from '../due-owner.ts';
import { openNotice } from '../pod-notices.ts';
import type { Tables } from '../tables.ts';
import { writeConsents, writeMissing } from './write-consents.ts';
import { writeLedger } from './write-ledger.ts';
import { writeVendors } from './write-vendors.ts';

interface Options {
  readonly database: Kysely<Tables>;
  readonly secrets: Secrets;
}

/** The index as a rebuild fills it. */
export function createRebuildStore(options: Options): RebuildStore {
  return {
    listDue: (known) => orUnavailable(() => listDue(known, options)),
    find: (ownerId) => orUnavailable(() => find(ownerId, options)),
    write: (rebuilt) => orUnavailable(() => write(rebuilt, options)),
  };
}

async function listDue(
  { connected, disconnected }: Parameters<RebuildStore['listDue']>[0],
  { database, secrets }: Options,
): ReturnType<RebuildStore['listDue']> {
  await settleDisconnected(database, { connected: [...connected.keys()], disconnected: [...disconnected] });
  const rows = await database.selectFrom('owner').select(['owner_id', 'nonce', 'sealed']).execute();
  const due = new Map(connected);
  for (const { owner_id: ownerId, nonce, sealed } of rows) {
    if (!nonce.startsWith(DUE_MARK)) due.delete(ownerId);
    else if (!due.has(ownerId)) {
      // Its line in the log is lost: the backup has what it said.
      const place = unseal(secrets.derive('owner-encryption'), ownerId, sealed);
      const { webId, container } = place as Pick<LoggedConnection, 'webId' | 'container'>;
      due.set(ownerId, { ownerId, webId, container, nonce: nonce.slice(DUE_MARK.length) });
    }
  }
  return due;
}

/** Whom a backup has as disconnected, or who has disconnected since: there is no pod to read, and nothing to be live. */
async function settleDisconnected(
  database: Kysely<Tables>,
  logged: { connected: string[]; disconnected: string[] },
): Promise<void> {
  await sql`
    WITH gone AS (
      UPDATE owner SET nonce = substr(nonce, 2), disconnected_at = coalesce(disconnected_at, clock_timestamp())
      WHERE nonce LIKE ${`${DUE_MARK}%`} AND (owner_id = ANY(${logged.disconnected})
        OR disconnected_at IS NOT NULL AND owner_id <> ALL(${logged.connected}))
      RETURNING owner_id)
    UPDATE consent SET status = 'withdrawn', ended_at = clock_timestamp(), end_reason = 'disconnected', resume_at = NULL, pick_up_by = NULL
    WHERE owner_id IN (SELECT owner_id FROM gone) AND status IN ('given', 'paused')`.execute(database);
}

async function find(ownerId: string, { database, secrets }: Options): ReturnType<RebuildStore['find']> {
  const owner = await database
    .selectFrom('owner')
    .select('nonce')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  const { rows } = await sql<{ now: Date; last: number | null }>`
    SELECT clock_timestamp() AS now, coalesce(
      (SELECT max(number) FROM block WHERE owner_id = ${ownerId} AND in_pod_at IS NOT NULL),
      (SELECT 0 FROM owner_chain WHERE owner_id = ${ownerId})) AS last`.execute(database);
  const outbox = await database
    .selectFrom('pod_outbox')
    .select('sealed')
    .where('owner_id', '=', ownerId)
    .where('done_at', 'is', null)
    .execute();
  const [row] = rows;
  if (row === undefined) throw new Error('the database has no clock');
  return {
    state: owner === undefined || owner.nonce.startsWith(DUE_MARK) ? 'due' : 'whole',
    lastBlock: row.last ?? undefined,
    notices: outbox.map(({ sealed }): PodNotice => openNotice(sealed, secrets.derive('owner-encryption'))),
    now: row.now,
  };
}

const UNIQUE_VIOLATION = '23505';

function write(rebuilt: RebuiltOwner, options: Options): ReturnType<RebuildStore['write']> {
  return options.database
    .transaction()
    .execute((trx) => writeLocked(trx, rebuilt, options))
    .catch((error: { code?: string; constraint?: string }) => {
      if (error.code !== UNIQUE_VIOLATION || error.constraint !== 'owner_container') throw error;
      throw new GatewayError('pod_not_proven', "the container is another owner's");
    });
}

async function writeLocked(
  trx: Transaction<Tables>,
  rebuilt: RebuiltOwner,
  { secrets }: Options,
): Promise<{ gaps: number }> {
  const { ownerId, webId, container, nonce } = rebuilt.owner;
  const sealingKey = secrets.derive('owner-encryption');
  // A row that is not there cannot be locked: two rebuilds of one owner come one after the other.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${ownerId}, 0))`.execute(trx);
  const before = await trx
    .selectFrom('owner')
    .select('nonce')
    .where('owner_id', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  const writing = { rebuilt, sealingKey };
  if (before !== undefined && !before.nonce.startsWith(DUE_MARK)) {
    // What the index says of a hold is newer than what the pod does.
    await writeVendors(
      trx,
      rebuilt.vendors.map((vendor) => ({ ...vendor, hold: undefined })),
    );
    return { gaps: await writeMissing(trx, writing) };
  }
  await writeVendors(trx, rebuilt.vendors);
  const values = {
    sealed: seal(sealingKey, ownerId, { webId, container }),
    container_hash: containerHash(secrets, container),
    nonce,
    disconnected_at: null,
  };
  await trx
    .insertInto('owner')
    .values({ owner_id: ownerId, ...values })
    .onConflict((conflict) => conflict.column('owner_id').doUpdateSet(values))
    .execute();
  await writeConsents(trx, writing);
  return { gaps: await writeLedger(trx, rebuilt) };
}
