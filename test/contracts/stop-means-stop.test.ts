import { randomBytes } from 'node:crypto';
import {
  createLedgerStore,
  createTestDatabase,
  type Database,
  journalAct,
  type Ledger,
  type SeededConsent,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const signal = new AbortController().signal;
let testDatabase: TestDatabase;
// Two gateway processes: two pools, two group commits, one database.
let first: Database;
let second: Database;
let ledgers: [Ledger, Ledger];

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  first = await testDatabase.open();
  second = await testDatabase.open();
  ledgers = [createLedgerStore(first), createLedgerStore(second)];
});
afterAll(() => testDatabase?.drop());

const set = (consent: SeededConsent, assignment: string) =>
  first.pool.query(`UPDATE consent SET ${assignment} WHERE id = $1`, [consent.consentId]);
const rowsOf = async (consent: SeededConsent): Promise<{ at: string; act: string | null }[]> =>
  (
    await first.pool.query(
      `SELECT at::text, body::jsonb ->> 'act' AS act FROM journal WHERE consent_id = $1 ORDER BY at, proof`,
      [consent.consentId],
    )
  ).rows;
/** The same database, noting each error of one kind, which the ledger would only try again. */
const watching = (database: Database, code: string, seen: unknown[]): Database => {
  const query = async (...args: Parameters<typeof database.pool.query>): Promise<unknown> => {
    try {
      return await database.pool.query(...args);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === code) seen.push(error);
      throw error;
    }
  };
  return { ...database, pool: Object.assign(Object.create(database.pool), { query }) };
};
/** Resolves once a statement of the other pool waits for a lock. */
const somebodyWaits = async (): Promise<void> => {
  await expect
    .poll(async () => {
      const { rows } = await first.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
};

/** A stop as the gateway does it: lock, change, write the act, commit. */
const stop = (database: Database, consent: SeededConsent, assignment = `status = 'withdrawn'`) =>
  database.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('consent')
      .select('id')
      .where('id', '=', consent.consentId)
      .forNoKeyUpdate()
      .execute();
    await trx.updateTable('consent').set(change(assignment)).where('id', '=', consent.consentId).execute();
    const { consentId, ownerId, vendorId } = consent;
    return journalAct(trx, { ownerId, consentId, vendorId, version: 1, act: 'withdraw', by: 'owner' });
  });
const change = (assignment: string): { status: 'withdrawn' } | { version: number } =>
  assignment === `status = 'withdrawn'` ? { status: 'withdrawn' } : { version: 2 };

describe('one proof', () => {
  it('passes exactly once of 20 equal ones at the same time in two processes', async () => {
    const consent = await seedConsent(first);
    const read = consent.read();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ledgers[index % 2 === 0 ? 0 : 1].disclose(read, signal)),
    );
    expect(results.filter((result) => result.disclosed)).toHaveLength(1);
    expect(
      results.filter((result) => !result.disclosed && result.reason === 'invalid_dpop_proof'),
    ).toHaveLength(19);
    expect(await rowsOf(consent)).toHaveLength(1);
  });

  it('is refused when it comes back later', async () => {
    const consent = await seedConsent(first);
    const read = consent.read();
    await ledgers[0].disclose(read, signal);
    expect(await ledgers[1].disclose(read, signal)).toEqual({
      disclosed: false,
      reason: 'invalid_dpop_proof',
    });
  });

  it('sent crosswise in reverse order to two processes does not deadlock', async () => {
    const [one, other] = await Promise.all([seedConsent(first), seedConsent(first)]);
    const deadlocks: unknown[] = [];
    const watched = [first, second].map((database) =>
      createLedgerStore(watching(database, '40P01', deadlocks)),
    );
    // Each insert takes a while, so that the two statements are sure to meet.
    await first.pool.query(
      `CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN new; END'`,
    );
    await first.pool.query(
      'CREATE TRIGGER slowly BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION slowly()',
    );
    for (let round = 0; round < 10; round += 1) {
      const proofs = Array.from({ length: 12 }, () => randomBytes(32));
      const issuedAt = new Date();
      const send = (ledger: Ledger | undefined, consent: SeededConsent, order: Buffer[]) =>
        Promise.all(order.map((proof) => ledger?.disclose(consent.read({ proof, issuedAt }), signal)));
      const results = await Promise.all([
        send(watched[0], one, proofs),
        send(watched[1], other, proofs.toReversed()),
      ]);
      expect(results.flat().filter((result) => result?.disclosed)).toHaveLength(proofs.length);
    }
    await first.pool.query('DROP TRIGGER slowly ON journal');
    expect(deadlocks).toEqual([]);
  });
});

