import {
  createLedgerReader,
  createLedgerStore,
  createSealer,
  createSealStore,
  createTestDatabase,
  type Database,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { ownerApi } from '@parley/protocol';
import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const signal = new AbortController().signal;
let testDatabase: TestDatabase;
let database: Database;
let reader: ReturnType<typeof createLedgerReader>;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  database = await testDatabase.open();
  reader = createLedgerReader(database);
});
afterAll(() => testDatabase?.drop());

const read = async (consent: Awaited<ReturnType<typeof seedConsent>>, count: number): Promise<void> => {
  const ledger = createLedgerStore(database);
  for (let done = 0; done < count; done += 1) await ledger.disclose(consent.read(), signal);
};
const seal = async (isDown = false) => {
  const { privateKey } = await generateKeyPair('ES256');
  await createSealer({
    store: createSealStore(database),
    destination: {
      put: async () => {
        if (isDown) throw new Error('down');
      },
    },
    issuer: 'https://gateway.example',
    key: () => ({ kid: 'record-1', privateKey }),
    log: { warn: () => undefined },
  }).flush({ signal });
};
/** Every page, one after the other. */
const walk = async (query: { ownerId: string; consentId?: string; limit: number }) => {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = ownerApi.ledgerPageSchema.parse(
      await reader.listLedger({ ...query, ...(cursor && { cursor }) }),
    );
    pages.push(page.entries);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
};

describe("the owner's ledger", () => {
  it('shows newest first what is in the pod, what is sealed, and what is not chained yet', async () => {
    const consent = await seedConsent(database);
    await read(consent, 1);
    await seal();
    await read(consent, 1);
    await seal(true);
    await read(consent, 1);
    const { entries, nextCursor } = await reader.listLedger({ ownerId: consent.ownerId, limit: 10 });
    expect(nextCursor).toBeUndefined();
    expect(entries.map(({ sequence, blockNumber, inPod }) => [sequence, blockNumber, inPod])).toEqual([
      [null, null, false],
      [2, 2, false],
      [1, 1, true],
    ]);
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    expect(entries[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(JSON.parse(entries[0]?.body ?? '')).toMatchObject({ kind: 'read', consentId: consent.consentId });
  });

  it("never shows another owner's entries, and on demand those of one consent", async () => {
    const mine = await seedConsent(database);
    const alsoMine = await seedConsent(database, { ownerId: mine.ownerId });
    const hers = await seedConsent(database);
    for (const consent of [mine, alsoMine, hers]) await read(consent, 2);
    const consentsOf = async (query: { ownerId: string; consentId?: string }) =>
      (await walk({ ...query, limit: 3 })).flat().map(({ consentId }) => consentId);
    expect(new Set(await consentsOf({ ownerId: mine.ownerId }))).toEqual(
      new Set([mine.consentId, alsoMine.consentId]),
    );
    expect(await consentsOf({ ownerId: mine.ownerId, consentId: alsoMine.consentId })).toEqual([
      alsoMine.consentId,
      alsoMine.consentId,
    ]);
    expect(await consentsOf({ ownerId: mine.ownerId, consentId: hers.consentId })).toEqual([]);
  });

  it('has pages that stay as they are while new entries come in and old ones are sealed', async () => {
    const consent = await seedConsent(database);
    await read(consent, 7);
    const bodies = (await walk({ ownerId: consent.ownerId, limit: 50 })).flat().map(({ body }) => body);
    const { entries, nextCursor } = await reader.listLedger({ ownerId: consent.ownerId, limit: 3 });
    await read(consent, 2);
    await seal();
    const rest = await reader.listLedger({ ownerId: consent.ownerId, limit: 50, cursor: nextCursor! });
    expect([...entries, ...rest.entries].map(({ body }) => body)).toEqual(bodies);
  });

  it('pages through all of it without a gap or a double, whatever the size of a page', async () => {
    const consent = await seedConsent(database);
    const ledger = createLedgerStore(database);
    await Promise.all(Array.from({ length: 12 }, () => ledger.disclose(consent.read(), signal)));
    for (const limit of [1, 4, 5, 12, 13]) {
      const bodies = (await walk({ ownerId: consent.ownerId, limit })).flat().map(({ body }) => body);
      expect(new Set(bodies).size).toBe(12);
      expect(bodies).toHaveLength(12);
    }
  });

  it('shows refusals while they are being counted, and afterwards under the same id', async () => {
    const consent = await seedConsent(database);
    const { consentId, ownerId, vendorId } = consent;
    await read(consent, 1);
    const ledger = createLedgerStore(database);
    const refusal = { consentId, ownerId, vendorId, version: 1 } as const;
    for (const reason of ['read_limit', 'read_limit', 'consent_paused'] as const)
      await ledger.noteRefusal({ ...refusal, reason });
    await read(consent, 1);
    const refusals = async () =>
      (await walk({ ownerId, limit: 1 }))
        .flat()
        .map((entry) => JSON.parse(entry.body))
        .filter((body) => body.outcome === 'refused');
    const counted = await refusals();
    expect(counted).toEqual([
      expect.objectContaining({ reason: 'consent_paused', count: 1 }),
      expect.objectContaining({ reason: 'read_limit', count: 2 }),
    ]);
    await database.pool.query(`UPDATE refused_read SET hour = hour - interval '1 h' WHERE consent_id = $1`, [
      consentId,
    ]);
    const whenOver = await refusals();
    await createSealStore(database).closeRefusalHours();
    const closed = await refusals();
    expect(new Set(closed.map((body) => body.id))).toEqual(new Set(whenOver.map((body) => body.id)));
    expect(await walk({ ownerId, limit: 50 })).toHaveLength(1);
  });

  it.each([
    '',
    'nonsense',
    Buffer.from(`2026-13-45T99:00:00.000000Z ${'0'.repeat(64)}`).toString('base64url'),
    Buffer.from(`2026-02-30T10:00:00.000000Z ${'0'.repeat(64)}`).toString('base64url'),
    Buffer.from(`2026-11-22T10:00:00.000000Z 00'`).toString('base64url'),
  ])('refuses a cursor that is not one (%#)', async (cursor) => {
    await expect(reader.listLedger({ ownerId: 'owner_x', limit: 5, cursor })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  it('keeps a page to its bounds', async () => {
    const consent = await seedConsent(database);
    await read(consent, 2);
    expect((await reader.listLedger({ ownerId: consent.ownerId, limit: 0 })).entries).toHaveLength(1);
    expect((await reader.listLedger({ ownerId: consent.ownerId, limit: 1e9 })).entries).toHaveLength(2);
  });
});
