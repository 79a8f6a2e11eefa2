// Asking while the owner is away: the vendor asks without a browser, the owner answers in her app, the vendor polls and reads.
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { obtainOnTheWire, renew } from '../support/wire-flow.ts';
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
/** Another end each time: equal requests would wait for the first. */
let days = 20;
const other = () => {
  days += 1;
  return details({ access: { until: inDays(days) } });
};

/** Asks, and finds what arrived. */
async function askAlice(hint: string | undefined, asking = other()) {
  const before = new Set((await waitingRequests(alice)).map(({ requestId }) => requestId));
  const { body } = await wire.ask({ details: asking, hint });
  const arrived = (await waitingRequests(alice)).filter(({ requestId }) => !before.has(requestId));
  return { authReqId: body['auth_req_id'], request: arrived[0] };
}
const refuseAll = async (): Promise<void> => {
  for (const { requestId } of await waitingRequests(alice)) await decide(alice, requestId, 'refuse');
  // Yesterday’s requests do not count against today’s.
  await gateway.query(`UPDATE access_request SET asked_at = asked_at - interval '25 hours'`);
};
/** So that a test need not wait for the interval. */
const later = () => gateway.query(`UPDATE access_request SET polled_at = polled_at - interval '10 minutes'`);
async function pollAgain(authReqId: unknown) {
  await later();
  return poll(wire, authReqId);
}
const PENDING = { status: 400, body: { error: 'authorization_pending' } };

afterEach(refuseAll);

