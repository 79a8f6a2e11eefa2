import { sha256 } from '@parley/protocol';
import { sql, type Transaction } from 'kysely';
import type { PodNotice } from '../../consent/consent-store.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import type { Tables } from './tables.ts';

const NOTICE_CONTEXT = 'pod-notice';
const MAX_AT_ONCE = 20;
const LONGEST_DELAY_SECONDS = 300;

/** Leaves word for the pod in the same transaction as the stop. The chain goes on from this event. */
export async function addNotice(
  trx: Transaction<Tables>,
  notice: Omit<PodNotice, 'sequence'>,
  options: ConsentStoreOptions,
): Promise<string> {
  const earlier = await trx
    .selectFrom('pod_outbox')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('consent_id', '=', notice.consentId)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('consent')
    .set({ chain_sha256: await sha256(notice.jws) })
    .where('id', '=', notice.consentId)
    .execute();
  // The version is number 1 in the file; events follow it.
  const complete: PodNotice = { ...notice, sequence: earlier.count + 2 };
  const { id } = await trx
    .insertInto('pod_outbox')
    .values({
      consent_id: notice.consentId,
      owner_id: notice.ownerId,
      sealed: seal(options.sealingKey, NOTICE_CONTEXT, complete),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
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
        await deliver(unseal(options.sealingKey, NOTICE_CONTEXT, sealed) as PodNotice);
      } catch {
        return 0;
      }
      // What was sealed is in the pod now: it need not rest here too.
      await database
        .updateTable('pod_outbox')
        .set({ done_at: sql<Date>`clock_timestamp()`, sealed: Buffer.alloc(0) })
        .where('id', '=', id)
        .execute();
      return 1;
    }),
  );
  return delivered.reduce<number>((sum, one) => sum + one, 0);
}