describe('a stop', () => {
  it.each(['withdrawal', 'narrowing'])(
    'refuses the read that waits for the lock while the %s commits',
    async (kind) => {
      const consent = await seedConsent(first);
      let waiting: Promise<unknown> | undefined;
      await first.db.transaction().execute(async (trx) => {
        await trx
          .selectFrom('consent')
          .select('id')
          .where('id', '=', consent.consentId)
          .forNoKeyUpdate()
          .execute();
        waiting = ledgers[1].disclose(consent.read(), signal);
        await somebodyWaits();
        const done = change(kind === 'withdrawal' ? `status = 'withdrawn'` : 'version = 2');
        await trx.updateTable('consent').set(done).where('id', '=', consent.consentId).execute();
      });
      expect(await waiting).toMatchObject({ disclosed: false, reason: 'invalid_token' });
      expect(await rowsOf(consent)).toEqual([]);
    },
  );

  it('refuses the read that waits while the end of its purpose is brought forward', async () => {
    const consent = await seedConsent(first);
    let waiting: Promise<unknown> | undefined;
    await first.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('consent')
        .select('id')
        .where('id', '=', consent.consentId)
        .forNoKeyUpdate()
        .execute();
      waiting = ledgers[1].disclose(consent.read(), signal);
      await somebodyWaits();
      await trx
        .updateTable('consent_entry')
        .set({ until: new Date(0) })
        .where('consent_id', '=', consent.consentId)
        .execute();
    });
    expect(await waiting).toMatchObject({ disclosed: false, reason: 'insufficient_authorization' });
  });

  it('refuses the read that waits while the vendor is being held', async () => {
    const consent = await seedConsent(first, { vendorId: 'https://soon-held.example' });
    let waiting: Promise<unknown> | undefined;
    await first.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('vendor')
        .set({ held_at: new Date() })
        .where('vendor_id', '=', consent.vendorId)
        .execute();
      waiting = ledgers[1].disclose(consent.read(), signal);
      await somebodyWaits();
    });
    expect(await waiting).toMatchObject({ disclosed: false, reason: 'vendor_held' });
  });

  it('refuses the read that waits past the end of the consent', async () => {
    const consent = await seedConsent(first);
    await set(consent, `until = clock_timestamp() + interval '1 s'`);
    let waiting: Promise<unknown> | undefined;
    await first.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('consent')
        .select('id')
        .where('id', '=', consent.consentId)
        .forNoKeyUpdate()
        .execute();
      waiting = ledgers[1].disclose(consent.read(), signal);
      await somebodyWaits();
      await expect
        .poll(
          async () =>
            (
              await first.pool.query('SELECT until <= clock_timestamp() AS over FROM consent WHERE id = $1', [
                consent.consentId,
              ])
            ).rows[0].over,
          { timeout: 5000 },
        )
        .toBe(true);
    });
    expect(await waiting).toMatchObject({ disclosed: false, consentStatus: 'expired' });
  });

  it('has no journal row behind it, however many reads come at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const consent = await seedConsent(first);
      let isStopped = false;
      const readers = ledgers.flatMap((ledger) =>
        Array.from({ length: 4 }, async () => {
          let passedAfterwards = 0;
          for (let count = 0; count < 12; count += 1) {
            const wasStopped = isStopped;
            const result = await ledger.disclose(consent.read(), signal);
            if (wasStopped && result.disclosed) passedAfterwards += 1;
          }
          return passedAfterwards;
        }),
      );
      await expect.poll(async () => (await rowsOf(consent)).length).toBeGreaterThan(3);
      await stop(second, consent);
      isStopped = true;
      expect(await Promise.all(readers)).toEqual(readers.map(() => 0));
      expect((await rowsOf(consent)).findLastIndex((row) => row.act === null)).toBe(
        (await rowsOf(consent)).length - 2,
      );
    }
  });
});
