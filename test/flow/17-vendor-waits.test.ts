// The vendor's half of asking while the owner is away: it finds the gateway, asks, waits over restarts, and reads.
import { linkGateway, unlinkGateway } from '@parley/pod-client';
import type { InvitationView } from '@parley/protocol';
import {
  type AccessRequestEntry,
  allowInsecureLoopback,
  type Consent,
  createMemoryReceiptStore,
  createVendorClient,
  isVendorSdkError,
  type PendingRequest,
  type PendingRequestHandle,
  type RequestState,
  type VendorClient,
} from '@parley/vendor-sdk';
import { readWebId } from '@parley/vendor-sdk/webid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, waitingRequests } from '../support/wire-asking.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let client: VendorClient;
const store = createMemoryReceiptStore();

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
  client = anotherProcess();
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const anotherProcess = (): VendorClient =>
  createVendorClient({
    clientId: acme.clientId,
    key: acme.key,
    store,
    readWebId,
    [allowInsecureLoopback]: true,
  });

async function invite(): Promise<InvitationView & { link: string }> {
  const { status, body } = await alice.app.act('/invitations', {
    vendorId: acme.clientId,
    expiresAt: inDays(14),
  });
  expect(status).toBe(201);
  return body as InvitationView & { link: string };
}

/** Another end each time: equal requests would wait for the first. */
let days = 20;
const other = (): AccessRequestEntry[] => {
  days += 1;
  return [careRequest({ access: { until: inDays(days) } })];
};

async function askByInvitation(details = other()): Promise<PendingRequest> {
  const { gateway: found, invitation = '' } = await client.find((await invite()).link);
  return found.ask({ details, to: { invitation }, bindingMessage: 'Order 4711' });
}

/** Carried over a restart, as if it had been asked a minute ago and might be polled each second: no test waits for half a minute. */
function resumed(handle: PendingRequestHandle): PendingRequest {
  const carried = JSON.parse(JSON.stringify(handle)) as PendingRequestHandle;
  const askedAt = new Date(Date.now() - 60_000).toISOString();
  const older = { ...carried, askedAt, intervalSeconds: 1 };
  return anotherProcess().at(carried.gateway).resumeRequest(older);
}

async function statesOf(request: PendingRequest, signal?: AbortSignal): Promise<RequestState[]> {
  const states: RequestState[] = [];
  for await (const state of request.waitForDecision(signal === undefined ? {} : { signal }))
    states.push(state);
  return states;
}

const waiting = async () => must((await waitingRequests(alice))[0]);
async function giveAll(): Promise<void> {
  const { requestId, details: approved } = await waiting();
  expect((await decide(alice, requestId, 'give', { approved })).status).toBe(201);
}

async function titlesOf(consent: Consent): Promise<unknown[]> {
  const titles: unknown[] = [];
  for await (const { title } of consent.issues.list({ purpose: CUSTOMER_CARE })) titles.push(title);
  return titles;
}

/** So that no test need wait for the gateway's interval. */
const later = () => gateway.query(`UPDATE access_request SET polled_at = polled_at - interval '10 minutes'`);

