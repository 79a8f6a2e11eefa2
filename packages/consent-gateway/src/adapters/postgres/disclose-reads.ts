import type pg from 'pg';
import type { ReadIntent } from '../../ledger/ledger.ts';
import { FLOORED_CLOCK, UTC_DAY } from './instants.ts';
import { isStoppedByHold } from './is-stopped-by-hold.ts';
import { digestOf } from './journal-act.ts';
import { readParameters } from './read-parameters.ts';

/**
 * The conditional disclosure, as one statement for a batch of reads. A read whose journal row it inserts may be answered; every
 * other one is refused.
 *
 * - Locks in one order everywhere: vendors, consents, entries, proofs, each sorted. The arrays force it: each is complete before
 *   the next lock is taken.
 * - What is checked comes from the locked rows themselves, so it is what the last commit left. A status read beside the lock would
 *   be that of the statement's old snapshot: measured, one read passed after a stop.
 * - `now` is taken after the locks and floored at the owner's last entry: a clock that is set back revives nothing that had
 *   ended. That the pod was confirmed is measured on the bare clock, both ways: after a jump it has to be confirmed again.
 * - A replay is found by the primary key (proof, iat). Sorted by proof: batches that meet the same proofs in another order would
 *   deadlock.
 */
const STATEMENT = `
WITH b AS MATERIALIZED (
  SELECT DISTINCT ON (proof) *
  FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[], $8::bytea[], $9::text[])
    AS b(ord, consent_id, version, purpose, vendor_id, proof, iat, digest, body)
  ORDER BY proof, ord),
vendors AS MATERIALIZED (
  SELECT vendor_id, held_at FROM vendor WHERE vendor_id = ANY($5) ORDER BY vendor_id FOR SHARE),
consents AS MATERIALIZED (
  SELECT id, owner_id, vendor_id, version, status, until, resume_at, pod_checked_at, lifted_hold
  FROM consent WHERE id = ANY($2) AND vendor_id = ANY(ARRAY(SELECT vendor_id FROM vendors))
  ORDER BY id FOR NO KEY UPDATE),
entries AS MATERIALIZED (
  SELECT consent_id, purpose, until, max_reads, day, reads_today
  FROM consent_entry WHERE consent_id = ANY(ARRAY(SELECT id FROM consents)) AND purpose = ANY($4)
  ORDER BY consent_id, purpose FOR NO KEY UPDATE),
live AS MATERIALIZED (
  SELECT c.id, c.owner_id, c.vendor_id, c.version, e.purpose, t.now, ${UTC_DAY('t.now')} AS today,
    e.max_reads - CASE WHEN e.day = ${UTC_DAY('t.now')} THEN e.reads_today ELSE 0 END AS left_today
  FROM entries e JOIN consents c ON c.id = e.consent_id JOIN vendors v ON v.vendor_id = c.vendor_id
  CROSS JOIN LATERAL (SELECT clock_timestamp() AS clock, ${FLOORED_CLOCK('c.owner_id')} AS now) t
  WHERE NOT ${isStoppedByHold('c', 'v')} AND c.until > t.now AND e.until > t.now
    AND (c.status = 'given' OR c.status = 'paused' AND c.resume_at <= t.now)
    AND c.pod_checked_at > t.clock - interval '30 s' AND c.pod_checked_at <= t.clock),
may AS MATERIALIZED (
  SELECT b.*, l.owner_id, l.now, l.today, l.left_today,
    row_number() OVER (PARTITION BY b.consent_id, b.purpose ORDER BY b.ord) AS nth
  FROM b JOIN live l ON l.id = b.consent_id AND l.version = b.version AND l.purpose = b.purpose AND l.vendor_id = b.vendor_id
  WHERE b.iat > clock_timestamp() - interval '300 s' AND b.iat < clock_timestamp() + interval '120 s'
    AND (l.left_today IS NULL OR NOT EXISTS (SELECT FROM journal j WHERE j.proof = b.proof AND j.iat = b.iat))),
ins AS (
  INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest)
  SELECT proof, iat, owner_id, consent_id, version, now, body, digest FROM may
  WHERE left_today IS NULL OR nth <= left_today
  ORDER BY proof ON CONFLICT DO NOTHING RETURNING proof),
used AS (
  UPDATE consent_entry e SET day = i.today, reads_today = i.reads + CASE WHEN e.day = i.today THEN e.reads_today ELSE 0 END
  FROM (SELECT m.consent_id, m.purpose, m.today, count(*) AS reads FROM ins JOIN may m USING (proof) GROUP BY 1, 2, 3) i
  WHERE e.consent_id = i.consent_id AND e.purpose = i.purpose AND e.max_reads IS NOT NULL)
SELECT proof FROM ins`;

/** For each read whether it was written down, and so may be answered. */
export async function discloseReads(pool: pg.Pool, reads: readonly ReadIntent[]): Promise<boolean[]> {
  const bodies = reads.map((read) => JSON.stringify(read.body));
  const { rows } = await pool.query<{ proof: Buffer }>({
    name: 'parley-disclose',
    text: STATEMENT,
    values: [...readParameters(reads), bodies.map(digestOf), bodies],
  });
  const written = new Set(rows.map((row) => row.proof.toString('hex')));
  // Of one proof twice in a batch only the first was taken.
  return reads.map((read) => written.delete(Buffer.from(read.proof).toString('hex')));
}
