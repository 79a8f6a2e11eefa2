// One signed request in many browsers and processes, the lists of an owner, and what time ends.
import { randomUUID } from 'node:crypto';
import {
  type ConsentIntent,
  createStores,
  createTestDatabase,
  type Database,
  memorySecrets,
  type Stores,
  sweepExpired,
  type TestDatabase,
  testEntry,
} from '@parley/consent-gateway/testing';
import { newId, sha256 } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const VENDOR = 'https://acme.example/client';
const ANN = 'owner_ann';
let testDatabase: TestDatabase;
let database: Database;
// Two gateway processes.
let stores: Stores;
let others: Stores;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  const secrets = await memorySecrets();
  const ownerLog = { append: async () => undefined };
  database = await testDatabase.open(10);
  stores = createStores({ database, secrets, ownerLog });
  others = createStores({ database: await testDatabase.open(10), secrets, ownerLog });
  await stores.vendors.save(VENDOR, 'operator', {
    name: 'Acme',
    metadata: { redirect_uris: ['https://acme.example/back'] },
    keyThumbprints: ['a'],
  });
  await stores.owners.connect({
    ownerId: ANN,
    webId: 'https://ann.example/#me',
    container: 'https://pod.example/ann/',
    nonce: 'nonce',
  });
});
afterAll(() => testDatabase?.drop());

async function bring(requestJws: string): Promise<string> {
  const requestId = newId('request');
  const asked = { requestId, vendorId: VENDOR, details: [testEntry()], requestJws };
  await stores.requests.add({ ...asked, interactionUid: randomUUID(), lifetimeSeconds: 600 });
  return requestId;
}
const intentFor = (requestId: string): ConsentIntent => ({
  consentId: newId('consent'),
  requestId,
  ownerId: ANN,
  vendorId: VENDOR,
  subject: 'subject',
  details: [testEntry()],
  until: '2100-01-01T00:00:00Z',
  askedAt: new Date().toISOString(),
  givenAt: new Date().toISOString(),
  receipt: 'receipt',
  receiptSha256: 'digest',
  decisionSha256: 'decision',
  continueHash: 'ticket',
  document: { jws: 'receipt', evidence: '{}' },
});
async function give(): Promise<ConsentIntent> {
  const intent = intentFor(await bring(`a.b.${randomUUID()}`));
  await stores.consents.intend(intent);
  await stores.consents.complete(intent);
  return intent;
}
const expire = (consentId: string) =>
  stores.consents.stop({
    consentId,
    act: 'expire',
    by: 'gateway',
    reason: 'end_reached',
    outcome: async () => ({}),
  });

