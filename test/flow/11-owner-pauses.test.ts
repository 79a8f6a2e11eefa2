import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

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
  expect((await read()).status).toBe(200);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = () =>
  consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });
const fileUrl = (): string => `${alice.container}consents/${consent.consentId}.ttl`;
const file = async (): Promise<string> => (await alice.fetch(fileUrl())).text();
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

const allowOnly = async (clientId: string | undefined): Promise<void> => {
  const url = `${alice.container}settings.ttl`;
  if (clientId === undefined) {
    await alice.fetch(url, { method: 'DELETE' });
    return;
  }
  const body = `<#this> <https://w3id.org/parley#allowedApp> ${JSON.stringify(clientId)}.`;
  const headers = { 'content-type': 'text/turtle' };
  expect((await alice.fetch(url, { method: 'PUT', headers, body })).status).toBeLessThan(300);
};

describe('a pause', () => {
  it('A47a, A47b, A47e, A47f stops the very next read and every new token, says so, and ends with a resume that waits for the pod', async () => {
    expect(await alice.app.pause(consent.consentId)).toMatchObject({
      stopped: true,
      pod: 'done',
      consent: { status: 'paused', version: 1 },
    });
    expect(await read()).toMatchObject({
      status: 403,
      body: { code: 'consent_paused', consent_status: 'paused' },
    });
    for (const by of [{ refreshToken: consent.refreshToken }, { receipt: consent.receipt }])
      expect(await renew(consent.wire, by)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant', consent_status: 'paused' },
      });
    expect(await file()).toContain('ConsentPaused');

    expect(await alice.app.resume(consent.consentId)).toMatchObject({
      consent: { status: 'given', version: 1 },
    });
    expect((await read()).status).toBe(200);
    expect(
      await gateway.query(
        `SELECT body::jsonb ->> 'act' AS act, body::jsonb ->> 'by' AS by FROM journal
         WHERE consent_id = $1 AND body::jsonb ->> 'kind' = 'act' ORDER BY at`,
        [consent.consentId],
      ),
    ).toEqual([
      { act: 'give', by: 'owner' },
      { act: 'pause', by: 'owner' },
      { act: 'resume', by: 'owner' },
    ]);
  });

  it('with a date tells the vendor when it ends, and ends then by itself', async () => {
    const resumeAt = new Date(Date.now() + 4_000).toISOString();
    await alice.app.pause(consent.consentId, resumeAt);
    expect((await read()).body).toMatchObject({ code: 'consent_paused', resumes_at: resumeAt });
    await expect.poll(async () => (await read()).status, { timeout: 15_000, interval: 500 }).toBe(200);
    await expect
      .poll(async () => (await alice.app.consents()).find((each) => each.consentId === consent.consentId), {
        timeout: 15_000,
        interval: 500,
      })
      .toMatchObject({ status: 'given' });
  });

  it.each([
    ['past', () => inHours(-1)],
    ['after the end', () => inHours(24 * 200)],
  ])('refuses a date that is %s', async (_, resumeAt) => {
    await expect(alice.app.pause(consent.consentId, resumeAt())).rejects.toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect((await read()).status).toBe(200);
  });

  it('cannot be paused again, nor resumed when it is not paused', async () => {
    await expect(alice.app.resume(consent.consentId)).rejects.toMatchObject({ body: { code: 'conflict' } });
    await alice.app.pause(consent.consentId);
    await expect(alice.app.pause(consent.consentId)).rejects.toMatchObject({ body: { code: 'conflict' } });
  });
});

describe('the apps that may widen', () => {
  it('are those that the owner’s settings name; any other may still stop', async () => {
    await alice.app.pause(consent.consentId);
    await allowOnly('https://dashboard.example/client.json');
    await expect(alice.app.resume(consent.consentId)).rejects.toMatchObject({
      status: 403,
      body: { code: 'app_not_allowed' },
    });
    await expect(
      obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] }),
    ).rejects.toMatchObject({ body: { code: 'app_not_allowed' } });
    await alice.app.withdraw(consent.consentId);
    await allowOnly(undefined);
  });

  it('include the one that is named', async () => {
    await alice.app.pause(consent.consentId);
    await allowOnly(alice.clientCredentials.id);
    await alice.app.resume(consent.consentId);
    await allowOnly(undefined);
    expect((await read()).status).toBe(200);
  });
});
