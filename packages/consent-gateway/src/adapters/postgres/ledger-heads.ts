import { type Kysely, sql } from 'kysely';
import type { LedgerHeads } from '../../ledger/ledger-heads.ts';
import { KEYS, type Planned, sharedLookup } from './shared-lookup.ts';
import type { Tables } from './tables.ts';

export function createLedgerHeads(options: { database: Kysely<Tables> } & Planned): LedgerHeads {
  return {
    find: sharedLookup({
      pool: options.pool,
      name: 'parley-ledger-head',
      statement: options.database
        .selectFrom('consent_chain')
        .select(['consent_id', 'sequence', 'link', sql<Date>`clock_timestamp()`.as('at')])
        .where(sql<boolean>`consent_id = ANY(${KEYS})`)
        .compile(),
      entry: ({ consent_id, ...head }) => [consent_id, head],
    }),
  };
}
