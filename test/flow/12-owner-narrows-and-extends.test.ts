import { type AuthorizationDetails, receiptClaimsSchema, sha256 } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let details: AuthorizationDetails;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs', description: 'Since Monday' });
});

beforeEach(async () => {
  const asked = [
    careRequest(),
    careRequest({
      purpose: DIRECT_MARKETING,
      datatypes: ['preferences'],
      fields: { preferences: { required: ['topic'] } },
    }),
  ];
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: asked });
  expect((await read(consent.accessToken)).status).toBe(200);
  details = receiptClaimsSchema.parse(decodeJwt(consent.receipt)).authorization_details;
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = (accessToken: string, path = '/v1/issues', purpose = CUSTOMER_CARE) =>
  consent.wire.read(path, { accessToken, purpose });
const refreshed = async (): Promise<Record<string, string>> => {
  const answer = await renew(consent.wire, { refreshToken: consent.refreshToken });
  expect(answer.status).toBe(200);
  return answer.body as Record<string, string>;
};
const file = async (): Promise<string> =>
  (await alice.fetch(`${alice.container}consents/${consent.consentId}.ttl`)).text();

/** Only the titles of issues, for customer care, two reads a day. */
const onlyTitles = (): AuthorizationDetails =>
  details.slice(0, 1).map((entry) => ({
    ...entry,
    datatypes: ['issues'],
    fields: { issues: { required: ['title'], optional: [] } },
    access: { ...entry.access, maxReadsPerDay: 2 },
  }));

/** Whether the gateway may add to the consents in the pod. It may read them all the time. */
const mayAppend = async (may: boolean): Promise<void> => {
  const url = `${alice.container}consents/.acl`;
  const rules = await (await alice.fetch(url)).text();
  const [from, to] = may ? ['Nothing', 'Append'] : ['Append', 'Nothing'];
  expect(rules).toContain(from);
  const headers = { 'content-type': 'text/turtle' };
  expect(
    (await alice.fetch(url, { method: 'PUT', headers, body: rules.replaceAll(from, to) })).status,
  ).toBeLessThan(300);
};

