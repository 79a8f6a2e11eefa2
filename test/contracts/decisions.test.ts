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
import { newId } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const VENDOR = 'https://acme.example/client';
const ANN = 'owner_ann';
const BOB = 'owner_bob';
let testDatabase: TestDatabase;
let database: Database;
// Two gateway processes.
let stores: Stores;
let others: Stores;
const logged: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  const secrets = await memorySecrets();
  const ownerLog = { append: async (owner: { ownerId: string }) => void logged.push(owner.ownerId) };
  database = await testDatabase.open(10);
  stores = createStores({ database, secrets, ownerLog });
  others = createStores({ database: await testDatabase.open(10), secrets, ownerLog });
  await stores.vendors.save(VENDOR, 'operator', client());
  for (const ownerId of [ANN, BOB]) await stores.owners.connect(owner(ownerId));
});
afterAll(() => testDatabase?.drop());

const client = (changes: { keys?: string[]; redirects?: string[]; name?: string } = {}) => ({
  name: changes.name ?? 'Acme',
  metadata: { redirect_uris: changes.redirects ?? ['https://acme.example/back'] },
  keyThumbprints: changes.keys ?? ['a'],
});
const owner = (ownerId: string, container = `https://pod.example/${ownerId}/`) => ({
  ownerId,
  webId: `https://${ownerId.replace('_', '-')}.example/#me`,
  container,
  nonce: 'nonce',
});
async function ask(lifetimeSeconds = 600): Promise<string> {
  const requestId = newId('request');
  const asked = { requestId, vendorId: VENDOR, details: [testEntry()], requestJws: `a.b.${requestId}` };
  await stores.requests.add({ ...asked, interactionUid: randomUUID(), lifetimeSeconds });
  return requestId;
}
const intentFor = (requestId: string, ownerId = ANN): ConsentIntent => ({
  consentId: newId('consent'),
  requestId,
  ownerId,
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
  const intent = intentFor(await ask());
  await stores.consents.intend(intent);
  await stores.consents.complete(intent);
  return intent;
}
const stopping = (consentId: string, ownerId?: string) => ({
  consentId,
  ...(ownerId === undefined ? {} : { ownerId }),
  act: 'withdraw' as const,
  by: 'owner' as const,
  reason: 'owner_act' as const,
  outcome: async () => ({
    statement: { jws: 'event', event: 'withdrawn', at: new Date().toISOString() },
  }),
});
/** 20 at the same time, half of them on another process. */
const twenty = <T>(work: (on: Stores, at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, (_, at) => work(at % 2 === 0 ? stores : others, at)));
const count = async (text: string, ...values: unknown[]): Promise<number> =>
  (await database.pool.query(text, values)).rowCount ?? 0;

describe('an access request', () => {
  it('is bound by one app of 20 at the same time', async () => {
    const requestId = await ask();
    const bound = await twenty((on, at) => on.requests.bindApp(requestId, `challenge ${at}`));
    expect(bound.filter(Boolean)).toHaveLength(1);
    const winner = `challenge ${bound.indexOf(true)}`;
    expect((await stores.requests.find(requestId))?.appChallenge).toBe(winner);
    expect(await others.requests.bindApp(requestId, winner)).toBe(true);
  });

  it('becomes one owner’s of 20 at the same time, who may come again', async () => {
    const requestId = await ask();
    const claimed = await twenty((on, at) => on.requests.claim(requestId, `owner_${at}`));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await others.requests.claim(requestId, `owner_${claimed.indexOf(true)}`)).toBe(true);
  });

  it('is refused once of 20 times, and then neither given, claimed nor bound', async () => {
    const requestId = await ask();
    expect((await twenty((on) => on.requests.refuse(requestId, ANN, 'hash'))).filter(Boolean)).toHaveLength(
      1,
    );
    expect(await stores.consents.intend(intentFor(requestId))).toBe('closed');
    expect(await stores.requests.claim(requestId, ANN)).toBe(false);
    expect(await stores.requests.bindApp(requestId, 'challenge')).toBe(false);
    expect(await stores.requests.find(requestId)).toMatchObject({ status: 'refused', ownerId: ANN });
  });

  it('that is over reads as expired, and nothing can be done with it', async () => {
    const requestId = await ask(0);
    expect(await stores.requests.find(requestId)).toMatchObject({ status: 'expired' });
    expect(await stores.requests.claim(requestId, ANN)).toBe(false);
    expect(await stores.requests.bindApp(requestId, 'challenge')).toBe(false);
    expect(await stores.requests.refuse(requestId, null, null)).toBe(false);
    expect(await stores.consents.intend(intentFor(requestId))).toBe('closed');
  });

  it('of one owner cannot be refused or given by another', async () => {
    const requestId = await ask();
    await stores.requests.claim(requestId, ANN);
    expect(await stores.requests.refuse(requestId, BOB, 'hash')).toBe(false);
    expect(await stores.requests.refuse(requestId, null, null)).toBe(false);
    expect(await stores.consents.intend(intentFor(requestId, BOB))).toBe('closed');
    expect(
      (await stores.requests.listByOwner({ ownerId: BOB, limit: 200 })).items.map((each) => each.requestId),
    ).not.toContain(requestId);
  });

  it('given and refused at the same time is one of both, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const requestId = await ask();
      const [kept, refused] = await Promise.all([
        stores.consents.intend(intentFor(requestId)),
        others.requests.refuse(requestId, ANN, 'hash'),
      ]);
      expect(kept === 'closed').toBe(refused);
    }
  });

  it('lets the browser go on with its ticket once of 20 times, and with no other', async () => {
    const requestId = await ask();
    await stores.requests.refuse(requestId, ANN, 'hash');
    expect(await stores.requests.useTicket(requestId, 'other')).toBeUndefined();
    const used = await twenty((on) => on.requests.useTicket(requestId, 'hash'));
    expect(used.filter((each) => each !== undefined)).toHaveLength(1);
  });
});