describe('a vendor that knows the owner', () => {
  it('asks without a browser, is answered in the owner’s app, polls, and reads', async () => {
    const asked = await wire.ask({ details: details(), hint: subject });
    expect(asked).toMatchObject({ status: 200, body: { expires_in: 604_800, interval: 30 } });
    expect(await poll(wire, asked.body['auth_req_id'])).toMatchObject(PENDING);
    const [request] = await waitingRequests(alice);
    expect(request).toMatchObject({ cameBy: 'ciba', bindingMessage: 'Order 4711', status: 'requested' });
    const given = await decide(alice, must(request).requestId, 'give', { approved: must(request).details });
    expect(given).toMatchObject({ status: 201, body: { status: 'given', version: 1 } });
    expect(given.body).not.toHaveProperty('continueUrl');
    const file = await alice.fetch(`${alice.container}consents/${given.body.consentId}.ttl`);
    expect(file.status).toBe(200);
    const answer = await poll(wire, asked.body['auth_req_id']);
    expect(answer).toMatchObject({
      status: 200,
      body: { consent_id: given.body.consentId, consent_version: 1, token_type: 'DPoP' },
    });
    const { access_token: accessToken, receipt, id_token: idToken } = answer.body as Record<string, string>;
    expect(decodeJwt(String(accessToken))).toMatchObject({ sub: subject, consent_id: given.body.consentId });
    expect(decodeJwt(String(idToken)).sub).toBe(subject);
    expect(decodeJwt(String(receipt)).sub).toBe(subject);
    expect(await file.text()).toContain(String(receipt));
    const read = await wire.read('/v1/issues', { accessToken: String(accessToken), purpose: CUSTOMER_CARE });
    expect(read).toMatchObject({ status: 200, body: { items: [{ title: 'No signal upstairs' }] } });
    const [row] = await gateway.query('SELECT pick_up_by FROM consent WHERE id = $1', [given.body.consentId]);
    expect(row).toEqual({ pick_up_by: null });
    const refreshed = await renew(wire, { refreshToken: String(answer.body['refresh_token']) });
    expect(refreshed).toMatchObject({ status: 200, body: { consent_id: given.body.consentId } });
  });

  it('gets what the owner left of it, and no more by any token', async () => {
    const { authReqId, request } = await askAlice(subject);
    const approved = must(request).details.map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: [] } },
    }));
    const wider = must(request).details.map((entry) => ({ ...entry, access: { until: inDays(300) } }));
    expect(await decide(alice, must(request).requestId, 'give', { approved: wider })).toMatchObject({
      status: 403,
      body: { code: 'insufficient_authorization' },
    });
    await decide(alice, must(request).requestId, 'give', { approved });
    const { body } = await poll(wire, authReqId);
    expect(body['authorization_details']).toMatchObject([{ datatypes: ['issues'] }]);
    const accessToken = String(body['access_token']);
    expect(decodeJwt(accessToken)['authorization_details']).toEqual(body['authorization_details']);
    const read = await wire.read('/v1/preferences', { accessToken, purpose: CUSTOMER_CARE });
    expect(read.status).toBe(403);
  });

  it('is told of a refusal only while a consent of this owner lives', async () => {
    const known = await askAlice(subject);
    await decide(alice, must(known.request).requestId, 'refuse');
    expect(await poll(wire, known.authReqId)).toMatchObject({
      status: 400,
      body: { error: 'access_denied' },
    });
    expect(await pollAgain(known.authReqId)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    await gateway.query(`UPDATE consent SET until = until - interval '400 days'`);
    const unknown = await askAlice(subject);
    await decide(alice, must(unknown.request).requestId, 'refuse');
    expect(await poll(wire, unknown.authReqId)).toMatchObject(PENDING);
    await gateway.query(`UPDATE consent SET until = until + interval '400 days'`);
    expect(await pollAgain(unknown.authReqId)).toMatchObject(PENDING);
  });

  it('waits while the owner decides later, and is answered all the same', async () => {
    const { authReqId, request } = await askAlice(subject);
    const { requestId, details: approved, expiresAt } = must(request);
    expect(await decide(alice, requestId, 'defer')).toMatchObject({
      status: 200,
      body: { status: 'deferred' },
    });
    expect(await poll(wire, authReqId)).toMatchObject(PENDING);
    expect((await waitingRequests(alice))[0]).toMatchObject({ requestId, status: 'deferred', expiresAt });
    expect((await decide(alice, requestId, 'give', { approved })).status).toBe(201);
    expect((await pollAgain(authReqId)).status).toBe(200);
  });

  it('does not reach an owner who does not want to be asked for a while, and cannot tell', async () => {
    const { request } = await askAlice(subject);
    const refused = await decide(alice, must(request).requestId, 'refuse', { notAgainDays: 30 });
    expect(refused.status).toBe(200);
    const { body } = await alice.app.call('GET', '/silences');
    expect(body).toMatchObject({ silences: [{ vendorId: acme.clientId, name: 'Acme Broadband' }] });
    const silent = await askAlice(subject);
    expect(silent.request).toBeUndefined();
    expect(await poll(wire, silent.authReqId)).toMatchObject(PENDING);
    expect(await alice.app.act('/silences', { vendorId: acme.clientId, days: 0 })).toEqual({
      status: 200,
      body: { silences: [] },
    });
    expect((await askAlice(subject)).request).toMatchObject({ status: 'requested' });
  });

  it('reaches her once for the same, with three at a time and five a day at most', async () => {
    const same = other();
    expect((await askAlice(subject, same)).request).toBeDefined();
    expect((await askAlice(subject, same)).request).toBeUndefined();
    expect((await askAlice(subject)).request).toBeDefined();
    expect((await askAlice(subject)).request).toBeDefined();
    expect((await askAlice(subject)).request).toBeUndefined();
    for (const { requestId } of await waitingRequests(alice)) await decide(alice, requestId, 'refuse');
    expect((await askAlice(subject)).request).toBeDefined();
    expect((await askAlice(subject)).request).toBeDefined();
    expect((await askAlice(subject)).request).toBeUndefined();
  });

  it('is told when 7 days are over, and may come a day later for what was given', async () => {
    const [first, second] = [await askAlice(subject), await askAlice(subject)];
    await decide(alice, must(first.request).requestId, 'give', { approved: must(first.request).details });
    await gateway.query(`UPDATE access_request SET expires_at = clock_timestamp() WHERE came_by = 'ciba'`);
    const { status } = await decide(alice, must(second.request).requestId, 'refuse');
    expect(status).toBe(409);
    expect(await poll(wire, second.authReqId)).toMatchObject({
      status: 400,
      body: { error: 'expired_token' },
    });
    expect((await poll(wire, first.authReqId)).status).toBe(200);
  });

  it('that does not come for what was given finds it ended', async () => {
    const { authReqId, request } = await askAlice(subject);
    const given = await decide(alice, must(request).requestId, 'give', { approved: must(request).details });
    const [row] = await gateway.query<{ hours: number }>(
      `SELECT extract(epoch FROM pick_up_by - clock_timestamp()) / 3600 AS hours FROM consent WHERE id = $1`,
      [given.body.consentId],
    );
    expect(Math.round(Number(row?.hours))).toBe(24);
    await gateway.query(`UPDATE consent SET pick_up_by = clock_timestamp() WHERE id = $1`, [
      given.body.consentId,
    ]);
    await expect
      .poll(
        async () => (await alice.app.consents()).find(({ consentId }) => consentId === given.body.consentId),
        {
          timeout: 20_000,
        },
      )
      .toMatchObject({ status: 'expired', endReason: 'not_picked_up' });
    expect(await poll(wire, authReqId)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', consent_status: 'expired' },
    });
  });
});

