import {
  type BlockDestination,
  createLedgerStore,
  createSealer,
  createSealStore,
  createTestDatabase,
  type Database,
  journalAct,
  type Sealer,
  type SealerOptions,
  seedConsent,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { BLOCK_TYP, signedBy, verifyLedger } from '@parley/protocol';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const signal = new AbortController().signal;
const ISSUER = 'https://gateway.example';
const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const publicJwk = { ...(await exportJWK(publicKey)), kid: 'record-1', alg: 'ES256' };
const key = { kid: 'record-1', privateKey };
const verifySignature = (jws: string) => signedBy([publicJwk])(jws, BLOCK_TYP);

let testDatabase: TestDatabase;
let first: Database;
let second: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  first = await testDatabase.open();
  second = await testDatabase.open();
});
afterAll(() => testDatabase?.drop());

type Put = Parameters<BlockDestination['put']>[0];

/** A pod that keeps what it gets, and answers with an error as long as it is told to. */
function pod() {
  const puts: Put[] = [];
  const state = { isDown: false };
  const put = async (block: Put): Promise<void> => {
    if (state.isDown) throw Object.assign(new Error('down'), { code: 'unavailable' });
    puts.push(block);
  };
  const blocksOf = (ownerId: string) => puts.filter((block) => block.ownerId === ownerId);
  return { put, puts, state, blocksOf };
}

const sealerOn = (
  database: Database,
  destination: BlockDestination,
  more: Partial<SealerOptions> = {},
): Sealer =>
  createSealer({
    store: createSealStore(database),
    destination,
    issuer: ISSUER,
    key: () => key,
    log: { warn: () => undefined },
    random: () => 0,
    ...more,
  });

const check = (blocks: readonly Put[]) =>
  verifyLedger(
    blocks.map(({ jws }) => jws),
    { verifySignature },
  );
const read = async (consent: Awaited<ReturnType<typeof seedConsent>>, count: number) => {
  const ledger = createLedgerStore(first);
  await Promise.all(Array.from({ length: count }, () => ledger.disclose(consent.read(), signal)));
};

