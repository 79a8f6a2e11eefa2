import { randomBytes } from 'node:crypto';
import {
  createLedgerStore,
  createTestDatabase,
  type Database,
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
const setEntry = (consent: SeededConsent, assignment: string) =>
  first.pool.query(`UPDATE consent_entry SET ${assignment} WHERE consent_id = $1`, [consent.consentId]);
const rowsOf = async (consent: SeededConsent): Promise<unknown[]> =>
  (await first.pool.query('SELECT FROM journal WHERE consent_id = $1', [consent.consentId])).rows;
describe('a read of a live consent', () => {
  it('is written down once, unchained, with its exact text', async () => {
    const consent = await seedConsent(first);
    const read = consent.read();
    expect(await ledgers[0].disclose(read, signal)).toEqual({ disclosed: true });
    const { rows } = await first.pool.query(
      'SELECT body, link, sequence, owner_id FROM journal WHERE consent_id = $1',
      [consent.consentId],
    );
    expect(rows).toEqual([
      { body: JSON.stringify(read.body), link: null, sequence: null, owner_id: consent.ownerId },
    ]);
  });

  it('passes again when a pause has run out by its date', async () => {
    const consent = await seedConsent(first);
    await set(consent, `status = 'paused', resume_at = clock_timestamp() - interval '1 s'`);
    expect(await ledgers[0].disclose(consent.read(), signal)).toEqual({ disclosed: true });
  });
});

describe('a read that the consent does not allow', () => {
  const cases: [string, (consent: SeededConsent) => Promise<unknown>, object, object?][] = [
    [
      'withdrawn',
      (c) => set(c, `status = 'withdrawn'`),
      { reason: 'invalid_token', consentStatus: 'withdrawn' },
    ],
    [
      'past its end',
      (c) => set(c, `until = clock_timestamp()`),
      { reason: 'invalid_token', consentStatus: 'expired' },
    ],
    ['of another version', (c) => set(c, `version = 2`), { reason: 'invalid_token', consentStatus: 'given' }],
    ['paused', (c) => set(c, `status = 'paused'`), { reason: 'consent_paused', consentStatus: 'paused' }],
    [
      'paused until a date',
      (c) => set(c, `status = 'paused', resume_at = '2099-01-01T00:00:00Z'`),
      { reason: 'consent_paused', consentStatus: 'paused', resumesAt: new Date('2099-01-01T00:00:00Z') },
    ],
    [
      'not confirmed in the pod for 30 s',
      (c) => set(c, `pod_checked_at = clock_timestamp() - interval '31 s'`),
      { reason: 'temporarily_unavailable', retryAfterSeconds: 2 },
    ],
    [
      'confirmed in the future, because the clock was set back',
      (c) => set(c, `pod_checked_at = clock_timestamp() + interval '1 h'`),
      { reason: 'temporarily_unavailable', retryAfterSeconds: 2 },
    ],
    [
      'for a purpose past its own end',
      (c) => setEntry(c, `until = clock_timestamp()`),
      { reason: 'insufficient_authorization', consentStatus: 'given' },
    ],
    ['of a consent whose daily limit is none', (c) => setEntry(c, 'max_reads = 0'), { reason: 'read_limit' }],
  ];
  it.each(cases)('is refused: %s', async (_name, arrange, refusal) => {
    const consent = await seedConsent(first);
    await arrange(consent);
    expect(await ledgers[0].disclose(consent.read(), signal)).toMatchObject({ disclosed: false, ...refusal });
    expect(await rowsOf(consent)).toEqual([]);
  });

  it('is refused for a purpose that was not approved', async () => {
    const consent = await seedConsent(first);
    const read = consent.read({ purpose: 'https://w3id.org/dpv#Marketing' });
    expect(await ledgers[0].disclose(read, signal)).toMatchObject({ reason: 'insufficient_authorization' });
  });

  it('is refused while the vendor is held', async () => {
    const consent = await seedConsent(first, { vendorId: 'https://held.example' });
    await first.pool.query(`UPDATE vendor SET held_at = clock_timestamp() WHERE vendor_id = $1`, [
      consent.vendorId,
    ]);
    expect(await ledgers[0].disclose(consent.read(), signal)).toMatchObject({ reason: 'vendor_held' });
  });

  it("is refused with another vendor's name on it", async () => {
    const consent = await seedConsent(first);
    const other = await seedConsent(first, { vendorId: 'https://other.example' });
    const body = { ...consent.read().body, vendorId: other.vendorId };
    expect(await ledgers[0].disclose(consent.read({ body }), signal)).toEqual({
      disclosed: false,
      reason: 'invalid_token',
    });
  });

  it('is refused where there is no such consent', async () => {
    const consent = await seedConsent(first);
    const read = consent.read({ consentId: 'consent_none' });
    expect(await ledgers[0].disclose(read, signal)).toEqual({ disclosed: false, reason: 'invalid_token' });
  });

  it.each([-301, 121])('is refused with a proof dated %d seconds from now', async (seconds) => {
    const consent = await seedConsent(first);
    const read = consent.read({ issuedAt: new Date(Date.now() + seconds * 1000) });
    expect(await ledgers[0].disclose(read, signal)).toEqual({
      disclosed: false,
      reason: 'invalid_dpop_proof',
    });
  });

  it('stays refused when the clock is set back behind its end', async () => {
    const consent = await seedConsent(first);
    await set(consent, `until = clock_timestamp() + interval '1 h'`);
    // The owner's last entry is later than the clock says now: as after a jump of a day.
    await first.pool.query(
      `INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest)
       VALUES ($1, now(), $2, 'consent_other', 1, clock_timestamp() + interval '1 day', '', '')`,
      [randomBytes(32), consent.ownerId],
    );
    expect(await ledgers[0].disclose(consent.read(), signal)).toMatchObject({ consentStatus: 'expired' });
  });
});

describe('a batch', () => {
  /** The first read goes alone; those that come meanwhile share one statement. */
  const together = async (...reads: Parameters<Ledger['disclose']>[0][]): Promise<boolean[]> => {
    const alone = await seedConsent(first);
    const results = await Promise.all(
      [alone.read(), ...reads].map((read) => ledgers[0].disclose(read, signal)),
    );
    return results.slice(1).map((result) => result.disclosed);
  };

  it('decides each read by its own consent, purpose and vendor, not by those beside it', async () => {
    const marketing = 'https://w3id.org/dpv#Marketing';
    const one = await seedConsent(first);
    const other = await seedConsent(first, { vendorId: 'https://beside.example', purpose: marketing });
    const asOther = { ...one.read().body, vendorId: other.vendorId };
    expect(
      await together(
        one.read(),
        one.read({ purpose: marketing }),
        one.read({ body: asOther }),
        one.read({ version: 2 }),
        other.read(),
      ),
    ).toEqual([true, false, false, false, true]);
  });

  it('lets one proof pass once, and counts it once', async () => {
    const consent = await seedConsent(first, { maxReads: 2 });
    const twice = consent.read();
    expect(await together(twice, twice, consent.read(), consent.read())).toEqual([true, false, true, false]);
  });
});

describe('the daily limit', () => {
  it('is exact with many reads at the same time in two processes', async () => {
    const consent = await seedConsent(first, { maxReads: 50 });
    const results = await Promise.all(
      Array.from({ length: 160 }, (_, index) =>
        ledgers[index % 2 === 0 ? 0 : 1].disclose(consent.read(), signal),
      ),
    );
    expect(results.filter((result) => result.disclosed)).toHaveLength(50);
    const refused = results.filter((result) => !result.disclosed);
    expect(new Set(refused.map((result) => result.reason))).toEqual(new Set(['read_limit']));
    expect(refused[0]?.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused[0]?.retryAfterSeconds).toBeLessThanOrEqual(86_400);
    expect(await rowsOf(consent)).toHaveLength(50);
  });

  it('is not used up by replays in the same batch', async () => {
    const consent = await seedConsent(first, { maxReads: 2 });
    const replay = consent.read();
    await ledgers[0].disclose(replay, signal);
    const results = await Promise.all(
      [replay, replay, consent.read()].map((read) => ledgers[0].disclose(read, signal)),
    );
    expect(results.map((result) => result.disclosed)).toEqual([false, false, true]);
  });

  it('begins anew the next day', async () => {
    const consent = await seedConsent(first, { maxReads: 1 });
    await setEntry(consent, `day = (now() AT TIME ZONE 'UTC')::date - 1, reads_today = 1`);
    expect(await ledgers[0].disclose(consent.read(), signal)).toEqual({ disclosed: true });
    expect(await ledgers[0].disclose(consent.read(), signal)).toMatchObject({ reason: 'read_limit' });
  });
});

describe('when something goes wrong', () => {
  it('refuses only the read that cannot be written, not those beside it', async () => {
    const consent = await seedConsent(first);
    const bad = consent.read({ purpose: 'a\u0000b' });
    const settled = await Promise.allSettled(
      [consent.read(), bad, consent.read()].map((read) => ledgers[0].disclose(read, signal)),
    );
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await rowsOf(consent)).toHaveLength(2);
  });

  it('gives up at once when aborted, and writes nothing for a read that still waited its turn', async () => {
    const consent = await seedConsent(first);
    const aborted = new AbortController();
    const running = ledgers[0].disclose(consent.read(), signal);
    const waiting = ledgers[0].disclose(consent.read(), aborted.signal);
    aborted.abort(new Error('gone away'));
    await expect(waiting).rejects.toThrow('gone away');
    await expect(ledgers[0].disclose(consent.read(), aborted.signal)).rejects.toThrow('gone away');
    expect(await running).toEqual({ disclosed: true });
    expect(await rowsOf(consent)).toHaveLength(1);
  });

  it('says that the database is away, and for how long to wait', async () => {
    const consent = await seedConsent(first);
    const third = await testDatabase.open(1);
    const ledger = createLedgerStore(third);
    await third.close();
    await expect(ledger.disclose(consent.read(), signal)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      retryAfterSeconds: 2,
    });
  });
});
