import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let consent: WireConsent;
let blocks: string[];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  await gateway?.stop();
});

const read = (path: string, purpose = CUSTOMER_CARE) =>
  consent.wire.read(path, { accessToken: consent.accessToken, purpose });

interface Page {
  entries: { consentId: string; sequence: number | null; body: string; inPod: boolean }[];
}

const ledgerOf = async (owner: TestOwner): Promise<Page['entries']> =>
  ((await owner.app.call('GET', '/ledger')).body as Page).entries;

const bodies = async (owner: TestOwner) =>
  (await ledgerOf(owner)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('the ledger', () => {
  it('has the act of giving, and each read with who, why and which fields, before the vendor has the answer', async () => {
    expect((await read('/v1/issues?fields=title')).status).toBe(200);
    const [disclosure, act] = await bodies(alice);
    expect(act).toMatchObject({
      kind: 'act',
      act: 'give',
      by: 'owner',
      outcome: 'done',
      vendorId: acme.clientId,
      consentId: consent.consentId,
    });
    expect(disclosure).toMatchObject({
      kind: 'read',
      outcome: 'disclosed',
      category: 'issues',
      purpose: CUSTOMER_CARE,
      fields: ['title'],
      itemCount: 1,
      version: 1,
    });
  });

  it('counts refused reads of a genuine token, without data', async () => {
    expect((await read('/v1/issues', DIRECT_MARKETING)).status).toBe(403);
    expect((await read('/v1/issues', DIRECT_MARKETING)).status).toBe(403);
    const refused = (await bodies(alice)).filter(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject([
      { reason: 'insufficient_authorization', count: 2, consentId: consent.consentId },
    ]);
  });

  it("is the owner's alone", async () => {
    expect(await ledgerOf(bob)).toEqual([]);
    expect((await bob.app.call('GET', `/ledger?consent=${consent.consentId}`)).body).toMatchObject({
      entries: [],
    });
  });

  it('never holds a value', async () => {
    expect(JSON.stringify(await ledgerOf(alice))).not.toContain('No signal upstairs');
  });

  it('reaches the pod in signed blocks that verify, and names what is there', async () => {
    await expect
      .poll(async () => (await ledgerOf(alice)).filter(({ inPod }) => inPod).length, {
        timeout: 30_000,
        interval: 500,
      })
      .toBeGreaterThanOrEqual(2);
    blocks = await blocksInPod(alice.pod);
    const verdict = await verifyBlocks(blocks, gateway.origin);
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries.length).toBeGreaterThanOrEqual(2);
  });

  it('goes on in new blocks after a withdrawal', async () => {
    await alice.app.withdraw(consent.consentId);
    expect((await read('/v1/issues')).status).toBe(401);
    await expect
      .poll(async () => (await blocksInPod(alice.pod)).length, { timeout: 30_000, interval: 500 })
      .toBeGreaterThan(blocks.length);
    blocks = await blocksInPod(alice.pod);
    const verdict = await verifyBlocks(blocks, gateway.origin);
    expect(verdict.problems).toEqual([]);
    expect(JSON.stringify(verdict.entries)).toContain('withdraw');
  });

  it.each([
    [
      'A59b a changed byte',
      () => [
        blocks[0]?.replace(/.(?=[^.]*\.[^.]*$)/, (character) => (character === 'A' ? 'B' : 'A')),
        ...blocks.slice(1),
      ],
    ],
    ['A59a a missing block', () => blocks.slice(1)],
    ['A59c blocks in another order', () => [...blocks].reverse()],
  ])('%s shows', async (_what, change) => {
    const verdict = await verifyBlocks(change() as string[], gateway.origin);
    expect(verdict.problems.length).toBeGreaterThan(0);
  });

  it('A59d cannot be changed by the gateway: what it wrote it may not overwrite or delete', async () => {
    const listing = await (await alice.fetch(`${alice.container}ledger/`)).text();
    const day = /(\d{4}-\d\d-\d\d)\//.exec(listing)?.[1];
    const acl = await (await alice.fetch(`${alice.container}ledger/.acl`)).text();
    expect(acl).toContain(`${gateway.origin}/identity/card#gateway`);
    expect(acl.split('acl:Authorization').find((rule) => rule.includes('identity/card#gateway'))).not.toMatch(
      /acl:Write|acl:Control/,
    );
    expect((await fetch(`${alice.container}ledger/${day}/1.ttl`)).status).toBe(401);
  });
});