describe('decide later, on a redirect', () => {
  async function deferred() {
    const asked = await wire.push({ details: other() });
    const browser = createBrowser();
    const query = new URLSearchParams({
      client_id: acme.clientId,
      request_uri: String(asked.body['request_uri']),
    });
    const page = await browser.open(`${gateway.origin}/auth?${query}`);
    const request = await alice.app.claim(page.url, browser);
    const { continueUrl } = await request.defer();
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const answer = new URL(back.url).searchParams;
    expect(answer.get('error')).toBe('access_denied');
    return { request, hint: String(answer.get('ciba_hint')) };
  }

  it('gives the vendor a hint with which it comes back, once, for the same', async () => {
    const { request, hint } = await deferred();
    const wider = request.details.map((entry) => ({ ...entry, access: { until: inDays(200) } }));
    expect((await askAlice(hint, wider)).request).toBeUndefined();
    const back = await askAlice(hint, request.details);
    expect(back.request).toMatchObject({ cameBy: 'ciba', status: 'requested', details: request.details });
    expect((await alice.app.call('GET', `/requests/${request.requestId}`)).body).toMatchObject({
      status: 'cancelled',
    });
    expect((await askAlice(hint, request.details)).request).toBeUndefined();
    const { requestId, details: approved } = must(back.request);
    expect((await decide(alice, requestId, 'give', { approved })).status).toBe(201);
    expect((await poll(wire, back.authReqId)).status).toBe(200);
  });

  it('leads nowhere once she has refused, or when its 7 days are over', async () => {
    const [first, second] = [await deferred(), await deferred()];
    await alice.app.act(`/requests/${first.request.requestId}/refuse`, {});
    await gateway.query(`UPDATE access_request SET expires_at = clock_timestamp() WHERE request_id = $1`, [
      second.request.requestId,
    ]);
    for (const { hint, request } of [first, second])
      expect((await askAlice(hint, request.details)).request).toBeUndefined();
  });

  it('says nothing of a hint to a vendor that was refused', async () => {
    const asked = await acme
      .at(gateway.origin)
      .ask({ details: [careRequest()], redirectUri: acme.redirectUri });
    const browser = createBrowser();
    const page = await browser.open(asked.url);
    const { continueUrl } = await (await alice.app.claim(page.url, browser)).refuse();
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    expect(new URL(back.url).searchParams.has('ciba_hint')).toBe(false);
  });
});

describe('the inbox in the pod', () => {
  const inbox = async (): Promise<string[]> => {
    const listing = await (await alice.fetch(`${alice.container}inbox/`)).text();
    return [...listing.matchAll(/<(request_[\w-]{22}\.ttl)>/g)].map(([, name]) => String(name)).sort();
  };
  const isTold = (requestId: string) =>
    gateway.query(`SELECT FROM access_request WHERE request_id = $1 AND notice_at IS NULL`, [requestId]);

  it('says who asks, until when, and where to look: no more, and not where the settings say no', async () => {
    const { request } = await askAlice(subject);
    const { requestId, expiresAt } = must(request);
    await expect.poll(() => isTold(requestId), { timeout: 20_000 }).toHaveLength(1);
    expect(await inbox()).toContain(`${requestId}.ttl`);
    const notice = await (await alice.fetch(`${alice.container}inbox/${requestId}.ttl`)).text();
    expect(notice).toContain('Acme Broadband asks to see some of your data.');
    expect(notice).toContain(`${gateway.origin}/owner/v1/requests/${requestId}`);
    expect(notice).toContain(expiresAt);
    expect(notice).not.toContain('Order 4711');
    await alice.fetch(`${alice.container}settings.ttl`, {
      method: 'PUT',
      headers: { 'content-type': 'text/turtle' },
      body: '<#this> <https://w3id.org/parley#requestNotices> false.',
    });
    const quiet = must((await askAlice(subject)).request).requestId;
    await expect.poll(() => isTold(quiet), { timeout: 20_000 }).toHaveLength(1);
    expect(await inbox()).not.toContain(`${quiet}.ttl`);
    await alice.fetch(`${alice.container}settings.ttl`, { method: 'DELETE' });
  });
});
