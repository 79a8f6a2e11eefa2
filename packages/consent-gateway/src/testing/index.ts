/** For tests and the demo: what is not part of the gateway's public interface. */
export type { BackchannelRequest } from '../access-request/backchannel-request.ts';
export type { RequestNotice } from '../access-request/request-notices.ts';
export { DatabaseRefusedError } from '../adapters/postgres/check-server.ts';
export { orUnavailable } from '../adapters/postgres/database-fault.ts';
export { EmbeddedPostgresError } from '../adapters/postgres/embedded/embedded-postgres-error.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../adapters/postgres/embedded/start-embedded-postgres.ts';
export { type JournalledAct, journalAct } from '../adapters/postgres/journal-act.ts';
export { dropOldJournal, ensureJournalPartitions } from '../adapters/postgres/journal-partitions.ts';
export { createLedgerReader } from '../adapters/postgres/ledger-reader.ts';
export { createLedgerStore } from '../adapters/postgres/ledger-store.ts';
export { lockForWords } from '../adapters/postgres/lock-for-words.ts';
export { migrateDatabase } from '../adapters/postgres/migrate.ts';
export { type Database, openDatabase } from '../adapters/postgres/open-database.ts';
export { createSealStore } from '../adapters/postgres/seal-store.ts';
export { sweepExpired } from '../adapters/postgres/sweep.ts';
export { addDataEvents, type DataEvent } from '../adapters/postgres/vendor-events/add-data-events.ts';
export { revokeConsent } from '../command/consents.ts';
export { runCommand } from '../command/run-command.ts';
export { createStores, type Stores } from '../composition/stores.ts';
export type { ConsentIntent } from '../consent/consent-store.ts';
export type { BlockDestination } from '../ledger/block-destination.ts';
export type { DisclosureResult, Ledger, ReadIntent } from '../ledger/ledger.ts';
export { createSealer, type Sealer, type SealerOptions } from '../ledger/seal/create-sealer.ts';
export { createAdapterFactory } from '../token/adapter/oidc-adapter.ts';
export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { createMemoryCopies } from './memory-copies.ts';
export { memorySecrets } from './memory-secrets.ts';
export { createReadAsDecided, type DecidedRead, type ReadToDecide } from './read-as-decided.ts';
export { type SeededConsent, type SeedOptions, seedConsent } from './seed-consent.ts';
export { servedMetrics } from './served-metrics.ts';
export { createSyncAsDecided, createWatchAsDecided, type SyncAsDecided } from './sync-as-decided.ts';
export { createTestActs, type TestActs, type TestPod } from './test-acts.ts';
export { testAsker, testOwner, testRequest } from './test-asking.ts';
export { testEntry } from './test-vendor.ts';