describe('a consent', () => {
  it('has one intent of 20 at the same time: all get the same', async () => {
    const requestId = await ask();
    const kept = await twenty((on) => on.consents.intend(intentFor(requestId)));
    expect(new Set(kept.map((each) => each !== 'closed' && each.consentId)).size).toBe(1);
    expect(kept).not.toContain('closed');
    expect(await count('SELECT FROM consent_intent WHERE request_id = $1', requestId)).toBe(1);
  });

  it('completed 20 times is given once, with one entry in the ledger', async () => {
    const intent = intentFor(await ask());
    await stores.consents.intend(intent);
    const given = await twenty((on) => on.consents.complete(intent));
    expect(new Set(given.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(given[0]).toMatchObject({ consentId: intent.consentId, status: 'given', version: 1 });
    expect(await count('SELECT FROM journal WHERE consent_id = $1', intent.consentId)).toBe(1);
    expect(await stores.requests.find(intent.requestId)).toMatchObject({
      status: 'given',
      consentId: intent.consentId,
    });
  });

  it('rests sealed while it is written, and is finished by whoever finds it interrupted', async () => {
    const intent = intentFor(await ask());
    await stores.consents.intend(intent);
    const { rows } = await database.pool.query('SELECT sealed FROM consent_intent WHERE request_id = $1', [
      intent.requestId,
    ]);
    expect(rows[0].sealed.includes('receipt')).toBe(false);
    expect(await others.consents.listInterrupted(3_600)).not.toContainEqual(intent);
    expect(await others.consents.listInterrupted(0)).toContainEqual(intent);
    await others.consents.complete(intent);
    expect(await others.consents.listInterrupted(0)).not.toContainEqual(intent);
  });

  it('is kept for the same decision again, and forgotten an hour after the pod has it', async () => {
    const intent = await give();
    const sealed = 'SELECT FROM consent_intent WHERE consent_id = $1 AND sealed <> $2';
    await sweepExpired(database.db, { journalDays: 400 });
    expect(await count(sealed, intent.consentId, '')).toBe(1);
    expect(await stores.consents.intend(intent)).toMatchObject({ consentId: intent.consentId });
    await database.pool.query(
      `UPDATE consent_intent SET done_at = now() - interval '2 hours' WHERE consent_id = $1`,
      [intent.consentId],
    );
    await sweepExpired(database.db, { journalDays: 400 });
    expect(await count(sealed, intent.consentId, '')).toBe(0);
    expect(await stores.consents.intend(intent)).toBe('closed');
    expect(await stores.consents.find(intent.consentId)).toMatchObject({ status: 'given' });
  });

  it('ends once of 20 times, with one entry and one word to the pod', async () => {
    const { consentId } = await give();
    const results = await twenty((on) => on.consents.stop(stopping(consentId, ANN)));
    expect(results.filter((each) => each === 'ended')).toHaveLength(19);
    expect(await stores.consents.find(consentId)).toMatchObject({
      status: 'withdrawn',
      endReason: 'owner_act',
    });
    expect(await count('SELECT FROM pod_outbox WHERE consent_id = $1', consentId)).toBe(1);
    expect(
      await count(
        `SELECT FROM journal WHERE consent_id = $1 AND body::jsonb ->> 'act' = 'withdraw'`,
        consentId,
      ),
    ).toBe(1);
  });

  it('of another owner does not exist for her', async () => {
    const { consentId } = await give();
    expect(await stores.consents.stop(stopping(consentId, BOB))).toBeUndefined();
    expect(await stores.consents.stop(stopping('consent_none'))).toBeUndefined();
    expect(await stores.consents.find(consentId)).toMatchObject({ status: 'given' });
  });

  it('that has ended stays ended, however often its giving is completed again', async () => {
    const intent = await give();
    await stores.consents.stop(stopping(intent.consentId));
    expect(await others.consents.complete(intent)).toMatchObject({ status: 'withdrawn' });
  });

  it('is not half stopped where the word to the pod cannot be signed: nothing of it happens', async () => {
    const { consentId } = await give();
    const outcome = async () => {
      throw new Error('no key');
    };
    await expect(stores.consents.stop({ ...stopping(consentId), outcome })).rejects.toThrow('no key');
    expect(await stores.consents.find(consentId)).toMatchObject({ status: 'given' });
    expect(await count('SELECT FROM journal WHERE consent_id = $1', consentId)).toBe(1);
  });

  it('is due when its end or its time to be picked up has come, for that reason', async () => {
    const [over, unused, live] = [await give(), await give(), await give()];
    await database.pool.query(`UPDATE consent SET until = now() WHERE id = $1`, [over.consentId]);
    await database.pool.query(`UPDATE consent SET pick_up_by = now() WHERE id = $1`, [unused.consentId]);
    const due = await stores.consents.listDue(100);
    expect(due).toContainEqual({ consentId: over.consentId, reason: 'end_reached' });
    expect(due).toContainEqual({ consentId: unused.consentId, reason: 'not_picked_up' });
    expect(due.map(({ consentId }) => consentId)).not.toContain(live.consentId);
  });

  it('tells the pod once, keeps what failed, and forgets what was delivered', async () => {
    const { consentId } = await give();
    const stopped = await stores.consents.stop(stopping(consentId));
    const noticeId = typeof stopped === 'object' ? stopped.noticeId : undefined;
    const fails = async () => {
      throw new Error('the pod is down');
    };
    expect(await stores.consents.deliverNotices(fails, noticeId)).toBe(0);
    const delivered: unknown[] = [];
    expect(await others.consents.deliverNotices(async (each) => void delivered.push(each), noticeId)).toBe(1);
    expect(delivered).toMatchObject([{ consentId, ownerId: ANN, jws: 'event', sequence: 2 }]);
    expect(await stores.consents.deliverNotices(async (each) => void delivered.push(each), noticeId)).toBe(0);
    expect(await count(`SELECT FROM pod_outbox WHERE id = $1 AND sealed = ''`, noticeId)).toBe(1);
  });
});

describe('a vendor', () => {
  const save = async (...changes: Parameters<typeof client>) => {
    const id = `https://${randomUUID()}.example/client`;
    await stores.vendors.save(id, 'document', client());
    return { id, saved: await stores.vendors.save(id, 'document', client(...changes)) };
  };

  it.each<[string, Parameters<typeof client>[0] & object]>([
    ['another name', { name: 'Acme Ltd' }],
    ['one key more', { keys: ['a', 'b'] }],
    ['fewer redirects', { redirects: [] }],
  ])('whose document has %s goes on', async (_what, changes) => {
    expect((await save(changes)).saved).toMatchObject({ heldAt: null, name: changes.name ?? 'Acme' });
  });

  it.each([
    ['other keys', { keys: ['b'], name: 'Eve' }, 'keys_changed'],
    [
      'another redirect',
      { redirects: ['https://acme.example/back', 'https://acme.example/x'], name: 'Eve' },
      'redirect_changed',
    ],
  ])(
    'whose document has %s is put on hold, as it was, until the operator decides',
    async (_what, changes, reason) => {
      const { id, saved } = await save(changes);
      expect(saved).toMatchObject({ heldAt: expect.any(Date), name: 'Acme', keyThumbprints: ['a'] });
      expect(await count('SELECT FROM vendor WHERE vendor_id = $1 AND held_reason = $2', id, reason)).toBe(1);
      expect(await stores.vendors.save(id, 'document', client())).toMatchObject({ heldAt: saved.heldAt });
      expect(await stores.vendors.save(id, 'operator', client(changes))).toMatchObject({
        heldAt: null,
        name: 'Eve',
        knownBy: 'operator',
      });
    },
  );
});

describe('a pod', () => {
  it('is one owner’s, also when 20 connect it at the same time', async () => {
    const container = 'https://pod.example/shared/';
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => stores.owners.connect(owner(`owner_${at}`, container))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({
          code: 'pod_not_proven',
          message: "the container is another owner's",
        });
  });

  it('is written down outside the database first', async () => {
    logged.length = 0;
    await stores.owners.connect(owner('owner_new'));
    expect(logged).toEqual(['owner_new']);
  });

  it('that is disconnected is nobody’s to find, and may be connected again', async () => {
    await stores.owners.connect(owner('owner_gone'));
    await stores.owners.disconnect('owner_gone');
    expect(await others.owners.find('owner_gone')).toBeUndefined();
    await stores.owners.connect(owner('owner_gone', 'https://pod.example/moved/'));
    expect(await others.owners.find('owner_gone')).toMatchObject({ container: 'https://pod.example/moved/' });
  });

  it('has one challenge for an owner and a container, the last one', async () => {
    await stores.owners.challenge(ANN, 'https://pod.example/c/', 'first');
    await others.owners.challenge(ANN, 'https://pod.example/c/', 'second');
    expect(await stores.owners.findChallenge(ANN, 'https://pod.example/c/')).toBe('second');
    expect(await stores.owners.findChallenge(BOB, 'https://pod.example/c/')).toBeUndefined();
    await database.pool.query(`UPDATE connection_challenge SET expires_at = now()`);
    expect(await stores.owners.findChallenge(ANN, 'https://pod.example/c/')).toBeUndefined();
  });
});
