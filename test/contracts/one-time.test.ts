import { randomUUID } from 'node:crypto';
import {
  createAdapterFactory,
  createStores,
  createTestDatabase,
  type Database,
  memorySecrets,
  type SeededConsent,
  type Stores,
  seedConsent,
  type TestDatabase,
  testEntry,
} from '@parley/consent-gateway/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const RESOURCE = 'https://gw.example/v1';
let testDatabase: TestDatabase;
let database: Database;
let stores: [Stores, Stores];
let adapters: [ReturnType<typeof createAdapterFactory>, ReturnType<typeof createAdapterFactory>];

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  const secrets = await memorySecrets();
  // Two gateway processes.
  const databases = [await testDatabase.open(10), await testDatabase.open(10)] as const;
  [database] = databases;
  const storesOn = (on: Database) =>
    createStores({ database: on, secrets, ownerLog: { append: async () => undefined } });
  const adaptersOn = (on: Database) =>
    createAdapterFactory({
      database: on.db,
      pool: on.pool,
      vendors: { find: async () => undefined },
      resource: RESOURCE,
      relinquish: async () => undefined,
    });
  stores = [storesOn(databases[0]), storesOn(databases[1])];
  adapters = [adaptersOn(databases[0]), adaptersOn(databases[1])];
});
afterAll(() => testDatabase?.drop());

/** 20 at the same time, on two processes in turn. */
const twenty = <T>(work: (process: 0 | 1, at: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: 20 }, (_, at) => work(at % 2 === 0 ? 0 : 1, at)));
const done = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled');

describe('an id that may be used once', () => {
  it('is used by one of 20 at the same time', async () => {
    const id = randomUUID();
    const results = await twenty((process) => stores[process].replay.useOnce(id, 60));
    expect(results.filter((each) => each.status === 'fulfilled' && each.value)).toHaveLength(1);
  });

  it('is one of its own for each text', async () => {
    const used = await Promise.all(['a', 'A', 'a ', ''].map((id) => stores[0].replay.useOnce(`${id}x`, 60)));
    expect(used).toEqual([true, true, true, true]);
  });

  // The library looks for what was used, and goes on where it finds nothing.
  it('A12a, A15a of a client assertion or proof at the token endpoint is found unused by one of 20', async () => {
    // The second id comes while the first is under way: all of it in one statement of each process.
    const replays = adapters.map((adapter) => adapter('ReplayDetection'));
    const ids = [randomUUID(), randomUUID()];
    const found = await Promise.all(ids.map((id) => twenty(async (process) => replays[process]?.find(id))));
    for (const results of found) {
      expect(done(results)).toHaveLength(20);
      expect(results.filter((each) => each.status === 'fulfilled' && each.value === undefined)).toHaveLength(
        1,
      );
    }
  });

  it('is not taken for longer than it is kept', async () => {
    const adapter = adapters[0]('ReplayDetection');
    await adapter.upsert(randomUUID(), {}, 900);
    await expect(adapter.upsert(randomUUID(), {}, 901)).rejects.toThrow('longer than it is kept');
  });
});

const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
/** As the server has checked it before it keeps it. */
const VENDORS_REQUEST = `${part({ alg: 'ES256' })}.${part({ iss: 'https://acme.example/client' })}.c2ln`;

describe('what the authorization server keeps', () => {
  it.each(['AuthorizationCode', 'RefreshToken', 'PushedAuthorizationRequest'])(
    'of the kind %s is consumed by one of 20 at the same time',
    async (model) => {
      const id = randomUUID();
      await adapters[0](model).upsert(id, { jti: id, request: VENDORS_REQUEST }, 60);
      const results = await twenty((process) => adapters[process](model).consume(id));
      expect(done(results)).toHaveLength(1);
      for (const each of results)
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ error: 'invalid_grant' });
      expect(await adapters[1](model).find(id)).toMatchObject({ jti: id, consumed: expect.any(Number) });
    },
  );

  it('is kept apart by kind, and is gone when its time is over', async () => {
    await adapters[0]('Session').upsert('same', { uid: 'u' }, 60);
    await adapters[0]('Interaction').upsert('same', { jti: 'i' }, 60);
    expect(await adapters[1]('Session').find('same')).toEqual({ uid: 'u' });
    expect(await adapters[1]('Session').findByUid('u')).toEqual({ uid: 'u' });
    await adapters[1]('Session').destroy('same');
    expect(await adapters[0]('Session').find('same')).toBeUndefined();
    expect(await adapters[0]('Interaction').find('same')).toEqual({ jti: 'i' });
    await database.pool.query(`UPDATE oidc_item SET expires_at = now() WHERE id = 'same'`);
    expect(await adapters[0]('Interaction').find('same')).toBeUndefined();
  });

  it('for a consent goes with it, and nothing else does', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    for (const grantId of [mine, other])
      for (const model of ['RefreshToken', 'AuthorizationCode'])
        await adapters[0](model).upsert(`${model} ${grantId}`, { grantId }, 60);
    await adapters[1]('Grant').destroy(mine);
    expect(await adapters[0]('RefreshToken').find(`RefreshToken ${mine}`)).toBeUndefined();
    expect(await adapters[0]('AuthorizationCode').find(`AuthorizationCode ${mine}`)).toBeUndefined();
    const id = `RefreshToken ${other}`;
    expect(await adapters[0]('RefreshToken').find(id)).toEqual({ jti: id, grantId: other });
  });

  it.each(['AuthorizationCode', 'RefreshToken'])(
    'of the kind %s rests as its digest alone',
    async (model) => {
      const id = randomUUID();
      await adapters[0](model).upsert(id, { jti: id, grantId: 'g' }, 60);
      const { rows } = await database.pool.query('SELECT i::text AS text FROM oidc_item i');
      expect(rows.some(({ text }) => text.includes(id))).toBe(false);
      expect(await adapters[1](model).find(id)).toEqual({ jti: id, grantId: 'g' });
      await adapters[1](model).destroy(id);
      expect(await adapters[0](model).find(id)).toBeUndefined();
    },
  );

  it('is no client: nobody registers one here', async () => {
    await expect(adapters[0]('Client').upsert('acme', {}, 60)).rejects.toMatchObject({
      error: 'invalid_request',
    });
  });

  it('of a code that is redeemed: its consent was picked up', async () => {
    const { consentId } = await seedConsent(database);
    await database.pool.query(`UPDATE consent SET pick_up_by = now() + interval '1 minute' WHERE id = $1`, [
      consentId,
    ]);
    await adapters[0]('AuthorizationCode').upsert('code', { grantId: consentId }, 60);
    await adapters[1]('AuthorizationCode').consume('code');
    const { rows } = await database.pool.query('SELECT pick_up_by FROM consent WHERE id = $1', [consentId]);
    expect(rows).toEqual([{ pick_up_by: null }]);
  });
});

