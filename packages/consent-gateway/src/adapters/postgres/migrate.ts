import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { DatabaseRefusedError } from './check-server.ts';
import { orUnavailable, toDatabaseFault } from './database-fault.ts';
import { ensureJournalPartitions } from './journal-partitions.ts';
import * as mainJob from './migrations/0001-main-job.ts';
import * as acts from './migrations/0002-acts.ts';
import * as intentsForgotten from './migrations/0003-intents-forgotten.ts';
import * as vendorStatus from './migrations/0004-vendor-status.ts';
import * as asking from './migrations/0005-asking.ts';
import * as podThatMoved from './migrations/0006-pod-that-moved.ts';
import * as ownerSide from './migrations/0007-owner-side.ts';
import * as limitsAndActs from './migrations/0008-limits-and-acts.ts';
import * as holdsLifted from './migrations/0009-holds-lifted.ts';
import * as conversation from './migrations/0010-conversation.ts';
import * as openedIssues from './migrations/0011-opened-issues.ts';
import * as vendorEvents from './migrations/0012-vendor-events.ts';
import * as copies from './migrations/0013-copies.ts';
import * as honours from './migrations/0014-honours.ts';
import * as journalByWeek from './migrations/0015-journal-by-week.ts';
import { connectionSettings } from './open-database.ts';
import type { Tables } from './tables.ts';

/** In this order, each once. A migration that has been released never changes. */
const migrations: Record<string, Migration> = {
  '0001-main-job': { up: mainJob.up },
  '0002-acts': { up: acts.up },
  '0003-intents-forgotten': { up: intentsForgotten.up },
  '0004-vendor-status': { up: vendorStatus.up },
  '0005-asking': { up: asking.up },
  '0006-pod-that-moved': { up: podThatMoved.up },
  '0007-owner-side': { up: ownerSide.up },
  '0008-limits-and-acts': { up: limitsAndActs.up },
  '0009-holds-lifted': { up: holdsLifted.up },
  '0010-conversation': { up: conversation.up },
  '0011-opened-issues': { up: openedIssues.up },
  '0012-vendor-events': { up: vendorEvents.up },
  '0013-copies': { up: copies.up },
  '0014-honours': { up: honours.up },
  '0015-journal-by-week': { up: journalByWeek.up },
};

/**
 * Brings the tables up to date. Any number of processes may do it at the same time: one works, the others wait for it. All
 * or nothing.
 *
 * @throws {GatewayError} temporarily_unavailable
 * @throws {DatabaseRefusedError} where a newer version has been here
 * @throws the signal's reason when aborted
 */
export async function migrateDatabase(options: {
  url: string;
  log: (message: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  options.signal.throwIfAborted();
  // Its own connection, without a time limit: the wait for another process and a long migration are both in order.
  const pool = new pg.Pool({ ...connectionSettings(options.url), max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // Ending a busy client cuts its connection; the server rolls the transaction back.
    options.signal.addEventListener('abort', () => void client.end().catch(() => undefined), { once: true });
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = { getMigrations: async () => migrations };
    const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
    options.signal.throwIfAborted();
    if (error !== undefined) throw (await madeByNewer(db)) ?? toDatabaseFault(error);
    await orUnavailable(() => ensureJournalPartitions(db));
    const done = (results ?? [])
      .filter((result) => result.status === 'Success')
      .map((result) => result.migrationName);
    options.log(
      done.length === 0
        ? 'the tables are up to date'
        : `the tables were brought up to date: ${done.join(', ')}`,
    );
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

/** What has been done to the tables that this version does not know of. */
async function madeByNewer(db: Kysely<Tables>): Promise<DatabaseRefusedError | undefined> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`
    .execute(db)
    .catch(() => ({ rows: [] }));
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return undefined;
  return new DatabaseRefusedError(
    `A newer version of Parley has changed this database (${unknown.join(', ')}). Run that version, or restore a backup of before into an empty database.`,
  );
}
