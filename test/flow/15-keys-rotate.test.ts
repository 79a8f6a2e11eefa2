// Keys change while vendors read and renew, at two gateways on one database and one file of secrets: nobody is refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listRecordKeys } from '@parley/pod-client';
import { decodeProtectedHeader, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { downloadPod } from '../support/download-pod.ts';
import { passTime } from '../support/pass-time.ts';
import { blocksInPod } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { runGateway } from '../support/run-gateway.ts';
import { runParley } from '../support/run-parley.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startSecondProcess, type TestProcesses } from '../support/test-processes.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

const NOTICED = { timeout: 60_000, interval: 100 };
const WAITING_MINUTES = 15;
const COUNTING_MINUTES = 6;

let gateway: TestGateway;
let both: TestProcesses;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let folder: string;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    proxyPort,
  });
  both = await startSecondProcess(gateway, proxyPort);
  // Before the pod server asks for the first time: it keeps what it gets for two minutes, and the wait for that is not for a test.
  expect(await key('rotate', 'identity')).toMatchObject({ exitCode: 0, err: '' });
  await bothPublish('/identity/jwks', 2);
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  consent = await obtain();
  folder = await mkdtemp(join(tmpdir(), 'parley-keys-'));
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await both?.stop();
  await gateway?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const obtain = () => obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
const key = (...words: string[]) => runGateway(gateway.environment, 'key', ...words);
const keysAt = async (path: string): Promise<JWK[]> =>
  ((await (await fetch(`${gateway.origin}${path}`)).json()) as { keys: JWK[] }).keys;
const kidsAt = async (path: string) => (await keysAt(path)).map(({ kid }) => kid ?? '');

/** Both processes serve this many keys. */
async function bothPublish(path: string, count: number): Promise<string[]> {
  let kids: string[] = [];
  for (const process of [0, 1] as const) {
    await vi.waitFor(async () => {
      both.direct(process);
      kids = await kidsAt(path);
      expect(kids).toHaveLength(count);
    }, NOTICED);
  }
  both.direct(undefined);
  return kids;
}

const renewed = async (): Promise<string> => {
  const answer = await renew(consent.wire, { refreshToken: consent.refreshToken });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.body['access_token']);
};
const read = (accessToken: string) =>
  consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

/** Renews and reads again and again until it is told to stop; what was refused is its answer. */
function keepReading(): () => Promise<{ refused: unknown[]; passed: number }> {
  let goesOn = true;
  const refused: unknown[] = [];
  let passed = 0;
  const loop = async (): Promise<void> => {
    while (goesOn) {
      const token = await renewed();
      const answers = await Promise.all([read(token), read(token)]);
      for (const { status, text } of answers) {
        if (status === 200) passed += 1;
        else refused.push(`${status} ${text}`);
      }
      // The operator's commands need the processor too.
      await sleep(50);
    }
  };
  const loops = [loop(), loop()];
  return async () => {
    goesOn = false;
    await Promise.all(loops);
    return { refused, passed };
  };
}

describe('a rotation of the key by which pods know the gateway', () => {
  it('keeps pods open to it: they look the new key up, and the old one may go', async () => {
    const [after, before] = await kidsAt('/identity/jwks');
    await passTime(gateway.dataDir, WAITING_MINUTES + COUNTING_MINUTES);
    expect((await key('list')).out).toMatch(
      new RegExp(`${after} {2}signs since .*\\n {2}${before} {2}signs no more`),
    );
    expect(await key('retire', String(before))).toMatchObject({ exitCode: 0, err: '' });
    expect(await bothPublish('/identity/jwks', 1)).toEqual([after]);
    await obtain();
  });
});

