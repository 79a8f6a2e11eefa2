import { sha256 } from '@parley/protocol';
import { sql, type Transaction } from 'kysely';
import type { ConsentVersion, PodNotice } from '../../consent/consent-store.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import type { Tables } from './tables.ts';

const NOTICE_CONTEXT = 'pod-notice';
const MAX_AT_ONCE = 20;
const LONGEST_DELAY_SECONDS = 300;

/** Gives a statement its place: the next number in its file, and the end of the consent's chain. The caller holds the row's lock. */
export async function nextPlace(
  trx: Transaction<Tables>,
  statement: {
    readonly consentId: string;
    readonly jws: string;
    /** Where it is a new version: its number is never given again. */
    readonly version?: number | undefined;
  },
): Promise<{ sequence: number; statementSha256: string }> {
  const statementSha256 = await sha256(statement.jws);
  const { statements } = await trx
    .updateTable('consent')
    .set({
      chain_sha256: statementSha256,
      statements: sql<number>`statements + 1`,
      ...(statement.version === undefined ? {} : { signed_version: statement.version }),
    })
    .where('id', '=', statement.consentId)
    .returning('statements')
    .executeTakeFirstOrThrow();
  return { sequence: statements, statementSha256 };
}

/** Leaves word for the pod in the same transaction as the stop. The chain goes on from this statement. */
export async function addNotice(
  trx: Transaction<Tables>,
  notice: Omit<PodNotice, 'sequence'>,
  options: ConsentStoreOptions & { readonly newVersion?: ConsentVersion | undefined },
): Promise<{ id: string; notice: PodNotice }> {
  const { newVersion } = options;
  const { sequence } = await nextPlace(trx, { ...notice, version: newVersion?.version });
  const placed = { ...notice, sequence };
  const id = await addPlacedNotice(trx, placed, { ...options, receiptSha256: newVersion?.receiptSha256 });
  return { id, notice: placed };
}

/** The same for a statement that has its place. */
export async function addPlacedNotice(
  trx: Transaction<Tables>,
  notice: PodNotice,
  options: Pick<ConsentStoreOptions, 'sealingKey'> & { readonly receiptSha256?: string | undefined },
): Promise<string> {
  const { id } = await trx
    .insertInto('pod_outbox')
    .values({
      consent_id: notice.consentId,
      owner_id: notice.ownerId,
      sealed: seal(options.sealingKey, NOTICE_CONTEXT, notice),
      receipt_sha256: options.receiptSha256 ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const openNotice = (sealed: Buffer, sealingKey: Buffer): PodNotice =>
  unseal(sealingKey, NOTICE_CONTEXT, sealed) as PodNotice;

/** Before what the pod has yet to be told is written down anew. */
export async function forgetNotices(trx: Transaction<Tables>, consentId: string): Promise<void> {
  await trx
    .deleteFrom('pod_outbox')
    .where('consent_id', '=', consentId)
    .where('done_at', 'is', null)
    .execute();
}

/**
 * Hands due notices to the pod. A notice is taken by putting it off first, in a statement of its own, so that no lock is held while the pod
 * is slow; delivering twice is harmless.
 */
export async function deliverNotices(
  deliver: (notice: PodNotice) => Promise<void>,
  only: string | undefined,
  options: ConsentStoreOptions,
): Promise<number> {
  const { database } = options;
  const taken = await sql<{ id: string; sealed: Buffer }>`
    UPDATE pod_outbox SET attempts = attempts + 1,
      next_at = clock_timestamp() + make_interval(secs => least(${LONGEST_DELAY_SECONDS}, 2 ^ least(attempts, 8)) * (0.75 + random() / 2) + 5)
    WHERE id IN (SELECT id FROM pod_outbox WHERE done_at IS NULL AND (id = ${only ?? null}::bigint OR ${only ?? null}::bigint IS NULL AND next_at <= clock_timestamp())
      ORDER BY id LIMIT ${MAX_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id, sealed`.execute(database);
  const delivered = await Promise.all(
    taken.rows.map(async ({ id, sealed }) => {
      try {
        await deliver(openNotice(sealed, options.sealingKey));
      } catch {
        return 0;
      }
      await markDelivered(id, options);
      return 1;
    }),
  );
  return delivered.reduce<number>((sum, one) => sum + one, 0);
}

/** What was sealed is in the pod now: it need not rest here too. From now on the pod has to hold the receipt that it was told. */
async function markDelivered(id: string, { database }: ConsentStoreOptions): Promise<void> {
  await sql`
    WITH told AS (
      UPDATE pod_outbox SET done_at = clock_timestamp(), sealed = '' WHERE id = ${id}::bigint RETURNING consent_id, receipt_sha256)
    UPDATE consent c SET pod_receipt_sha256 = NULL FROM told WHERE c.id = told.consent_id AND c.receipt_sha256 = told.receipt_sha256`.execute(
    database,
  );
}