describe('the sealer', () => {
  it('makes of the journal blocks that verify, one chain for each consent', async () => {
    const one = await seedConsent(first);
    const other = await seedConsent(first, { ownerId: one.ownerId, vendorId: 'https://other.example' });
    const destination = pod();
    const sealer = sealerOn(first, destination);
    await read(one, 5);
    await read(other, 3);
    expect(await sealer.flush({ signal })).toEqual({ chained: 8, sealed: 1, written: 1 });
    await read(one, 2);
    const { consentId, ownerId, vendorId } = one;
    await first.db
      .transaction()
      .execute((trx) =>
        journalAct(trx, { consentId, ownerId, vendorId, version: 1, act: 'withdraw', by: 'owner' }),
      );
    await sealer.flush({ signal });

    const verdict = await check(destination.blocksOf(ownerId));
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries).toHaveLength(11);
    expect(verdict.heads.consents.get(consentId)?.sequence).toBe(8);
    expect(verdict.heads.consents.get(other.consentId)?.sequence).toBe(3);
    expect(verdict.entries.at(-1)).toMatchObject({
      sequence: 8,
      blockNumber: 2,
      entry: { kind: 'act', act: 'withdraw', by: 'owner' },
    });
    expect(destination.blocksOf(ownerId).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('does nothing where nothing is new', async () => {
    expect(await sealerOn(first, pod()).flush({ signal })).toEqual({ chained: 0, sealed: 0, written: 0 });
  });

  it('shows the order of the commits: a stop stands behind every read before it', async () => {
    const consent = await seedConsent(first);
    const destination = pod();
    await read(consent, 20);
    const { consentId, ownerId, vendorId } = consent;
    await second.db
      .transaction()
      .execute((trx) =>
        journalAct(trx, { consentId, ownerId, vendorId, version: 1, act: 'withdraw', by: 'owner' }),
      );
    await sealerOn(first, destination).flush({ signal });
    const { entries } = await check(destination.blocksOf(ownerId));
    expect(entries.map(({ entry }) => entry.act)).toEqual([
      ...Array.from({ length: 20 }, () => undefined),
      'withdraw',
    ]);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
  });

  it('keeps chains and blocks unbroken while two processes seal and others read', async () => {
    const consents = await Promise.all([0, 1, 2].map(() => seedConsent(first)));
    const sibling = await seedConsent(first, { ownerId: consents[0]!.ownerId });
    const destination = pod();
    const sealers = [sealerOn(first, destination), sealerOn(second, destination)];
    const reading = Promise.all(
      [...consents, sibling].map(async (consent) => {
        for (let round = 0; round < 8; round += 1) await read(consent, 8);
      }),
    );
    let isReading = true;
    const sealing = sealers.map(async (sealer) => {
      while (isReading) await sealer.flush({ signal });
    });
    await reading;
    isReading = false;
    await Promise.all(sealing);
    await sealers[0]?.flush({ signal });
    let total = 0;
    for (const { ownerId } of consents) {
      const blocks = destination.blocksOf(ownerId);
      expect(blocks.map(({ number }) => number)).toEqual(blocks.map((_, index) => index + 1));
      const verdict = await check(blocks);
      expect(verdict.problems).toEqual([]);
      total += verdict.entries.length;
    }
    expect(total).toBe(4 * 64);
  });

  it('signs with the record key, as a block and nothing else', async () => {
    const consent = await seedConsent(first);
    const destination = pod();
    await read(consent, 1);
    await sealerOn(first, destination).flush({ signal });
    const { jws, sealedAt } = destination.blocksOf(consent.ownerId)[0]!;
    expect(JSON.parse(atob(jws.split('.')[0]!))).toEqual({
      alg: 'ES256',
      typ: 'parley-block+jwt',
      kid: 'record-1',
    });
    expect(await verifySignature(jws)).toMatchObject({
      iss: ISSUER,
      owner: consent.ownerId,
      number: 1,
      iat: Math.floor(sealedAt.getTime() / 1000),
    });
    const receipt = await new SignJWT(decodeJwt(jws))
      .setProtectedHeader({ alg: 'ES256', typ: 'parley-receipt+jwt', kid: 'record-1' })
      .sign(privateKey);
    expect(await verifySignature(receipt)).toBeUndefined();
    const stranger = await generateKeyPair('ES256');
    const strangers = signedBy([{ ...(await exportJWK(stranger.publicKey)), kid: 'record-1' }]);
    expect(await strangers(jws, BLOCK_TYP)).toBeUndefined();
  });
});

describe('a pod that does not answer', () => {
  it('gets its blocks later, in order, none left out', async () => {
    const consent = await seedConsent(first);
    const destination = pod();
    const warnings: object[] = [];
    const sealer = sealerOn(first, destination, { log: { warn: (fields) => void warnings.push(fields) } });
    destination.state.isDown = true;
    for (let round = 0; round < 3; round += 1) {
      await read(consent, 1);
      expect(await sealer.flush({ signal })).toMatchObject({ sealed: 1, written: 0 });
    }
    expect(await createSealStore(first).countWaiting(100)).toBe(2);
    expect(warnings).toEqual([{ number: 1, attempts: 1, code: 'unavailable' }]);
    destination.state.isDown = false;
    // The first try put block 1 off by a second.
    await expect
      .poll(() => sealer.flush({ signal }).then(() => destination.blocksOf(consent.ownerId).length), {
        timeout: 10_000,
      })
      .toBe(3);
    expect(destination.blocksOf(consent.ownerId).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await check(destination.blocksOf(consent.ownerId))).problems).toEqual([]);
  });

  it('gets the same block again when it is not known whether it came in', async () => {
    const consent = await seedConsent(first);
    const destination = pod();
    await read(consent, 1);
    const answers = [new Error('the answer was lost')];
    const forgetful: BlockDestination = {
      put: async (block) => {
        await destination.put(block);
        const answer = answers.shift();
        if (answer !== undefined) throw answer;
      },
    };
    const sealer = sealerOn(first, forgetful);
    await expect
      .poll(() => sealer.flush({ signal }).then(() => destination.blocksOf(consent.ownerId).length), {
        timeout: 10_000,
      })
      .toBe(2);
    const [once, again] = destination.blocksOf(consent.ownerId);
    expect({ ...again, signal: undefined }).toEqual({ ...once, signal: undefined });
  });

  it('is no reason to hold a lock: the journal goes on while a pod is being written to', async () => {
    const consent = await seedConsent(first);
    await read(consent, 1);
    let release: (() => void) | undefined;
    const started = new Promise<void>((begun) => {
      void sealerOn(first, {
        put: () => {
          begun();
          return new Promise<void>((resolve) => {
            release = resolve;
          });
        },
      }).flush({ signal });
    });
    await started;
    const { rows } = await first.pool.query(
      `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.mode LIKE '%Exclusive%'`,
    );
    expect(rows).toHaveLength(0);
    release?.();
  });
});

describe('refused reads', () => {
  it('are counted, and become one entry when their hour is over', async () => {
    const consent = await seedConsent(first);
    const { consentId, ownerId, vendorId } = consent;
    const ledger = createLedgerStore(first);
    await Promise.all(
      Array.from({ length: 5 }, () =>
        ledger.noteRefusal({ consentId, ownerId, vendorId, version: 1, reason: 'read_limit' }),
      ),
    );
    const store = createSealStore(first);
    expect(await store.closeRefusalHours()).toBe(0);
    await first.pool.query(`UPDATE refused_read SET hour = hour - interval '1 h' WHERE consent_id = $1`, [
      consentId,
    ]);
    expect(
      await Promise.all([store.closeRefusalHours(), createSealStore(second).closeRefusalHours()]),
    ).toContain(1);
    const destination = pod();
    await sealerOn(first, destination).flush({ signal });
    const { entries, problems } = await check(destination.blocksOf(ownerId));
    expect(problems).toEqual([]);
    expect(entries.map(({ entry }) => entry)).toEqual([
      expect.objectContaining({ kind: 'read', outcome: 'refused', reason: 'read_limit', count: 5, vendorId }),
    ]);
  });
});

describe('in the background', () => {
  it('chains, seals and writes by itself, goes on after the database failed, and stops', async () => {
    const consent = await seedConsent(first);
    const third = await testDatabase.open(2);
    const destination = pod();
    const faults: object[] = [];
    const running = sealerOn(third, destination, {
      log: { warn: (fields) => void faults.push(fields) },
    }).start();
    await read(consent, 2);
    await expect.poll(() => destination.blocksOf(consent.ownerId).length, { timeout: 15_000 }).toBe(1);
    await first.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await read(consent, 2);
    await expect.poll(() => destination.blocksOf(consent.ownerId).length, { timeout: 20_000 }).toBe(2);
    expect((await check(destination.blocksOf(consent.ownerId))).entries).toHaveLength(4);
    await running.stop();
    await read(consent, 1);
    const { rows } = await first.pool.query('SELECT FROM journal WHERE consent_id = $1 AND link IS NULL', [
      consent.consentId,
    ]);
    expect(rows).toHaveLength(1);
  });
});
