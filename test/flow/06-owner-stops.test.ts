import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;

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

beforeEach(async () => {
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  expect((await read()).body).toMatchObject({ items: [{ title: 'No signal upstairs' }] });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = (): Promise<WireAnswer> =>
  consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });

const fileUrl = (): string => `${alice.container}consents/${consent.consentId}.ttl`;

/** Reads until an answer is no longer 200, at most this long: long enough for a notification, too short for a regular look. */
async function readUntilRefused(limitMs: number): Promise<WireAnswer> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await read();
    if (answer.status !== 200 || Date.now() > end) return answer;
    await sleep(100);
  }
}

const statusOf = async (): Promise<unknown> =>
  (await gateway.query('SELECT status, end_reason FROM consent WHERE id = $1', [consent.consentId]))[0];

const NOBODY = 'https://nobody.example/#me';

/** Takes the gateway's access to the pod away, or gives it back, as any Solid app can. */
async function gatewayAccess(access: 'none' | 'restored'): Promise<void> {
  const gatewayWebId = `${gateway.origin}/identity/card#gateway`;
  const [from, to] = access === 'none' ? [gatewayWebId, NOBODY] : [NOBODY, gatewayWebId];
  for (const path of ['', 'consents/', 'ledger/', 'issues/', 'issues/index.ttl']) {
    const url = `${alice.container}${path}.acl`;
    const rules = await (await alice.fetch(url)).text();
    expect(rules).toContain(from);
    const headers = { 'content-type': 'text/turtle' };
    const written = await alice.fetch(url, { method: 'PUT', headers, body: rules.replaceAll(from, to) });
    expect(written.status).toBeLessThan(300);
  }
}

describe('a withdrawal by the owner', () => {
  it('stops the very next read, and every way to a new token', async () => {
    expect(await alice.app.withdraw(consent.consentId)).toMatchObject({ stopped: true, pod: 'done' });
    const refused = await read();
    expect(refused).toMatchObject({
      status: 401,
      body: { code: 'invalid_token', consent_status: 'withdrawn' },
    });
    expect(refused.headers.get('www-authenticate')).toContain('DPoP error="invalid_token"');
    for (const by of [{ refreshToken: consent.refreshToken }, { receipt: consent.receipt }]) {
      expect(await renew(consent.wire, by)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant', consent_status: 'withdrawn' },
      });
    }
  });

  it('is signed into the pod with the evidence, and cannot be done twice', async () => {
    await alice.app.withdraw(consent.consentId);
    const file = await (await alice.fetch(fileUrl())).text();
    expect(file).toContain('ConsentWithdrawn');
    await expect(alice.app.withdraw(consent.consentId)).rejects.toMatchObject({
      status: 409,
      body: { code: 'consent_ended' },
    });
  });

  it('A69a holds while the pod cannot be told, says so, and the pod is told later', async () => {
    await gatewayAccess('none');
    expect(await alice.app.act(`/consents/${consent.consentId}/withdraw`, {})).toMatchObject({
      status: 202,
      body: { stopped: true, pod: 'pending' },
    });
    expect((await read()).status).toBe(401);
    await gatewayAccess('restored');
    await expect
      .poll(async () => (await alice.fetch(fileUrl())).text(), { timeout: 40_000, interval: 1_000 })
      .toContain('ConsentWithdrawn');
  });
});

describe('a stop in the pod itself', () => {
  it('A50e takes effect when any app deletes the consent file', async () => {
    expect((await alice.fetch(fileUrl(), { method: 'DELETE' })).status).toBeLessThan(300);
    expect(await readUntilRefused(10_000)).toMatchObject({
      status: 401,
      body: { consent_status: 'withdrawn' },
    });
    expect(await statusOf()).toEqual({ status: 'withdrawn', end_reason: 'deleted_in_pod' });
    expect((await alice.fetch(fileUrl())).status).toBe(404);
  });

  it('A50e takes effect when any app adds a withdrawn statement', async () => {
    const patch = `@prefix solid: <http://www.w3.org/ns/solid/terms#>. @prefix dpv: <https://w3id.org/dpv#>.
      <> a solid:InsertDeletePatch; solid:inserts { <${fileUrl()}#mine> dpv:hasConsentStatus dpv:ConsentWithdrawn }.`;
    expect(
      (await alice.fetch(fileUrl(), { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body: patch }))
        .status,
    ).toBeLessThan(300);
    expect(await readUntilRefused(10_000)).toMatchObject({ status: 401 });
    expect(await statusOf()).toEqual({ status: 'withdrawn', end_reason: 'statement_in_pod' });
  });

  it('A50c only holds reads when a signed record was changed, and ends nothing', async () => {
    const file = await (await alice.fetch(fileUrl())).text();
    const changed = file.replace(consent.receipt, `${consent.receipt.slice(0, -4)}AAAA`);
    expect(
      (
        await alice.fetch(fileUrl(), {
          method: 'PUT',
          headers: { 'content-type': 'text/turtle' },
          body: changed,
        })
      ).status,
    ).toBeLessThan(300);
    const held = await readUntilRefused(10_000);
    expect(held).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(held.headers.get('retry-after')).not.toBeNull();
    expect(await statusOf()).toEqual({ status: 'given', end_reason: null });
    expect(
      (
        await alice.fetch(fileUrl(), {
          method: 'PUT',
          headers: { 'content-type': 'text/turtle' },
          body: file,
        })
      ).status,
    ).toBeLessThan(300);
    await expect.poll(async () => (await read()).status, { timeout: 40_000, interval: 1_000 }).toBe(200);
  });

  it('A51a holds reads within the bound when the gateway loses access, ends nothing, and goes on afterwards', {
    timeout: 120_000,
  }, async () => {
    await gatewayAccess('none');
    const held = await readUntilRefused(45_000);
    expect(held).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(await statusOf()).toEqual({ status: 'given', end_reason: null });
    await gatewayAccess('restored');
    await expect.poll(async () => (await read()).status, { timeout: 40_000, interval: 1_000 }).toBe(200);
  });
});

describe('time', () => {
  it('ends a consent at its end, by the database', async () => {
    await gateway.query(
      "UPDATE consent_entry SET until = now() - interval '1 second' WHERE consent_id = $1",
      [consent.consentId],
    );
    await gateway.query("UPDATE consent SET until = now() - interval '1 second' WHERE id = $1", [
      consent.consentId,
    ]);
    expect((await read()).status).toBe(401);
    expect((await renew(consent.wire, { refreshToken: consent.refreshToken })).status).toBe(400);
    await expect
      .poll(statusOf, { timeout: 30_000, interval: 500 })
      .toEqual({ status: 'expired', end_reason: 'end_reached' });
  });

  it('ends a consent that was never picked up', async () => {
    await gateway.query("UPDATE consent SET pick_up_by = now() - interval '1 second' WHERE id = $1", [
      consent.consentId,
    ]);
    await expect
      .poll(statusOf, { timeout: 30_000, interval: 500 })
      .toEqual({ status: 'expired', end_reason: 'not_picked_up' });
    expect((await read()).status).toBe(401);
  });
});

describe('a disconnected pod', () => {
  it('has no live consent left', async () => {
    const bob = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: gateway.origin });
    const given = await obtainOnTheWire({ gateway, vendor: acme, owner: bob, details: [careRequest()] });
    expect((await bob.app.call('DELETE', '/connection')).status).toBe(200);
    const answer = await given.wire.read('/v1/issues', {
      accessToken: given.accessToken,
      purpose: CUSTOMER_CARE,
    });
    expect(answer.status).toBe(401);
    await bob.close();
  });
});
