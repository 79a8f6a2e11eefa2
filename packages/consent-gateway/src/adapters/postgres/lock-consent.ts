import { type ConsentAct, type ConsentStatus, hasEnded } from '@parley/protocol';
import { type Selectable, sql, type Transaction } from 'kysely';
import { DUE_MARK, yetToBeRead } from './due-owner.ts';
import type { ConsentTable, Tables } from './tables.ts';

export interface LockedConsent extends Selectable<ConsentTable> {
  /** By the database's clock, after the lock. */
  readonly is_past_end: boolean;
  readonly is_past_pause: boolean;
  readonly is_past_pick_up: boolean;
}

/**
 * The consent's row, locked. `undefined`: there is none, or it is somebody else's.
 *
 * @throws {GatewayError} `temporarily_unavailable`: it came from a backup and its pod is yet to be read
 */
export async function lockConsent(
  trx: Transaction<Tables>,
  of: { readonly consentId: string; readonly ownerId?: string; readonly vendorId?: string },
): Promise<LockedConsent | undefined> {
  const row = await trx
    .selectFrom('consent')
    .selectAll()
    .where('id', '=', of.consentId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (of.ownerId !== undefined && row.owner_id !== of.ownerId) return undefined;
  if (of.vendorId !== undefined && row.vendor_id !== of.vendorId) return undefined;
  // In a statement of its own: what stands beside a lock may be older than the wait for it.
  const { rows } = await sql<
    Pick<LockedConsent, 'is_past_end' | 'is_past_pause' | 'is_past_pick_up'> & { is_due: boolean }
  >`
    SELECT ${row.until}::timestamptz <= clock_timestamp() AS is_past_end,
      coalesce(${row.resume_at}::timestamptz <= clock_timestamp(), false) AS is_past_pause,
      coalesce(${row.pick_up_by}::timestamptz <= clock_timestamp(), false) AS is_past_pick_up,
      EXISTS (SELECT FROM owner WHERE owner_id = ${row.owner_id} AND nonce LIKE ${`${DUE_MARK}%`}) AS is_due`.execute(
    trx,
  );
  const [time] = rows;
  if (time === undefined) throw new Error('the database has no clock');
  // What a backup says may be older than the pod: nothing is signed on top of it.
  if (time.is_due) throw yetToBeRead();
  return { ...row, ...time };
}

const ENDING: ReadonlySet<ConsentAct> = new Set(['withdraw', 'relinquish', 'revoke', 'expire']);

/** The state from which an act starts: a pause whose date has come is over, and so is a consent whose end has come. */
export function statusFor(act: ConsentAct, row: LockedConsent): ConsentStatus {
  if (hasEnded(row.status) || ENDING.has(act)) return row.status;
  if (row.is_past_end) return 'expired';
  // What makes that state plain is the one act that still starts from the pause.
  return row.status === 'paused' && row.is_past_pause && act !== 'resume' ? 'given' : row.status;
}