describe('a rotation of the token key', () => {
  it('A45a, A45c refuses nobody, from the new key’s first day to the old one’s last', async () => {
    const stop = keepReading();
    const [before] = await kidsAt('/jwks');
    expect(await key('rotate', 'token')).toMatchObject({ exitCode: 0, err: '' });
    expect(await bothPublish('/jwks', 2)).toContain(before);
    expect(kidOf(await renewed())).toBe(before);
    await passTime(gateway.dataDir, WAITING_MINUTES);
    await vi.waitFor(async () => expect(kidOf(await renewed())).not.toBe(before), NOTICED);
    expect((await read(consent.accessToken)).status).toBe(200);
    expect(await key('retire', String(before))).toMatchObject({ exitCode: 1 });
    await passTime(gateway.dataDir, COUNTING_MINUTES);
    expect(await key('retire', String(before))).toMatchObject({ exitCode: 0 });
    expect(await bothPublish('/jwks', 1)).not.toContain(before);
    const { refused, passed } = await stop();
    expect(refused).toEqual([]);
    expect(passed).toBeGreaterThan(50);
  });

  it('A45b, A67c after it, a token of the retired key is refused although it has not expired, and was known', async () => {
    for (const process of [0, 1] as const) {
      both.direct(process);
      expect(await read(consent.accessToken)).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    }
    both.direct(undefined);
  });
});

const RECORD_KEYS = '/.well-known/parley/record-keys';

/** A new record key, in use at both. */
async function rotateRecordKey(): Promise<string> {
  const count = (await keysAt(RECORD_KEYS)).length;
  expect(await key('rotate', 'record')).toMatchObject({ exitCode: 0, err: '' });
  const [newest = ''] = await bothPublish(RECORD_KEYS, count + 1);
  await passTime(gateway.dataDir, WAITING_MINUTES + COUNTING_MINUTES);
  await vi.waitFor(async () => expect(kidOf((await obtain()).receipt)).toBe(newest), NOTICED);
  return newest;
}

const keep = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('record keys, which sign what is kept for ever', () => {
  let first: JWK;
  let firstReceipt: string;

  it('stand in the pod of an owner from the day it was connected', async () => {
    [first = {}] = await keysAt(RECORD_KEYS);
    await vi.waitFor(async () => expect(await listRecordKeys(alice.pod)).toEqual([first.kid]), NOTICED);
  });

  it('after two rotations and a retirement are all published, the retired one marked, and in the pod', async () => {
    firstReceipt = await keep('receipt.jwt', consent.receipt);
    await rotateRecordKey();
    const newest = await rotateRecordKey();
    expect(await key('retire', String(first.kid))).toMatchObject({ exitCode: 0, err: '' });
    await vi.waitFor(async () => {
      const [now, , oldest] = await keysAt(RECORD_KEYS);
      expect(now).toMatchObject({ kid: newest });
      expect(now).not.toHaveProperty('exp');
      expect(oldest).toMatchObject({ kid: first.kid, exp: expect.any(Number) });
    }, NOTICED);
    await vi.waitFor(async () => expect(await listRecordKeys(alice.pod)).toHaveLength(3), NOTICED);
    await vi.waitFor(async () => {
      // The process that seals may know of the key a moment later: of what is new there is a block by it.
      await obtain();
      const blocks = await blocksInPod(alice.pod);
      expect(kidOf(blocks.at(-1) ?? '')).toBe(newest);
    }, NOTICED);
    await downloadPod(alice, folder);
  });

  it('let an old receipt be exchanged for a token, and verified with what is published now', async () => {
    expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(200);
    const published = await keep('record-keys.json', { keys: await keysAt(RECORD_KEYS) });
    expect(await runParley('receipt', 'verify', firstReceipt, '--keys', published)).toMatchObject({
      exitCode: 0,
    });
  });

  const ledger = () => join(folder, 'ledger');
  const podKeys = () => ['--pod-keys', join(folder, 'ledger/keys')];

  it('let all be verified from the pod alone, by who kept only the first of them', async () => {
    const pinned = ['--keys', await keep('first.json', first), ...podKeys()];
    expect(await runParley('ledger', 'verify', ledger(), ...pinned)).toMatchObject({ exitCode: 0 });
    expect(await runParley('receipt', 'verify', firstReceipt, ...pinned)).toMatchObject({ exitCode: 0 });
    const without = await runParley('ledger', 'verify', ledger(), ...pinned.slice(0, 2));
    expect(without.out).toContain('[signature_invalid]');
  });

  it('prove from the pod alone, without a key that one trusts, that nothing was changed, and not who signed', async () => {
    const answer = await runParley('ledger', 'verify', ledger(), ...podKeys());
    expect(answer).toMatchObject({ exitCode: 1 });
    expect(answer.out).toMatch(/^UNCHANGED, BUT WHO SIGNED IT IS NOT VERIFIED: .*\[keys_from_pod\]$/ms);
  });
});
