// Asking while the owner is away: the vendor asks without a browser, the owner answers in her app, the vendor polls and reads.
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let wire: WireVendor;
/** By which the vendor knows the owner since its first consent. */
let subject: string;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor({ name: 'Acme Broadband' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  wire = await createWireVendor(acme, gateway.origin);
  const first = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  subject = String(decodeJwt(first.receipt).sub);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const details = (parts: Parameters<typeof careRequest>[0] = {}) => onTheWire(gateway, [careRequest(parts)]);

describe('a vendor that knows the owner', () => {
  it('asks without a browser, is answered in the owner’s app, polls, and reads', async () => {
    const asked = await wire.ask({ details: details(), hint: subject });
    expect(asked).toMatchObject({ status: 200, body: { expires_in: 604_800, interval: 30 } });
    expect(await poll(wire, asked.body['auth_req_id'])).toMatchObject({
      status: 400,
      body: { error: 'authorization_pending' },
    });
    const [request] = await waitingRequests(alice);
    expect(request).toMatchObject({ cameBy: 'ciba', bindingMessage: 'Order 4711', status: 'requested' });
    const given = await decide(alice, request?.requestId ?? '', 'give', { approved: request?.details ?? [] });
    expect(given).toMatchObject({ status: 201, body: { status: 'given', version: 1 } });
    expect(given.body).not.toHaveProperty('continueUrl');
    const answer = await poll(wire, asked.body['auth_req_id']);
    expect(answer).toMatchObject({
      status: 200,
      body: { consent_id: given.body.consentId, consent_version: 1, token_type: 'DPoP' },
    });
    const { access_token: accessToken, receipt, id_token: idToken } = answer.body as Record<string, string>;
    expect(decodeJwt(String(accessToken))).toMatchObject({ sub: subject, consent_id: given.body.consentId });
    expect(decodeJwt(String(idToken)).sub).toBe(subject);
    expect(decodeJwt(String(receipt)).sub).toBe(subject);
    const read = await wire.read('/v1/issues', { accessToken: String(accessToken), purpose: CUSTOMER_CARE });
    expect(read).toMatchObject({ status: 200, body: { items: [{ title: 'No signal upstairs' }] } });
  });
});