describe('a vendor with an invitation', () => {
  let known: Consent;

  it('asks, waits over its own restart and the gateway’s, and reads what the owner gave', async () => {
    const request = await askByInvitation();
    const first = await request.waitForDecision()[Symbol.asyncIterator]().next();
    expect(first.value).toMatchObject({ status: 'pending', nextPollAt: expect.stringMatching(/Z$/) });
    expect(await waiting()).toMatchObject({ cameBy: 'invitation', bindingMessage: 'Order 4711' });
    await gateway.restart();
    const states = resumed(request.handle).waitForDecision()[Symbol.asyncIterator]();
    expect((await states.next()).value).toMatchObject({ status: 'pending' });
    await giveAll();
    await later();
    const { value } = await states.next();
    if (value?.status !== 'given') throw new Error(value?.status);
    known = value.consent;
    expect(await titlesOf(known)).toEqual(['No signal upstairs']);
    const saved = await anotherProcess().at(gateway.origin).resumeSaved(known.id);
    expect(await titlesOf(must(saved))).toEqual(['No signal upstairs']);
    await expect(statesOf(resumed(request.handle))).rejects.toMatchObject({ code: 'grant_refused' });
  });

  it('knows the owner from then on, and is told of a refusal', async () => {
    const asking = client.at(gateway.origin);
    const to = { subject: known.subject };
    const { handle } = await asking.ask({ details: other(), to, bindingMessage: 'Order 4712' });
    await decide(alice, (await waiting()).requestId, 'refuse');
    expect(await statesOf(resumed(handle))).toEqual([{ status: 'refused' }]);
  });

  it('is told when the time is over', async () => {
    const { handle } = await askByInvitation();
    await gateway.query(
      `UPDATE access_request SET expires_at = clock_timestamp() WHERE status = 'requested'`,
    );
    expect(await statesOf(resumed(handle))).toEqual([{ status: 'expired' }]);
  });

  it('stops waiting when it is told to, and goes on where it was', async () => {
    const { handle } = await askByInvitation();
    const request = resumed(handle);
    const stop = new AbortController();
    const states = request.waitForDecision({ signal: stop.signal })[Symbol.asyncIterator]();
    expect((await states.next()).value).toMatchObject({ status: 'pending' });
    stop.abort();
    await expect(states.next()).rejects.toMatchObject({ code: 'aborted' });
    await giveAll();
    await later();
    expect(await statesOf(request)).toMatchObject([{ status: 'given' }]);
  });

  it('takes its request back', async () => {
    const request = await askByInvitation();
    expect(await waitingRequests(alice)).toHaveLength(1);
    const elsewhere = resumed(request.handle);
    await elsewhere.cancel();
    expect(await waitingRequests(alice)).toEqual([]);
    expect(await statesOf(elsewhere)).toEqual([{ status: 'cancelled' }]);
  });
});

describe('an owner who decides later', () => {
  it('is asked again with the hint that the redirect brought', async () => {
    const asking = client.at(gateway.origin);
    const details = other();
    const { url, handle } = await asking.ask({ details, redirectUri: acme.redirectUri });
    const browser = createBrowser();
    const page = await browser.open(url);
    const { continueUrl } = await (await alice.app.claim(page.url, browser)).defer();
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const error = await asking.exchange({ callbackUrl: back.url, handle }).catch((fault: unknown) => fault);
    if (!isVendorSdkError(error, 'access_denied')) throw error;
    const to = { hint: must(error.laterHint) };
    const request = await asking.ask({ details, to, bindingMessage: 'Order 4713' });
    await giveAll();
    expect(await statesOf(resumed(request.handle))).toMatchObject([
      { status: 'given', consent: { version: 1 } },
    ]);
  });

  it('who refused at once leaves no hint', async () => {
    const asking = client.at(gateway.origin);
    const { url, handle } = await asking.ask({ details: other(), redirectUri: acme.redirectUri });
    const browser = createBrowser();
    const { continueUrl } = await (await alice.app.claim((await browser.open(url)).url, browser)).refuse();
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const exchange = asking.exchange({ callbackUrl: back.url, handle });
    await expect(exchange).rejects.toMatchObject({ code: 'access_denied', laterHint: undefined });
  });
});

describe('a WebID that a person typed', () => {
  it('leads to the gateway while its owner wants that', async () => {
    const nowhere = { code: 'gateway_not_found' };
    await expect(client.find(alice.webId)).rejects.toMatchObject(nowhere);
    await linkGateway({ fetch: alice.fetch, webId: alice.webId, gateway: gateway.origin });
    expect((await client.find(alice.webId)).gateway.origin).toBe(gateway.origin);
    await unlinkGateway({ fetch: alice.fetch, webId: alice.webId });
    await expect(client.find(alice.webId)).rejects.toMatchObject(nowhere);
  });
});
