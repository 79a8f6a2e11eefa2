import { connectParley, copyRecords, openPod, type Pod } from '@parley/pod-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let left: WireConsent;
let moved: Pod;

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
  const asked = { gateway, vendor: acme, owner: alice, details: [careRequest()] };
  consent = await obtainOnTheWire(asked);
  left = await obtainOnTheWire(asked);
  moved = openPod({ ...alice.pod, container: `${alice.podUrl}moved/` });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = ({ wire, accessToken } = consent) =>
  wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });

async function connectTo(container: string): Promise<unknown> {
  const { webId, fetch, app } = alice;
  const challenge = await app.call('POST', '/connection/challenge', { container });
  const { nonce, gatewayWebId } = challenge.body as { nonce: string; gatewayWebId: string };
  const name = container.slice(alice.podUrl.length);
  await connectParley({ webId, fetch, gatewayWebId, nonce, name });
  return (await app.call('PUT', '/connection', { container })).body;
}

const stateOf = async ({ consentId }: WireConsent): Promise<unknown> =>
  (await gateway.query('SELECT status, end_reason FROM consent WHERE id = $1', [consentId]))[0];

it('holds every consent at once when the owner connects another container, says how many, and ends none', async () => {
  expect((await read()).status).toBe(200);
  expect((await read(left)).status).toBe(200);
  expect(await connectTo(moved.container)).toMatchObject({
    container: moved.container,
    consentsElsewhere: 2,
  });
  for (const each of [consent, left]) {
    const answer = await read(each);
    expect(answer).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(await stateOf(each)).toEqual({ status: 'given', end_reason: null });
  }
});

it('lets the owner end one that stays behind', async () => {
  expect(await alice.app.withdraw(left.consentId)).toMatchObject({ stopped: true });
  expect((await alice.app.call('GET', '/connection')).body).toMatchObject({ consentsElsewhere: 1 });
});

it('goes on with consents and ledger where the owner’s app has copied them, and takes the rest for ended', async () => {
  await copyRecords({ from: alice.pod, to: moved });
  await copyRecords({ from: alice.pod, to: moved });
  await knowVendor(moved, { id: 'acme', clientId: acme.clientId });
  await addIssue(moved, 'acme', { title: 'No signal downstairs' });
  await expect.poll(async () => (await read()).status, { timeout: 40_000, interval: 500 }).toBe(200);
  expect((await read()).body).toMatchObject({ items: [{ title: 'No signal downstairs' }] });
  expect((await alice.app.call('GET', '/connection')).body).toMatchObject({ consentsElsewhere: 0 });
  expect((await read(left)).status).toBe(401);
  const verdict = async () => verifyBlocks(await blocksInPod(moved), gateway.origin);
  const entries = async () => JSON.stringify((await verdict()).entries);
  await expect.poll(entries, { timeout: 30_000, interval: 500 }).toContain('withdraw');
  expect((await verdict()).problems).toEqual([]);
});

it('appends to what came along', async () => {
  expect(await alice.app.withdraw(consent.consentId)).toMatchObject({ stopped: true, pod: 'done' });
  const file = await alice.fetch(`${moved.container}consents/${consent.consentId}.ttl`);
  expect(await file.text()).toContain('ConsentWithdrawn');
});

it('ends, once it is found again, by the deletion of its file as ever', async () => {
  const again = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  expect((await read(again)).status).toBe(200);
  await alice.fetch(`${moved.container}consents/${again.consentId}.ttl`, { method: 'DELETE' });
  await expect.poll(async () => (await read(again)).status, { timeout: 40_000 }).toBe(401);
  expect(await stateOf(again)).toEqual({ status: 'withdrawn', end_reason: 'deleted_in_pod' });
});
