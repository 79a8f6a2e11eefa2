// Requests without a browser at the store, on two processes: what happens once happens once.
import { randomUUID } from 'node:crypto';
import {
  type BackchannelRequest,
  type ConsentIntent,
  createStores,
  createTestDatabase,
  memorySecrets,
  type RequestNotice,
  type Stores,
  type TestDatabase,
  testEntry,
} from '@parley/consent-gateway/testing';
import { newId } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const ACME = 'https://acme.example/client';
const OTHER = 'https://acme.example/other';
const ANN = 'owner_ann';
let testDatabase: TestDatabase;
let query: (text: string, values?: unknown[]) => Promise<unknown>;
// Two gateway processes.
let stores: Stores;
let others: Stores;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  const secrets = await memorySecrets();
  const ownerLog = { append: async () => undefined };
  const database = await testDatabase.open(10);
  query = (text, values) => database.pool.query(text, values);
  stores = createStores({ database, secrets, ownerLog });
  others = createStores({ database: await testDatabase.open(10), secrets, ownerLog });
  const metadata = { redirect_uris: ['https://acme.example/back'] };
  for (const vendorId of [ACME, OTHER])
    await stores.vendors.save(vendorId, 'operator', { name: 'Acme', metadata, keyThumbprints: ['a'] });
  await stores.owners.connect({
    ownerId: ANN,
    webId: 'https://ann.example/#me',
    container: 'https://pod.example/ann/',
    nonce: 'nonce',
  });
});
afterAll(() => testDatabase?.drop());

const twenty = <T>(work: (on: Stores, at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, (_, at) => work(at % 2 === 0 ? stores : others, at)));

const asking = (changes: Partial<BackchannelRequest> = {}): BackchannelRequest => ({
  requestId: newId('request'),
  authReqId: randomUUID(),
  vendorId: ACME,
  vendorHost: 'acme.example',
  subject: 'nobody',
  invitationHash: 'no code',
  deferralHash: 'no hint',
  details: [testEntry()],
  requestJws: 'a.b.c',
  bindingMessage: 'Order 4711',
  ...changes,
});

async function invite(): Promise<string> {
  const codeHash = randomUUID();
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  const invited = { invitationId: newId('invitation'), ownerId: ANN, codeHash, expiresAt, remark: {} };
  await stores.invitations.add({ ...invited, for: { host: 'acme.example' } });
  return codeHash;
}

/** One that waits in Ann's list. */
async function waiting(): Promise<BackchannelRequest> {
  const request = asking({ invitationHash: await invite() });
  await stores.backchannel.receive(request);
  return request;
}

const intentFor = (requestId: string): ConsentIntent => ({
  consentId: newId('consent'),
  requestId,
  ownerId: ANN,
  vendorId: ACME,
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

const countOf = async (ownerId: string): Promise<number> =>
  (await stores.requests.listByOwner({ ownerId, limit: 200 })).items.length;

describe('a request without a browser', () => {
  it('is refused by one of 20 at the same time, and then neither deferred nor given', async () => {
    const { requestId } = await waiting();
    const refused = await twenty((on) => on.requests.refuseWaiting(requestId, ANN));
    expect(refused.filter(Boolean)).toHaveLength(1);
    expect(await stores.requests.deferWaiting(requestId, ANN)).toBe(false);
    expect(await stores.consents.intend(intentFor(requestId))).toBe('closed');
  });

  it('is given or refused, never both, however both come at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { requestId } = await waiting();
      const intent = intentFor(requestId);
      const [kept, isRefused] = await Promise.all([
        stores.consents.intend(intent),
        others.requests.refuseWaiting(requestId, ANN),
      ]);
      expect(kept === 'closed').toBe(isRefused);
    }
  });

  it('is not refused, deferred or silenced by whom it did not reach', async () => {
    const [hers, nobodys] = [await waiting(), asking()];
    await stores.backchannel.receive(nobodys);
    for (const { requestId } of [hers, nobodys]) {
      expect(await stores.requests.refuseWaiting(requestId, 'owner_bob', 30)).toBe(false);
      expect(await stores.requests.deferWaiting(requestId, 'owner_bob')).toBe(false);
    }
    expect(await stores.silences.list('owner_bob')).toEqual([]);
    expect(await stores.requests.find(nobodys.requestId)).toMatchObject({ ownerId: null, requestJws: '' });
  });

  it('uses an invitation once of 20 times, by vendors of one site', async () => {
    const invitationHash = await invite();
    const before = await countOf(ANN);
    await twenty((on, at) =>
      on.backchannel.receive(asking({ invitationHash, vendorId: at % 2 === 0 ? ACME : OTHER })),
    );
    expect((await countOf(ANN)) - before).toBe(1);
  });

  it('takes the place of a deferred one once of 20 times, only for this vendor', async () => {
    const requestId = newId('request');
    const pushed = { requestId, vendorId: ACME, details: [testEntry()], requestJws: 'a.b.c' };
    await stores.requests.add({ ...pushed, interactionUid: randomUUID(), lifetimeSeconds: 600 });
    await stores.requests.claim(requestId, ANN);
    await stores.requests.defer(requestId, ANN, { continueHash: 'ticket', hintHash: 'the hint' });
    const before = await countOf(ANN);
    await stores.backchannel.receive(asking({ deferralHash: 'the hint', vendorId: OTHER }));
    expect(await stores.requests.find(requestId)).toMatchObject({ status: 'deferred' });
    await twenty((on) => on.backchannel.receive(asking({ deferralHash: 'the hint' })));
    expect((await countOf(ANN)) - before).toBe(1);
    expect(await stores.requests.find(requestId)).toMatchObject({ status: 'cancelled' });
  });

  it('is polled in time by one of 20 at the same time', async () => {
    const request = asking();
    await stores.backchannel.receive(request);
    const tooSoon = await twenty((on) => on.backchannel.pollsTooSoon(request.authReqId));
    expect(tooSoon.filter((each) => !each)).toHaveLength(1);
    expect(await stores.backchannel.pollsTooSoon('unknown')).toBe(false);
  });
});

describe('notices for the inbox', () => {
  it('are handed out once of 20 times, come again after a fault, and end with the request', async () => {
    await query(`UPDATE access_request SET notice_at = NULL`);
    const [one, two] = [await waiting(), await waiting()];
    const told: RequestNotice[] = [];
    const deliver = async (notice: RequestNotice) => {
      told.push(notice);
      if (told.length === 1) throw new Error('the pod is down');
    };
    await twenty((on) => on.requestNotices.deliver(deliver));
    expect(told.map(({ requestId }) => requestId).sort()).toEqual([one.requestId, two.requestId].sort());
    expect(told[0]).toMatchObject({ ownerId: ANN, vendorName: 'Acme' });
    const due = () =>
      query(`UPDATE access_request SET notice_at = clock_timestamp() WHERE notice_at IS NOT NULL`);
    await due();
    await stores.requestNotices.deliver(deliver);
    expect(told.map(({ requestId }) => requestId)).toHaveLength(3);
    const refused = await waiting();
    await stores.requests.refuseWaiting(refused.requestId, ANN);
    await due();
    await stores.requestNotices.deliver(deliver);
    expect(told).toHaveLength(3);
  });
});
