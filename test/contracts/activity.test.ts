// What a journal comes to: figures of each consent, days of each vendor, and filters of the list. Always the same as the rows say.
import {
  createLedgerReader,
  createLedgerStore,
  createSealer,
  createSealStore,
  createTestDatabase,
  type Database,
  journalAct,
  type SeededConsent,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { type LedgerEntryBody, ownerApi } from '@parley/protocol';
import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const signal = new AbortController().signal;
let testDatabase: TestDatabase;
let database: Database;
let reader: ReturnType<typeof createLedgerReader>;
/** The days by the database's clock. */
let today: string;
let yesterday: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  database = await testDatabase.open();
  reader = createLedgerReader(database);
  const { rows } = await database.pool.query<{ today: string }>(
    `SELECT (now() AT TIME ZONE 'UTC')::date::text AS today`,
  );
  today = rows[0]?.today ?? '';
  yesterday = daysBefore(1);
});
afterAll(() => testDatabase?.drop());

const daysBefore = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const at = (day: string, time = '12:00:00'): string => `${day}T${time}.000000Z`;

/** Entries as they were written down, at a time of the past. */
async function wrote(
  consent: SeededConsent,
  when: string,
  changes: Partial<LedgerEntryBody> = {},
  times = 1,
) {
  for (let done = 0; done < times; done += 1) {
    const { proof, body } = consent.read();
    await database.pool.query(
      `INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest) VALUES ($1, $2, $3, $4, 1, $2, $5, $1)`,
      [proof, when, consent.ownerId, consent.consentId, JSON.stringify({ ...body, ...changes })],
    );
  }
}
const refused = (count: number, firstAt: string): Partial<LedgerEntryBody> => ({
  outcome: 'refused',
  reason: 'read_limit',
  count,
  firstAt,
  lastAt: firstAt,
});
async function seal(): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256');
  await createSealer({
    store: createSealStore(database),
    destination: { put: async () => undefined },
    issuer: 'https://gateway.example',
    key: () => ({ kid: 'record-1', privateKey }),
    log: { warn: () => undefined },
  }).flush({ signal });
}
const activity = (ownerId: string, from = daysBefore(365), to = daysBefore(-1)) =>
  reader.readActivity({ ownerId, from, to });
const figures = async ({ ownerId, consentId }: SeededConsent) =>
  (await reader.readFigures(ownerId, [consentId])).get(consentId);

describe('the days of a vendor', () => {
  it('are the same before entries are chained, after it, and half way', async () => {
    const consent = await seedConsent(database);
    const { vendorId, ownerId } = consent;
    await wrote(consent, at(yesterday), {}, 3);
    await wrote(consent, at(today, '00:00:00'));
    await wrote(consent, at(today, '00:00:01'), refused(4, at(yesterday, '23:59:59')));
    const days = [
      { vendorId, day: yesterday, reads: 3, refused: 4 },
      { vendorId, day: today, reads: 1, refused: 0 },
    ];
    expect(await activity(ownerId)).toEqual(days);
    await seal();
    expect(await activity(ownerId)).toEqual(days);
    await wrote(consent, at(today, '00:00:02'));
    expect(await activity(ownerId)).toEqual([days[0], { ...days[1], reads: 2 }]);
    await seal();
    expect(await activity(ownerId)).toEqual([days[0], { ...days[1], reads: 2 }]);
  });

  it('have the refusals of this hour, while they are counted and when it is over', async () => {
    const consent = await seedConsent(database);
    const { consentId, ownerId, vendorId } = consent;
    const ledger = createLedgerStore(database);
    for (let times = 0; times < 3; times += 1)
      await ledger.noteRefusal({ consentId, ownerId, vendorId, version: 1, reason: 'consent_paused' });
    const [day] = await activity(ownerId);
    expect(day).toMatchObject({ reads: 0, refused: 3 });
    await database.pool.query(`UPDATE refused_read SET hour = hour - interval '1 h' WHERE consent_id = $1`, [
      consentId,
    ]);
    await createSealStore(database).closeRefusalHours();
    expect(await activity(ownerId)).toEqual([day]);
    await seal();
    expect(await activity(ownerId)).toEqual([day]);
  });

  it('are of one owner, of all her consents with the vendor, and of the days that were asked for', async () => {
    const mine = await seedConsent(database);
    const also = await seedConsent(database, { ownerId: mine.ownerId });
    const other = await seedConsent(database, {
      ownerId: mine.ownerId,
      vendorId: 'https://other.example/client',
    });
    const hers = await seedConsent(database);
    for (const consent of [mine, also, other, hers])
      for (const day of [daysBefore(9), daysBefore(8), yesterday]) await wrote(consent, at(day));
    await seal();
    const found = await activity(mine.ownerId, daysBefore(8), daysBefore(2));
    expect(found).toEqual([
      { vendorId: mine.vendorId, day: daysBefore(8), reads: 2, refused: 0 },
      { vendorId: other.vendorId, day: daysBefore(8), reads: 1, refused: 0 },
    ]);
  });

  it('count neither acts nor gaps', async () => {
    const consent = await seedConsent(database);
    await wrote(consent, at(today), { kind: 'act', outcome: 'done', act: 'pause' });
    await wrote(consent, at(today), { kind: 'gap', outcome: 'done' });
    expect(await activity(consent.ownerId)).toEqual([]);
    await seal();
    expect(await activity(consent.ownerId)).toEqual([]);
    expect(await figures(consent)).toBeUndefined();
  });

  it('count each entry once while two sealers are at work', async () => {
    const consent = await seedConsent(database);
    const ledger = createLedgerStore(database);
    const reads = Promise.all(Array.from({ length: 60 }, () => ledger.disclose(consent.read(), signal)));
    await Promise.all([seal(), seal(), reads]);
    await Promise.all([seal(), seal()]);
    const found = await activity(consent.ownerId);
    expect(found.reduce((sum, { reads }) => sum + reads, 0)).toBe(60);
  });
});

