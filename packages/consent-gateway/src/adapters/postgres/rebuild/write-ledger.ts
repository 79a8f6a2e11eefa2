import { sql, type Transaction } from 'kysely';
import type { RebuiltOwner } from '../../../rebuild/rebuild-store.ts';
import { recountReads } from '../reads-by-day.ts';
import type { Tables } from '../tables.ts';
import { addEndEvents } from '../vendor-events/add-act-events.ts';
import { declareGap } from './declare-gap.ts';

/**
 * The chains go on from the last block in the pod. What a backup has beyond it and the pod has not is chained anew; what is lost is said by
 * an entry in the chain of each consent that was live since. Returns how many such entries.
 */
export async function writeLedger(trx: Transaction<Tables>, rebuilt: RebuiltOwner): Promise<number> {
  const { owner, ledger, consents } = rebuilt;
  const { ownerId } = owner;
  await unchain(trx, ownerId, ledger.entryIds);
  const { rows } = await sql<{ number: number; hash: string; sealed_at: Date }>`
    SELECT number, hash, sealed_at FROM block WHERE owner_id = ${ownerId} ORDER BY number DESC LIMIT 1`.execute(
    trx,
  );
  const [known] = rows;
  // A block of the backup may be newer than what was read: the pod has it since.
  const isKnownNewer = known !== undefined && known.number > ledger.lastNumber;
  await sql`
    INSERT INTO owner_chain (owner_id, block_number, hash)
    VALUES (${ownerId}, ${isKnownNewer ? known.number : ledger.lastNumber}, ${isKnownNewer ? known.hash : (ledger.last?.hash ?? null)})
    ON CONFLICT (owner_id) DO UPDATE SET block_number = excluded.block_number, hash = excluded.hash`.execute(
    trx,
  );
  for (const [consentId, { sequence, link }] of ledger.heads)
    await sql`
      INSERT INTO consent_chain (consent_id, sequence, link) VALUES (${consentId}, ${sequence}, ${link})
      ON CONFLICT (consent_id) DO UPDATE SET sequence = excluded.sequence, link = excluded.link
      WHERE excluded.sequence > consent_chain.sequence`.execute(trx);
  const since = isKnownNewer ? known.sealed_at : ledger.last?.sealedAt;
  const concerned = consents.filter(({ end }) => end === undefined || since === undefined || end.at >= since);
  for (const consent of concerned) await declareGap(trx, { ownerId, consent, since });
  await addEndEvents(
    trx,
    concerned.map(({ consentId }) => consentId),
  );
  return concerned.length;
}

/** Journal rows and blocks that are in no pod, back to where they can be chained again; without those that the pod has by now. */
async function unchain(
  trx: Transaction<Tables>,
  ownerId: string,
  entryIds: readonly string[],
): Promise<void> {
  await sql`
    UPDATE journal j SET sequence = NULL, link = NULL, block_number = NULL
    WHERE j.owner_id = ${ownerId} AND NOT EXISTS (
      SELECT FROM block b WHERE b.owner_id = j.owner_id AND b.number = j.block_number AND b.in_pod_at IS NOT NULL)`.execute(
    trx,
  );
  await sql`DELETE FROM block WHERE owner_id = ${ownerId} AND in_pod_at IS NULL`.execute(trx);
  await sql`
    DELETE FROM journal WHERE owner_id = ${ownerId} AND block_number IS NULL AND body::jsonb ->> 'id' = ANY(${entryIds})`.execute(
    trx,
  );
  await recountReads(trx, ownerId);
  await sql`
    DELETE FROM consent_chain WHERE consent_id IN (SELECT id FROM consent WHERE owner_id = ${ownerId})`.execute(
    trx,
  );
  await sql`
    INSERT INTO consent_chain (consent_id, sequence, link)
    SELECT DISTINCT ON (consent_id) consent_id, sequence, link FROM journal
    WHERE owner_id = ${ownerId} AND block_number IS NOT NULL ORDER BY consent_id, sequence DESC`.execute(trx);
}