describe('one signed request', () => {
  it('in two browsers becomes one consent, however close they come', async () => {
    for (let round = 0; round < 10; round++) {
      const jws = `a.b.${randomUUID()}`;
      const [one, two] = [await bring(jws), await bring(jws)];
      const kept = await Promise.all([
        stores.consents.intend(intentFor(one)),
        others.consents.intend(intentFor(two)),
      ]);
      expect(kept.filter((each) => each === 'closed')).toHaveLength(1);
    }
  });

  it('is either given or taken back, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const jws = `a.b.${randomUUID()}`;
      const requestId = await bring(jws);
      const [kept, cancelled] = await Promise.all([
        stores.consents.intend(intentFor(requestId)),
        others.requests.cancel(await sha256(jws), VENDOR),
      ]);
      expect(cancelled.kind).toBe(kept === 'closed' ? 'cancelled' : 'under_way');
    }
  });

  it('that was taken back is so in every browser, also in one that comes later', async () => {
    const jws = `a.b.${randomUUID()}`;
    const before = [await bring(jws), await bring(jws)];
    expect(await stores.requests.cancel(await sha256(jws), VENDOR)).toEqual({ kind: 'cancelled' });
    for (const requestId of [...before, await bring(jws)]) {
      expect(await stores.requests.find(requestId)).toMatchObject({ status: 'cancelled' });
      expect(await stores.consents.intend(intentFor(requestId))).toBe('closed');
    }
    expect(await stores.requests.cancel(await sha256(jws), VENDOR)).toEqual({ kind: 'cancelled' });
  });

  it('of another vendor is not known', async () => {
    const jws = `a.b.${randomUUID()}`;
    const requestId = await bring(jws);
    const name = await sha256(jws);
    expect(await stores.requests.cancel(name, 'https://other.example/client')).toEqual({ kind: 'unknown' });
    expect(await stores.requests.find(requestId)).toMatchObject({ status: 'requested' });
  });

  it('names the state of the consent that came of it', async () => {
    const { requestId } = await give();
    const name = await sha256((await stores.requests.find(requestId))?.requestJws ?? '');
    expect(await stores.requests.cancel(name, VENDOR)).toEqual({ kind: 'given', status: 'given' });
  });

  it('is forgotten 90 days after its time, and not before', async () => {
    const [kept, gone] = [await bring(`a.b.${randomUUID()}`), await bring(`a.b.${randomUUID()}`)];
    const age = `UPDATE access_request SET expires_at = now() - $2::interval WHERE request_id = $1`;
    await database.pool.query(age, [kept, '89 days']);
    await database.pool.query(age, [gone, '91 days']);
    await sweepExpired(database.db, { journalDays: 400 });
    expect(await stores.requests.find(kept)).toMatchObject({ status: 'expired' });
    expect(await stores.requests.find(gone)).toBeUndefined();
  });
});

describe('what time ends', () => {
  it('is looked at again under the lock: a consent that was extended meanwhile lives on', async () => {
    const { consentId } = await give();
    expect(await expire(consentId)).toBe('not_allowed');
    expect(await stores.consents.find(consentId)).toMatchObject({ status: 'given' });
    await database.pool.query(`UPDATE consent SET until = now() WHERE id = $1`, [consentId]);
    expect(await expire(consentId)).toMatchObject({ consent: { status: 'expired' } });
  });

  it('is a consent that nobody picked up', async () => {
    const { consentId } = await give();
    await database.pool.query(`UPDATE consent SET pick_up_by = now() WHERE id = $1`, [consentId]);
    expect(await expire(consentId)).toMatchObject({ consent: { status: 'expired' } });
  });
});

describe('a list of an owner', () => {
  it('comes in pages, newest first, each row once, also of one and the same time', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 7; at++) ids.push((await give()).consentId);
    await database.pool.query(`UPDATE consent SET given_at = '2026-11-22T10:00:00.123456Z'`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await stores.consents.listByOwner({ ownerId: ANN, limit: 3, cursor });
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((each) => each.consentId));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('of requests comes in pages too', async () => {
    const ids = [await bring(`a.b.${randomUUID()}`), await bring(`a.b.${randomUUID()}`)];
    for (const id of ids) await stores.requests.claim(id, 'owner_bob');
    const first = await stores.requests.listByOwner({ ownerId: 'owner_bob', limit: 1 });
    const { nextCursor: cursor } = first;
    const second = await stores.requests.listByOwner({ ownerId: 'owner_bob', limit: 1, cursor });
    expect([...first.items, ...second.items].map((each) => each.requestId)).toEqual(ids.reverse());
    expect(second.nextCursor).toBeUndefined();
  });

  it.each(['', 'x', Buffer.from('2026-02-30T10:00:00.000000Z id').toString('base64url')])(
    'refuses the cursor "%s"',
    async (cursor) => {
      const refused = { code: 'invalid_cursor' };
      await expect(stores.consents.listByOwner({ ownerId: ANN, limit: 3, cursor })).rejects.toMatchObject(
        refused,
      );
      await expect(stores.requests.listByOwner({ ownerId: ANN, limit: 3, cursor })).rejects.toMatchObject(
        refused,
      );
    },
  );
});