describe('the figures of a consent', () => {
  it('are its first and its last read, and the reads of this month', async () => {
    const consent = await seedConsent(database);
    const month = `${today.slice(0, 7)}-01`;
    const before = new Date(Date.parse(month) - 1).toISOString();
    await wrote(consent, '2026-01-05T10:00:00.000000Z', {}, 2);
    await wrote(consent, before, {}, 5);
    await wrote(consent, at(month, '00:00:00'), {}, 3);
    await wrote(consent, at(month, '00:00:01'), refused(9, at(month, '00:00:00')));
    const expected = {
      firstReadAt: new Date('2026-01-05T10:00:00Z'),
      lastReadAt: new Date(at(month, '00:00:00')),
      readsThisMonth: 3,
    };
    expect(await figures(consent)).toEqual(expected);
    await seal();
    expect(await figures(consent)).toEqual(expected);
  });

  it('are none of a consent that was never read, and of one that is another owner’s', async () => {
    const [mine, hers] = [await seedConsent(database), await seedConsent(database)];
    await wrote(hers, at(today));
    expect(await reader.readFigures(mine.ownerId, [mine.consentId, hers.consentId])).toEqual(new Map());
    await seal();
    expect(await reader.readFigures(mine.ownerId, [mine.consentId, hers.consentId])).toEqual(new Map());
    expect(await reader.readFigures(mine.ownerId, [])).toEqual(new Map());
  });

  it('of a whole page come at once', async () => {
    const consent = await seedConsent(database);
    await database.pool.query(
      `INSERT INTO read_day SELECT 'consent_' || c, $1::date - d, 'owner_many', 'v', 1, 0, now(), now(), '{}'
       FROM generate_series(1, 200) c, generate_series(0, 99) d`,
      [today],
    );
    await database.pool.query('ANALYZE read_day');
    const ids = Array.from({ length: 200 }, (_, each) => `consent_${each + 1}`);
    const found = await reader.readFigures('owner_many', [...ids, consent.consentId]);
    expect(found.size).toBe(200);
    expect(found.get('consent_7')?.readsThisMonth).toBe(Number(today.slice(8)));
  });
});

describe('the list of entries', () => {
  const everything = async (query: Omit<Parameters<typeof reader.listLedger>[0], 'limit'>) => {
    const bodies: LedgerEntryBody[] = [];
    let cursor: string | undefined;
    do {
      const page = ownerApi.ledgerPageSchema.parse(await reader.listLedger({ ...query, limit: 2, cursor }));
      bodies.push(...page.entries.map(({ body }) => JSON.parse(body) as LedgerEntryBody));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return bodies;
  };

  it('has only what all the filters let through, page by page', async () => {
    const acme = await seedConsent(database);
    const { ownerId, consentId, vendorId } = acme;
    const ids = { ownerId, consentId, vendorId };
    const other = await seedConsent(database, { ownerId, vendorId: 'https://other.example/client' });
    await wrote(acme, at(daysBefore(3)), {}, 3);
    await wrote(acme, at(daysBefore(2)), refused(7, at(daysBefore(2))));
    await wrote(other, at(daysBefore(1)), {}, 2);
    await database.db
      .transaction()
      .execute((trx) => journalAct(trx, { ...ids, version: 1, act: 'pause', by: 'owner' }));
    await createLedgerStore(database).noteRefusal({ ...ids, version: 1, reason: 'consent_paused' });
    const count = async (filter: object) => (await everything({ ownerId, ...filter })).length;
    expect(await count({})).toBe(8);
    expect(await count({ vendorId: acme.vendorId })).toBe(6);
    expect(await count({ vendorId: 'https://acme.example/other' })).toBe(0);
    expect(await count({ kind: 'act' })).toBe(1);
    expect(await count({ kind: 'read', outcome: 'refused' })).toBe(2);
    expect(await count({ kind: 'act', outcome: 'refused' })).toBe(0);
    expect(await count({ outcome: 'disclosed', vendorId: other.vendorId })).toBe(2);
    expect(await count({ from: at(daysBefore(2)), to: at(daysBefore(1)) })).toBe(1);
    expect(await count({ to: at(daysBefore(2)) })).toBe(3);
    expect(await count({ from: at(daysBefore(1)), consentId: acme.consentId })).toBe(2);
    expect((await everything({ ownerId, outcome: 'refused' })).map(({ reason }) => reason)).toEqual([
      'consent_paused',
      'read_limit',
    ]);
  });
});
