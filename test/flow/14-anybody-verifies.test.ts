import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConsentDocument } from '@parley/pod-client';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { downloadPod } from '../support/download-pod.ts';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { NETWORK_TOUCHED, runParley } from '../support/run-parley.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

const POD_PATIENCE = { timeout: 40_000, interval: 500 };

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let folder: string;
let keys: string[];
let vendorKeys: string[];

/** A consent is given, read and withdrawn; then everything that anybody needs lies in a folder. */
beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  const { accessToken } = consent;
  expect((await consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE })).status).toBe(200);
  await ledgerReaches({ blocks: 1, entries: 2 });
  await alice.app.withdraw(consent.consentId);
  await ledgerReaches({ blocks: 2, entries: 3 });
  folder = await mkdtemp(join(tmpdir(), 'parley-verify-'));
  await vi.waitFor(async () => {
    const inPod = await readConsentDocument(alice.pod, { consentId: consent.consentId });
    if (inPod.status !== 'read' || inPod.jws.length < 2)
      throw new Error('The pod has no word of the end yet.');
  }, POD_PATIENCE);
  await downloadPod(alice, folder);
  keys = ['--keys', await keep('keys.json', await (await fetch(recordKeysUrl())).text())];
  vendorKeys = ['--vendor-keys', await keep('vendor.json', JSON.stringify(acme.document))];
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const ledgerReaches = (least: { blocks: number; entries: number }) =>
  vi.waitFor(async () => {
    const blocks = await blocksInPod(alice.pod);
    const { entries } = await verifyBlocks(blocks, gateway.origin);
    if (blocks.length < least.blocks || entries.length < least.entries)
      throw new Error('The ledger in the pod is behind.');
  }, POD_PATIENCE);
const recordKeysUrl = () => `${gateway.origin}/.well-known/parley/record-keys`;
const consentFile = () => join(folder, `consents/${consent.consentId}.ttl`);
const ledgerFolder = () => join(folder, 'ledger');

async function keep(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

/** Another character in the middle of the first signed text of a file. */
function tampered(content: string): string {
  const at = content.indexOf('eyJ') + 400;
  return content.slice(0, at) + (content[at] === 'A' ? 'B' : 'A') + content.slice(at + 1);
}

describe('anybody, with the network off', () => {
  it('verifies the receipt that the vendor holds', async () => {
    const receipt = await keep('receipt.jwt', consent.receipt);
    const parties = ['--gateway', gateway.origin, '--vendor', acme.clientId];
    const answer = await runParley('receipt', 'verify', receipt, ...keys, ...vendorKeys, ...parties);
    expect(answer.out).toContain('the vendor signed the request in it');
    expect(answer).toMatchObject({ exitCode: 0 });
  });

  it("verifies the owner's copy of the consent, and reads it in plain words", async () => {
    const answer = await runParley('consent', 'show', consentFile(), ...keys, ...vendorKeys);
    for (const words of ['Acme Broadband', 'Customer care', 'Now     withdrawn', 'withdrawn by the owner'])
      expect(answer.out).toContain(words);
    expect(answer).toMatchObject({ exitCode: 0 });
  });

  it("verifies the owner's copy of the ledger, as far as it reached before", async () => {
    const first = await runParley('ledger', 'verify', ledgerFolder(), ...keys, '--json');
    const heads = ['--heads', await keep('heads.json', first.out)];
    const answer = await runParley('ledger', 'verify', ledgerFolder(), ...keys, ...heads);
    expect(answer).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(first.out)).toMatchObject({ verified: true, problems: [] });
    expect(JSON.parse(first.out).entryCount).toBe(3);
  });

  it('would have been seen to touch the network', async () => {
    const answer = await runParley('receipt', 'verify', join(folder, 'keys.json'), '--keys', recordKeysUrl());
    expect(answer.exitCode).toBe(NETWORK_TOUCHED);
  });
});

describe('what was tampered with is found and named', () => {
  it('a receipt', async () => {
    const file = await keep('tampered.jwt', tampered(consent.receipt));
    const answer = await runParley('receipt', 'verify', file, ...keys);
    expect(answer.exitCode).toBe(1);
    expect(answer.out).toContain('[signature_invalid]');
  });

  it('a receipt, under the keys of another gateway', async () => {
    const file = await keep('receipt.jwt', consent.receipt);
    const other = ['--keys', vendorKeys[1] ?? ''];
    expect(await runParley('receipt', 'verify', file, ...other)).toMatchObject({ exitCode: 1 });
  });

  it('a consent', async () => {
    const file = await keep('tampered.ttl', tampered(await readFile(consentFile(), 'utf8')));
    const answer = await runParley('consent', 'show', file, ...keys);
    expect(answer.exitCode).toBe(1);
    expect(answer.out).toMatch(
      /statement [12] \(.*tampered\.ttl, bytes \d+ to \d+\): .*\[signature_invalid\]/,
    );
  });

  it('A59a, A59b a block, and a block that is missing', async () => {
    const copy = join(folder, 'copy');
    await cp(ledgerFolder(), copy, { recursive: true });
    const [day = ''] = (await readdir(copy)).sort();
    const block = join(copy, day, '1.ttl');
    await writeFile(block, tampered(await readFile(block, 'utf8')));
    const changed = await runParley('ledger', 'verify', copy, ...keys);
    expect(changed.exitCode).toBe(1);
    expect(changed.out).toMatch(/block 1 \(.*1\.ttl, bytes \d+ to \d+\): .*\[signature_invalid\]/);
    await rm(block);
    const missing = await runParley('ledger', 'verify', copy, ...keys);
    expect(missing.exitCode).toBe(1);
    expect(missing.out).toContain('[block_missing]');
  });
});
