import {
  createTestDatabase,
  migrateDatabase,
  openDatabase,
  orUnavailable,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const signal = new AbortController().signal;
const log = (): void => undefined;
let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
});
afterAll(() => testDatabase?.drop());

/** An empty database beside the migrated one. */
async function emptyDatabase(name: string): Promise<string> {
  const { pool } = await testDatabase.open(1);
  await pool.query(`DROP DATABASE IF EXISTS ${name}`);
  await pool.query(`CREATE DATABASE ${name}`);
  return Object.assign(new URL(testDatabase.url), { pathname: `/${name}` }).href;
}

describe('opening the database', () => {
  it('refuses one that may lose what it acknowledged, and says what to change', async () => {
    const url = await emptyDatabase('parley_careless');
    const { pool } = await testDatabase.open(1);
    await pool.query('ALTER DATABASE parley_careless SET synchronous_commit = off');
    await expect(openDatabase({ url, log })).rejects.toMatchObject({
      name: 'DatabaseRefusedError',
      message: expect.stringContaining('set synchronous_commit = on'),
    });
    await pool.query('DROP DATABASE parley_careless WITH (FORCE)');
  });

  it('says that it is away, without its address', async () => {
    const url = 'postgres://parley:very-secret@127.0.0.1:1/none';
    const fault = await openDatabase({ url, log }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'temporarily_unavailable', retryAfterSeconds: 2 });
    expect(String(fault)).not.toMatch(/very-secret|127\.0\.0\.1/);
  });

  it('reads days, instants and numbers as what they are', async () => {
    const { pool } = await testDatabase.open(1);
    const { rows } = await pool.query(
      `SELECT '2026-11-22'::date AS day, '2026-11-22T10:00:00.5Z'::timestamptz AS instant, '-infinity'::timestamptz AS never,
         'infinity'::timestamptz AS forever, 9007199254740993 AS big, '{"a": 1}'::jsonb AS json`,
    );
    expect(rows[0]).toEqual({
      day: '2026-11-22',
      instant: new Date('2026-11-22T10:00:00.500Z'),
      never: new Date(-8.64e15),
      forever: new Date(8.64e15),
      big: '9007199254740993',
      json: { a: 1 },
    });
  });

  it('plans a disclosure once, not for each batch, on connections of its own within the number it may hold', async () => {
    const { pool, db, connections, close } = await openDatabase({ url: testDatabase.url, log, poolSize: 4 });
    const mode = db.selectNoFrom(({ fn, val }) => fn('current_setting', [val('plan_cache_mode')]).as('mode'));
    expect((await pool.query(`SELECT current_setting('plan_cache_mode') AS mode`)).rows).toEqual([
      { mode: 'force_generic_plan' },
    ]);
    expect(await mode.execute()).toEqual([{ mode: 'auto' }]);
    const wait = db.selectNoFrom(({ fn, val }) => fn('pg_sleep', [val(0.05)]).as('slept'));
    await Promise.all([1, 2, 3, 4, 5].flatMap(() => [pool.query('SELECT pg_sleep(0.05)'), wait.execute()]));
    await expect.poll(connections).toEqual({ idle: 4, 'at work': 0, wanted: 0 });
    await close();
  });

  it('goes on after its connections were cut while nobody used them, and tells', async () => {
    const told: string[] = [];
    const { pool, close } = await openDatabase({
      url: testDatabase.url,
      log: (message) => told.push(message),
    });
    const { pool: other } = await testDatabase.open(1);
    const { rows } = await pool.query('SELECT pg_backend_pid() AS pid');
    await other.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    await expect.poll(() => told).toEqual(['a database connection was lost']);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await close();
  });
});

describe('losing a connection', () => {
  it('between two statements of a transaction fails the transaction, not the process', async () => {
    const { db } = await testDatabase.open(1);
    const { pool: other } = await testDatabase.open(1);
    const terminated = db.transaction().execute(async (trx) => {
      const { count } = await trx
        .selectFrom('consent')
        .select(trx.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      const held = `state = 'idle in transaction' AND datname = current_database()`;
      await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${held}`);
      await expect
        .poll(async () => (await other.query(`SELECT FROM pg_stat_activity WHERE ${held}`)).rowCount)
        .toBe(0);
      await trx.selectFrom('consent').selectAll().execute();
      return count;
    });
    await expect(orUnavailable(() => terminated)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(await db.selectFrom('consent').selectAll().execute()).toEqual([]);
  });
});

describe('bringing the tables up to date', () => {
  it('is done once when several processes start together, and is nothing the next time', async () => {
    const url = await emptyDatabase('parley_several');
    const told: string[] = [];
    const migrate = () => migrateDatabase({ url, log: (message) => told.push(message), signal });
    await Promise.all([migrate(), migrate(), migrate()]);
    await migrate();
    expect(told.filter((message) => message.includes('0001'))).toHaveLength(1);
    expect(told.filter((message) => message === 'the tables are up to date')).toHaveLength(3);
    const database = await openDatabase({ url, log });
    await seedConsent(database);
    await database.close();
  });

  it('refuses a database that a newer version has changed, and says what to do', async () => {
    const url = await emptyDatabase('parley_newer');
    await migrateDatabase({ url, log, signal });
    const database = await openDatabase({ url, log });
    await database.pool.query(`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', 'now')`);
    await expect(migrateDatabase({ url, log, signal })).rejects.toThrow(
      /newer version of Parley .*9999-later.*Run that version, or restore a backup/,
    );
    await database.close();
  });

  it('waits for the process that does it, and gives up when aborted', async () => {
    const url = await emptyDatabase('parley_waiting');
    const holder = await openDatabase({ url, poolSize: 1, log });
    await migrateDatabase({ url, log, signal });
    await holder.pool.query('BEGIN; LOCK TABLE kysely_migration');
    const leaving = new AbortController();
    const waiting = migrateDatabase({ url, log, signal: leaving.signal });
    const { pool } = await testDatabase.open(1);
    await expect
      .poll(
        async () =>
          (
            await pool.query(
              `SELECT FROM pg_stat_activity WHERE datname = 'parley_waiting' AND wait_event_type = 'Lock'`,
            )
          ).rowCount,
      )
      .toBe(1);
    leaving.abort(new Error('shutting down'));
    await expect(waiting).rejects.toThrow('shutting down');
    await holder.pool.query('ROLLBACK');
    await holder.close();
  });
});
