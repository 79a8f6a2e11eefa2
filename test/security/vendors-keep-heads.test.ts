// What each vendor keeps of the ledger: enough to show that nobody wrote its past anew, and nothing of anybody else's.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEDGER_HEAD_TYP, readCompactJws } from '@parley/protocol';
import { allowInsecureLoopback, type Consent, type PublicKeySet, verifyHistory } from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listOf } from '../support/list-of.ts';
import { blocksInPod } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

const SLOW = { timeout: 30_000, interval: 500 };

let gateway: TestGateway;
let folder: string;
let vendors: [TestVendor, TestVendor];
let consents: [Consent, Consent];
let alice: TestOwner;
let recordKeys: PublicKeySet;

const storeOf = (name: string) => createFileReceiptStore({ folder: join(folder, name) });
const read = (consent: Consent) => listOf(consent.issues.list({ purpose: CUSTOMER_CARE }));

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  folder = await mkdtemp(join(tmpdir(), 'parley-heads-'));
  vendors = [
    await startTestVendor({ name: 'Acme', store: storeOf('acme') }),
    await startTestVendor({ name: 'Bolt', store: storeOf('bolt') }),
  ];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, ...vendors.map(({ origin }) => origin)],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  recordKeys = (await (
    await fetch(`${gateway.origin}/.well-known/parley/record-keys`)
  ).json()) as PublicKeySet;
  const [acme, bolt] = vendors;
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  const fields = { issues: { required: ['title', 'state'], optional: [] } };
  const details = [careRequest({ datatypes: ['issues'], fields })];
  const obtain = (vendor: TestVendor) =>
    vendor.obtain({ gateway: gateway.origin, details, owner: alice.app });
  consents = [await obtain(acme), await obtain(bolt)];
  for (let times = 0; times < 3; times += 1) await read(consents[0]);
  await read(consents[1]);
});

afterAll(async () => {
  await alice?.close();
  for (const vendor of vendors ?? []) vendor.stop();
  await gateway?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Entries are chained within a second. */
async function untilHead(consent: Consent, sequence: number): Promise<void> {
  const reached = async () => (await consent.status()) && consent.ledgerHead?.sequence;
  await expect.poll(reached, SLOW).toBe(sequence);
}

const claimsOf = (consent: Consent): Record<string, unknown> => ({
  ...readCompactJws(consent.ledgerHead?.signed ?? '')?.payload,
});

describe('the head of a consent', () => {
  it('counts the entries of this consent alone: given, and each read', async () => {
    for (const [index, entries] of [4, 2].entries()) await untilHead(consents[index] as Consent, entries);
    expect(consents.map(({ ledgerHead }) => ledgerHead?.sequence)).toEqual([4, 2]);
    expect(readCompactJws(consents[0].ledgerHead?.signed ?? '')?.header['typ']).toBe(LEDGER_HEAD_TYP);
    expect(Object.keys(claimsOf(consents[0])).sort()).toEqual([
      'aud',
      'consent_id',
      'iat',
      'iss',
      'link',
      'sequence',
    ]);
  });

  it('comes with each token, and is kept by the store before the token is used', async () => {
    const [acme] = vendors;
    const [{ id: consentId }] = consents;
    await read(consents[0]);
    await expect
      .poll(async () => {
        // A consent from its receipt alone gets a new token, and the head beside it.
        const again = await acme.at(gateway.origin).resumeSaved(consentId);
        if (again !== undefined) await read(again);
        return (await storeOf('acme').find({ gateway: gateway.origin, consentId }))?.head?.sequence ?? 0;
      }, SLOW)
      .toBeGreaterThan(4);
    const kept = await readdir(join(folder, 'acme', encodeURIComponent(gateway.origin), consentId, 'heads'));
    expect(kept.length).toBeLessThanOrEqual(2);
  });

  it('leads into the blocks of the pod, and shows it when they are others, or fewer', async () => {
    const signed = consents[0].ledgerHead?.signed ?? '';
    const vendorId = vendors[0].clientId;
    const options = { recordKeys, gateway: gateway.origin, vendorId, [allowInsecureLoopback]: true };
    let blocks: string[] = [];
    await expect
      .poll(async () => {
        blocks = await blocksInPod(alice.pod);
        return (await verifyHistory([signed], blocks, options)).problems;
      }, SLOW)
      .toEqual([]);
    const codes = async (texts: readonly string[], heads = [signed]) =>
      (await verifyHistory(heads, texts, options)).problems.map(({ code }) => code);
    expect(await codes([])).toEqual(['heads_missing']);
    expect(await codes(blocks, [consents[1].ledgerHead?.signed ?? ''])).toEqual(['other_vendor']);
    expect(await codes(blocks, [`${signed.slice(0, -4)}AAAA`])).toEqual(['head_invalid']);
  });
});

describe('two vendors compare everything they hold', () => {
  it('nothing in their heads is equal but the gateway, and nothing names the owner', () => {
    const [one, other] = consents.map(claimsOf) as [Record<string, unknown>, Record<string, unknown>];
    const { iss, iat: _when, ...rest } = one;
    expect(iss).toBe(other['iss']);
    for (const [name, value] of Object.entries(rest)) expect([name, value]).not.toEqual([name, other[name]]);
    const texts = [JSON.stringify(one), JSON.stringify(other)];
    for (const text of texts) {
      expect(text).not.toContain('owner_');
      expect(text).not.toContain(alice.webId);
    }
  });

  it('what one does is not to be seen in the head of the other, in no number and no order', async () => {
    const before = claimsOf(consents[1]);
    const [reader, still] = consents;
    const from = reader.ledgerHead?.sequence ?? 0;
    for (let times = 0; times < 4; times += 1) await read(reader);
    await expect
      .poll(async () => (await reader.status()) && (reader.ledgerHead?.sequence ?? 0) - from, SLOW)
      .toBeGreaterThan(3);
    await still.status();
    const { iat: _now, ...after } = claimsOf(still);
    expect(before).toMatchObject(after);
  });

  it('no id, digest or reference in what they were given stands in both', async () => {
    const [one, other] = await Promise.all(consents.map(valuesOf));
    const isOpaque = (value: string): boolean => /^[\w-]{16,}$/.test(value);
    expect([...(one ?? [])].filter(isOpaque).length).toBeGreaterThan(5);
    expect([...(one ?? [])].filter((value) => isOpaque(value) && other?.has(value))).toEqual([]);
  });
});

/** Every text in what a vendor holds, taken apart. */
async function valuesOf(consent: Consent): Promise<Set<string>> {
  const held = [consent.receipt, consent.ledgerHead?.signed ?? ''].map((jws) => readCompactJws(jws)?.payload);
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(held);
  return found;
}