describe('a narrowed consent', () => {
  it('refuses tokens of the version before at once, names the new one, and gives narrower tokens', async () => {
    expect(await alice.app.narrow(consent.consentId, onlyTitles())).toMatchObject({
      stopped: true,
      pod: 'done',
      consent: { version: 2, status: 'given' },
    });
    expect(await read(consent.accessToken)).toMatchObject({
      status: 401,
      body: { code: 'invalid_token', consent_status: 'given', consent_version: 2 },
    });
    const token = await refreshed();
    expect(token).toMatchObject({ consent_version: 2, authorization_details: onlyTitles() });
    const answer = await read(String(token['access_token']));
    expect(Object.keys((answer.body['items'] as object[])[0] ?? {}).sort()).toEqual(['id', 'title']);
    expect((await read(String(token['access_token']), '/v1/preferences')).status).toBe(403);
    expect((await read(String(token['access_token']), '/v1/preferences', DIRECT_MARKETING)).status).toBe(403);
    expect((await read(String(token['access_token']))).status).toBe(200);
    expect((await read(String(token['access_token']))).status).toBe(429);
  });

  it('has a receipt chained to the one before; that one is no handle any more', async () => {
    await alice.app.narrow(consent.consentId, onlyTitles());
    const { receipt } = await refreshed();
    const claims = receiptClaimsSchema.parse(decodeJwt(String(receipt)));
    const before = receiptClaimsSchema.parse(decodeJwt(consent.receipt));
    expect(claims).toMatchObject({
      consent_version: 2,
      previous: await sha256(consent.receipt),
      request: before.request,
      sub: before.sub,
    });
    expect(await file()).toContain(String(receipt));
    expect((await renew(consent.wire, { receipt: consent.receipt })).body).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await renew(consent.wire, { receipt: String(receipt) })).status).toBe(200);
  });

  it('is read on while the pod has yet to be told, and the pod is told later', async () => {
    await mayAppend(false);
    const narrowed = await alice.app.narrow(consent.consentId, onlyTitles());
    expect(narrowed.pod).toBe('pending');
    await mayAppend(true);
    const token = await refreshed();
    await gateway.query("UPDATE consent SET pod_checked_at = '-infinity' WHERE id = $1", [consent.consentId]);
    expect((await read(String(token['access_token']))).status).toBe(200);
    await expect.poll(file, { timeout: 40_000, interval: 1_000 }).toContain(String(token['receipt']));
    await expect
      .poll(() => gateway.query('SELECT pod_receipt_sha256 FROM consent WHERE id = $1', [consent.consentId]))
      .toEqual([{ pod_receipt_sha256: null }]);
  });

  it('stays paused, and reads what stays after it was resumed', async () => {
    await alice.app.pause(consent.consentId);
    expect((await alice.app.narrow(consent.consentId, onlyTitles())).consent).toMatchObject({
      version: 2,
      status: 'paused',
    });
    expect((await renew(consent.wire, { refreshToken: consent.refreshToken })).body).toMatchObject({
      consent_status: 'paused',
    });
    await alice.app.resume(consent.consentId);
    expect((await read(String((await refreshed())['access_token']))).status).toBe(200);
  });

  it.each([
    [
      'a field that was not given',
      (entry: AuthorizationDetails[number]) => ({
        ...entry,
        fields: { ...entry.fields, preferences: { required: ['topic', 'statement'], optional: [] } },
      }),
      403,
      'insufficient_authorization',
    ],
    [
      'a later end',
      (entry: AuthorizationDetails[number]) => ({
        ...entry,
        access: { ...entry.access, until: inDays(200) },
      }),
      403,
      'insufficient_authorization',
    ],
    ['nothing less', (entry: AuthorizationDetails[number]) => entry, 400, 'invalid_request'],
    [
      'an end in the past',
      (entry: AuthorizationDetails[number]) => ({ ...entry, access: { ...entry.access, until: inDays(-1) } }),
      400,
      'invalid_request',
    ],
  ])('refuses %s', async (_, change, status, code) => {
    await expect(alice.app.narrow(consent.consentId, details.map(change))).rejects.toMatchObject({
      status,
      body: { code },
    });
    expect((await read(consent.accessToken)).status).toBe(200);
  });
});

describe('an extended consent', () => {
  it('lasts longer, and so does its refresh token; nothing else becomes more', async () => {
    const until = inDays(300);
    expect(await alice.app.extend(consent.consentId, until)).toMatchObject({
      consent: { version: 2, status: 'given', until },
    });
    expect((await read(consent.accessToken)).body).toMatchObject({ consent_version: 2 });
    const token = await refreshed();
    expect((await read(String(token['access_token']))).status).toBe(200);
    const claims = receiptClaimsSchema.parse(decodeJwt(String(token['receipt'])));
    expect(claims.authorization_details).toEqual(
      details.map((entry) => ({ ...entry, access: { ...entry.access, until } })),
    );
    const [row] = await gateway.query<{ ends: Date }>(
      "SELECT expires_at AS ends FROM oidc_item WHERE model = 'RefreshToken' AND grant_id = $1",
      [consent.consentId],
    );
    expect(row?.ends.toISOString()).toBe(until);
    expect(await file()).toContain(String(token['receipt']));
  });

  it.each([
    ['an earlier end', () => inDays(10), 'invalid_request'],
    ['more than 12 months', () => inDays(370), 'invalid_request'],
  ])('refuses %s', async (_, until, code) => {
    await expect(alice.app.extend(consent.consentId, until())).rejects.toMatchObject({ body: { code } });
  });

  it('is refused more data, and while it is paused', async () => {
    expect(
      await alice.app.act(`/consents/${consent.consentId}/extend`, { until: inDays(300), details }),
    ).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    await alice.app.pause(consent.consentId);
    await expect(alice.app.extend(consent.consentId, inDays(300))).rejects.toMatchObject({
      body: { code: 'conflict' },
    });
  });
});
