import { createHash } from 'node:crypto';
import { type LedgerEntryBody, ledgerEntryBodySchema, newId } from '@parley/protocol';
import { sql, type Transaction } from 'kysely';
import { FLOORED_CLOCK } from './instants.ts';
import type { Tables } from './tables.ts';

/** What the ledger says of an act: give, withdraw, … */
export interface JournalledAct
  extends Pick<LedgerEntryBody, 'consentId' | 'version' | 'vendorId' | 'by' | 'reason'> {
  readonly ownerId: string;
  readonly act: string;
}

/**
 * Writes an act down in the caller's transaction. Call it after the consent's row is locked: its time is then later than that
 * of every read that came before, and every read that comes after sees what the act changed.
 *
 * Returns the entry's time: the database's clock, never before the owner's last entry.
 */
export async function journalAct(trx: Transaction<Tables>, act: JournalledAct): Promise<{ at: Date }> {
  const { ownerId, ...rest } = act;
  return journalEntry(trx, ownerId, { id: newId('entry'), kind: 'act', outcome: 'done', ...rest });
}

/** The same for any entry. */
export async function journalEntry(
  trx: Transaction<Tables>,
  ownerId: string,
  entry: LedgerEntryBody,
): Promise<{ at: Date }> {
  const body = ledgerEntryBodySchema.parse(entry);
  const text = JSON.stringify(body);
  const { rows } = await sql<{ at: Date }>`
    WITH now AS MATERIALIZED (SELECT ${sql.raw(FLOORED_CLOCK('o.id'))} AS at FROM (SELECT ${ownerId}::text AS id) o)
    INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest)
    SELECT ${digestOf(body.id)}, at, ${ownerId}, ${body.consentId}, ${body.version}, at, ${text}, ${digestOf(text)} FROM now
    RETURNING at`.execute(trx);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('The journal took no row.');
  return { at };
}

export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
