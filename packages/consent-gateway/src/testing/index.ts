/** For tests and the demo: what is not part of the gateway's public interface. */
export { EmbeddedPostgresError } from '../adapters/postgres/embedded/embedded-postgres-error.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../adapters/postgres/embedded/start-embedded-postgres.ts';
export { type JournalledAct, journalAct } from '../adapters/postgres/journal-act.ts';
export { createLedgerStore } from '../adapters/postgres/ledger-store.ts';
export { migrateDatabase } from '../adapters/postgres/migrate.ts';
export { type Database, DatabaseRefusedError, openDatabase } from '../adapters/postgres/open-database.ts';
export type { DisclosureResult, Ledger, ReadIntent } from '../ledger/ledger.ts';
export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { type SeededConsent, type SeedOptions, seedConsent } from './seed-consent.ts';
