import { type Kysely, sql } from 'kysely';
import type { LedgerHeads } from '../../ledger/ledger-heads.ts';
import type { Tables } from './tables.ts';

export function createLedgerHeads(options: { database: Kysely<Tables> }): LedgerHeads {
  return {
    find: (consentId) =>
      options.database
        .selectFrom('consent_chain')
        .select(['sequence', 'link', sql<Date>`clock_timestamp()`.as('at')])
        .where('consent_id', '=', consentId)
        .executeTakeFirst(),
  };
}
