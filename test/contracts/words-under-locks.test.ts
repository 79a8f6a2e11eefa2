import {
  createTestDatabase,
  type Database,
  lockForWords,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const PURPOSE = 'https://w3id.org/dpv#CustomerCare';
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  database = await testDatabase.open();
});
afterAll(() => testDatabase?.drop());

/** What is answered after the consent has become another one, since the vendor's token was checked. */
async function afterwards(change: string, said: Partial<Parameters<typeof lockForWords>[1]> = {}) {
  const vendorId = `https://${crypto.randomUUID()}.example/client`;
  const { consentId } = await seedConsent(database, { vendorId });
  for (const statement of change.split(';').filter((each) => each.trim() !== ''))
    await database.pool.query(
      statement.replaceAll('$consent', `'${consentId}'`).replaceAll('$vendor', `'${vendorId}'`),
    );
  const words = { consentId, vendorId, version: 1, purpose: PURPOSE, ...said };
  return database.db.transaction().execute((trx) => lockForWords(trx, words));
}

describe('what a vendor wants to say', () => {
  it('may be said while the consent stands', async () => {
    expect(await afterwards('')).toBeUndefined();
  });

  it.each([
    ['paused', `UPDATE consent SET status = 'paused' WHERE id = $consent`],
    ['withdrawn', `UPDATE consent SET status = 'withdrawn' WHERE id = $consent`],
    ['narrowed', `UPDATE consent SET version = 2 WHERE id = $consent`],
    ['over', `UPDATE consent_entry SET until = now() WHERE consent_id = $consent`],
    ['of a vendor on hold', `UPDATE vendor SET held_at = now() WHERE vendor_id = $vendor`],
  ])('is refused where the consent is %s meanwhile', async (_what, change) => {
    expect(await afterwards(change)).toBe('invalid_token');
  });

  it('is refused for a purpose of which the consent has no entry, and to another vendor', async () => {
    expect(await afterwards('', { purpose: 'https://w3id.org/dpv#Marketing' })).toBe('invalid_token');
    expect(await afterwards('', { vendorId: 'https://other.example/client' })).toBe('invalid_token');
  });

  it('waits where the pod has not confirmed the consent within 30 s', async () => {
    const change = `UPDATE consent SET pod_checked_at = now() - interval '31 s' WHERE id = $consent`;
    expect(await afterwards(change)).toBe('temporarily_unavailable');
  });
});
