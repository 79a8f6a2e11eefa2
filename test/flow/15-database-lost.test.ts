import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;

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
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });

/** With a token got for the receipt alone. */
async function readByReceipt({ wire, receipt }: WireConsent): Promise<number> {
  const renewed = await renew(wire, { receipt });
  if (renewed.status !== 200) return renewed.status;
  const accessToken = String(renewed.body['access_token']);
  return (await wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE })).status;
}

describe('the database is dropped and the gateway started again', () => {
  it('live consents are live, paused ones paused, ended ones ended; vendors go on with their receipts', async () => {
    const [live, paused, ended] = [await obtain(), await obtain(), await obtain()];
    expect(await readByReceipt(live)).toBe(200);
    await alice.app.pause(paused.consentId, inDays(3));
    await alice.app.withdraw(ended.consentId);
    const before = await alice.app.consents();
    await gateway.loseDatabase();
    expect(await readByReceipt(live)).toBe(200);
    expect(await readByReceipt(paused)).toBe(400);
    expect(await readByReceipt(ended)).toBe(400);
    const told = ({ status, version, until, resumesAt, endedAt }: (typeof before)[number]) => ({
      status,
      version,
      until,
      resumesAt,
      endedAt,
    });
    const after = await alice.app.consents();
    expect(Object.fromEntries(after.map((each) => [each.consentId, told(each)]))).toEqual(
      Object.fromEntries(before.map((each) => [each.consentId, told(each)])),
    );
    const verdict = await verifyBlocks(await blocksInPod(alice.pod), gateway.origin);
    expect(verdict.problems).toEqual([]);
  });
});