describe('a grant of the authorization server', () => {
  const find = ({ consentId }: SeededConsent) => adapters[0]('Grant').find(consentId);

  it('is the live consent', async () => {
    const consent = await seedConsent(database);
    expect(await find(consent)).toMatchObject({
      kind: 'Grant',
      jti: consent.consentId,
      accountId: consent.ownerId,
      clientId: consent.vendorId,
      resources: { [RESOURCE]: 'read' },
    });
  });

  it.each([
    ['withdrawn', `status = 'withdrawn'`],
    ['expired', `status = 'expired'`],
    ['past its end', `until = now() - interval '1 second'`],
    ['paused', `status = 'paused'`],
    ['paused for longer', `status = 'paused', resume_at = now() + interval '1 hour'`],
  ])('is none where the consent is %s', async (_what, assignment) => {
    const consent = await seedConsent(database);
    await database.pool.query(`UPDATE consent SET ${assignment} WHERE id = $1`, [consent.consentId]);
    expect(await find(consent)).toBeUndefined();
  });

  it('is one again when the pause is over', async () => {
    const consent = await seedConsent(database);
    await database.pool.query(`UPDATE consent SET status = 'paused', resume_at = now() WHERE id = $1`, [
      consent.consentId,
    ]);
    expect(await find(consent)).toBeDefined();
  });

  it('is none while the vendor is on hold, and none where there is no such consent', async () => {
    const consent = await seedConsent(database, { vendorId: 'https://held.example/client' });
    await database.pool.query(`UPDATE vendor SET held_at = now() WHERE vendor_id = $1`, [consent.vendorId]);
    expect(await find(consent)).toBeUndefined();
    expect(await adapters[0]('Grant').find('consent_none')).toBeUndefined();
  });
});

describe('a sign-in', () => {
  const pending = {
    ...{ requestId: 'request_1', interactionUid: 'uid', webId: 'https://ann.example/#me' },
    ...{ issuer: 'https://idp.example/', approved: [testEntry()], decision: 'd' },
  };
  const begin = async (): Promise<string> => {
    const stateHash = randomUUID();
    await stores[0].signIns.begin(stateHash, pending);
    return stateHash;
  };

  it('is confirmed by one of 20 answers at the same time, under that one’s ticket', async () => {
    const stateHash = await begin();
    const results = await twenty((process, at) =>
      stores[process].signIns.confirm(stateHash, `${stateHash} ${at}`, { ...pending, idToken: String(at) }),
    );
    const winners = results.flatMap((each, at) => (each.status === 'fulfilled' && each.value ? [at] : []));
    expect(winners).toHaveLength(1);
    for (let at = 0; at < 20; at++) {
      const found = await stores[1].signIns.findConfirmed('request_1', `${stateHash} ${at}`);
      expect(found?.idToken).toBe(at === winners[0] ? String(at) : undefined);
    }
    expect(await stores[1].signIns.find(stateHash)).toBeUndefined();
  });

  it('is found by its state until it is answered or its time is over, and by its ticket for its request only', async () => {
    const stateHash = await begin();
    expect(await stores[1].signIns.find(stateHash)).toEqual(pending);
    await stores[0].signIns.confirm(stateHash, `${stateHash} t`, pending);
    expect(await stores[1].signIns.findConfirmed('request_2', `${stateHash} t`)).toBeUndefined();
    await stores[1].signIns.remove(`${stateHash} t`);
    expect(await stores[0].signIns.findConfirmed('request_1', `${stateHash} t`)).toBeUndefined();
    const late = await begin();
    await database.pool.query('UPDATE sign_in SET expires_at = now() WHERE state_hash = $1', [late]);
    expect(await stores[0].signIns.find(late)).toBeUndefined();
  });

  it('rests sealed: no WebID is in the database', async () => {
    const stateHash = await begin();
    const { rows } = await database.pool.query('SELECT sealed FROM sign_in WHERE state_hash = $1', [
      stateHash,
    ]);
    expect(rows[0].sealed.includes('ann.example')).toBe(false);
  });
});
