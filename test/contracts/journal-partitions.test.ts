import { randomBytes } from 'node:crypto';
import {
  createLedgerStore,
  createSealer,
  createSealStore,
  createTestDatabase,
  type Database,
  dropOldJournal,
  ensureJournalPartitions,
  migrateDatabase,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { generateKeyPair } from 'jose';
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';

const signal = new AbortController().signal;
const WEEK_MS = 7 * 86_400_000;
/** The first part ends with this week: as many days from now that it is over by then, and the next one is not. */
const AS_IF_OLD = {
  keepDays: -Math.ceil((WEEK_MS - ((Date.now() - Date.UTC(2026, 0, 5)) % WEEK_MS)) / 86_400_000),
};
const { privateKey } = await generateKeyPair('ES256');

let testDatabase: TestDatabase;
let database: Database;

beforeEach(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  database = await testDatabase.open();
  onTestFinished(() => testDatabase.drop());
});

const query = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.pool.query(text, values)).rows as Row[];

const parts = async (): Promise<string[]> =>
  (
    await query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'journal'::regclass ORDER BY 1`,
    )
  ).map(({ name }) => name);

const bounds = async (): Promise<string[]> =>
  (
    await query<{ bound: string }>(
      `SELECT pg_get_expr(relpartbound, oid) AS bound FROM pg_class WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'journal'::regclass)`,
    )
  )
    .map(({ bound }) => bound)
    .sort();

/** Blocks reach the pod, or do not. */
const sealer = (put: () => Promise<void>) =>
  createSealer({
    store: createSealStore(database),
    destination: { put },
    issuer: 'https://gateway.example',
    key: () => ({ kid: 'record-1', privateKey }),
    log: { warn: () => undefined },
    random: () => 0,
  });

const insert = (row: { iat: Date; at: Date; ownerId: string; consentId: string }) =>
  query(
    `INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest) VALUES ($1, $2, $3, $4, 1, $5, '{}', '')
     RETURNING tableoid::regclass::text AS part`,
    [randomBytes(32), row.iat, row.ownerId, row.consentId, row.at],
  );

describe('the parts of the journal', () => {
  it('are there for two weeks ahead, without a gap, whoever makes them at the same time', async () => {
    const first = await bounds();
    await query(`DROP TABLE ${(await parts()).filter((name) => name !== 'journal_before').join(', ')}`);
    const others = await Promise.all([1, 2, 3].map(() => testDatabase.open(2)));
    await Promise.all([database, ...others].map(({ db }) => ensureJournalPartitions(db)));
    expect(await bounds()).toEqual(first);
    expect(first).toHaveLength(3);
  });

  it('close the gap of the weeks in which nobody was there', async () => {
    await query('DROP TABLE journal_before');
    for (const name of await parts()) await query(`DROP TABLE ${name}`);
    await query(
      `CREATE TABLE journal_before PARTITION OF journal FOR VALUES FROM (MINVALUE) TO ('2026-01-05T00:00:00Z')`,
    );
    await ensureJournalPartitions(database.db);
    const consent = await seedConsent(database);
    const lately = new Date(Date.now() - 2 * WEEK_MS);
    expect(await insert({ ...consent, iat: lately, at: lately })).toEqual([{ part: 'journal_20260105' }]);
    expect(await parts()).toHaveLength(5);
  });

  it('are chosen by the time in the proof: one that comes again later meets itself', async () => {
    const consent = await seedConsent(database);
    const next = new Date(Date.now() + WEEK_MS);
    const [row] = await insert({ ...consent, iat: new Date(), at: next });
    const [later] = await insert({ ...consent, iat: next, at: next });
    expect(row).toEqual({ part: 'journal_before' });
    expect(later).not.toEqual(row);
  });
});

describe('an old part', () => {
  it('goes once all its entries are in the pods', async () => {
    const consent = await seedConsent(database);
    await createLedgerStore(database).disclose(consent.read(), signal);
    await sealer(async () => undefined).flush({ signal });
    expect(await dropOldJournal(database.db, { keepDays: 14 })).toBe(0);
    expect(await dropOldJournal(database.db, AS_IF_OLD)).toBe(1);
    expect(await parts()).not.toContain('journal_before');
    expect(await query('SELECT count(*)::int AS blocks FROM block')).toEqual([{ blocks: 1 }]);
    expect(await query('SELECT reads FROM read_day')).toEqual([{ reads: 1 }]);
  });

  it('stays as long as an entry is in no block', async () => {
    const consent = await seedConsent(database);
    await createLedgerStore(database).disclose(consent.read(), signal);
    expect(await dropOldJournal(database.db, AS_IF_OLD)).toBe(0);
  });

  it('stays as long as a pod has not taken a block, unless its owner has gone', async () => {
    const consent = await seedConsent(database);
    await createLedgerStore(database).disclose(consent.read(), signal);
    const down = Object.assign(new Error('down'), { code: 'unavailable' });
    await sealer(() => Promise.reject(down)).flush({ signal });
    expect(await query('SELECT in_pod_at FROM block')).toEqual([{ in_pod_at: null }]);
    expect(await dropOldJournal(database.db, AS_IF_OLD)).toBe(0);
    await query('UPDATE owner SET disconnected_at = now()');
    expect(await dropOldJournal(database.db, AS_IF_OLD)).toBe(1);
  });
});

describe('a journal in one piece, from before', () => {
  it('becomes the first part with all its rows, also with one that is ahead of the clock', async () => {
    const consent = await seedConsent(database);
    await query('DROP TABLE journal');
    for (const statement of JOURNAL_BEFORE) await query(statement);
    const ahead = new Date(Date.now() + 4 * WEEK_MS);
    for (const table of ['consent', 'consent_entry'])
      await query(`UPDATE ${table} SET until = now() + interval '1 year'`);
    for (const at of [new Date(), ahead]) await insert({ ...consent, iat: at, at });
    await query(`DELETE FROM kysely_migration WHERE name >= '0015'`);
    await migrateDatabase({ url: testDatabase.url, log: () => undefined, signal });
    expect(await query('SELECT count(*)::int AS rows FROM journal_before')).toEqual([{ rows: 2 }]);
    expect(await createLedgerStore(database).disclose(consent.read(), signal)).toEqual({ disclosed: true });
    // The clock is behind the last entry, and what is written down is not.
    expect(await query('SELECT max(at) > $1 AS later FROM journal', [ahead])).toEqual([{ later: true }]);
  });
});

const JOURNAL_BEFORE = [
  `CREATE TABLE journal (proof bytea NOT NULL, iat timestamptz NOT NULL, owner_id text NOT NULL, consent_id text NOT NULL,
    version int NOT NULL, at timestamptz NOT NULL, body text NOT NULL, digest bytea NOT NULL, sequence int, link text,
    block_number int, PRIMARY KEY (proof, iat))`,
  `CREATE INDEX journal_unchained ON journal (owner_id) WHERE link IS NULL`,
  `CREATE INDEX journal_unblocked ON journal (owner_id) WHERE block_number IS NULL`,
  `CREATE INDEX journal_owner ON journal (owner_id, at DESC)`,
];
