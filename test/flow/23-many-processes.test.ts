// Three gateways as an operator runs them, on one database, under vendors' load: the promises hold whichever of them is asked, and when one is killed.
import { randomUUID } from 'node:crypto';
import { readItem } from '@parley/pod-client';
import { type DataItem, type ThreadMessage, VENDOR_MESSAGE_TYP } from '@parley/protocol';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { type GatewayFleet, startGatewayFleet } from '../support/gateway-fleet.ts';
import { passLeases } from '../support/pass-leases.ts';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { readAt } from '../support/read-at.ts';
import { type ReadLoad, startReadLoad } from '../support/read-load.ts';
import { CUSTOMER_CARE, careRequest, onlyTitles } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { PROCESS_HEADER } from '../support/turning-proxy.ts';
import { receiveWebhooks, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { codeOnTheWire, obtainOnTheWire, redeem, renew, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireAnswer } from '../support/wire-vendor.ts';

const EACH = [0, 1, 2] as const;
const patience = { timeout: 120_000, interval: 200 };

let fleet: GatewayFleet;
let acme: TestVendor;
let receiver: WebhookReceiver;
let alice: TestOwner;
let drops: DataItem;
/** What changes of it the first process watches. */
let watched: WireConsent;
let load: ReadLoad;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  fleet = await startGatewayFleet({
    size: EACH.length,
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  fleet.direct(0);
  alice = await createTestOwner({ cssUrl, gateway: fleet.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  drops = await addIssue(alice.pod, 'acme', { title: 'The line drops', description: 'Every evening' });
  receiver = receiveWebhooks(acme);
  await (await createWireVendor(acme, fleet.origin)).call('/v1/webhook', {
    method: 'PUT',
    body: { url: receiver.url },
  });
  const steady = await obtain();
  watched = await obtain({ actions: ['read', 'subscribe'] });
  await vi.waitUntil(async () => (await watch())?.is_known, patience);
  await Promise.all([fleet.start(1), fleet.start(2)]);
  fleet.direct(undefined);
  load = startReadLoad(EACH);
  load.add(steady);
  await load.isServed(EACH);
});

afterAll(async () => {
  await load?.stop();
  await alice?.close();
  acme?.stop();
  await fleet?.stop();
});

const way = (parts: Parameters<typeof careRequest>[0] = {}) => ({
  gateway: fleet,
  vendor: acme,
  owner: alice,
  details: [careRequest(parts)],
});
const obtain = (parts?: Parameters<typeof careRequest>[0]): Promise<WireConsent> =>
  obtainOnTheWire(way(parts));

/** What each process answers to the very next read. */
const everywhere = (holder: WireConsent): Promise<WireAnswer[]> =>
  Promise.all(EACH.map((process) => readAt(holder, process)));

const statusesOf = (answers: readonly WireAnswer[]): number[] => answers.map(({ status }) => status).sort();

async function watch(): Promise<{ looked_by: string; is_known: boolean } | undefined> {
  const [row] = await fleet.query<{ looked_by: string; is_known: boolean }>(
    'SELECT looked_by, is_known FROM watched_copy WHERE consent_id = $1',
    [watched.consentId],
  );
  return row;
}

it('a stop that one has acknowledged is the very next refusal of each, under load, and what one widens each gives', async () => {
  const consent = await obtain();
  const held = { ...consent };
  const { consentId, wire } = consent;
  load.add(held);
  expect(statusesOf(await everywhere(held))).toEqual([200, 200, 200]);

  fleet.direct(0);
  await alice.app.pause(consentId);
  const paused = load.stopsHere(consentId);
  expect(statusesOf(await everywhere(held))).toEqual([403, 403, 403]);
  paused.goesOn();
  fleet.direct(1);
  await alice.app.resume(consentId);
  expect(statusesOf(await everywhere(held))).toEqual([200, 200, 200]);

  const { details } = (await alice.app.consents()).find((each) => each.consentId === consentId)!;
  fleet.direct(2);
  await alice.app.narrow(consentId, onlyTitles(details));
  const narrowed = load.stopsHere(consentId);
  expect(statusesOf(await everywhere(held))).toEqual([401, 401, 401]);
  narrowed.goesOn();
  fleet.direct(0);
  const renewed = await renew(wire, { refreshToken: consent.refreshToken });
  held.accessToken = String(renewed.body['access_token']);
  for (const { status, body } of await everywhere(held)) {
    expect(status).toBe(200);
    expect((body['items'] as object[]).map((item) => Object.keys(item).sort())).toEqual([['id', 'title']]);
  }

  fleet.direct(1);
  await alice.app.withdraw(consentId);
  load.stopsHere(consentId);
  for (const answer of await everywhere(held))
    expect(answer).toMatchObject({ status: 401, body: { consent_status: 'withdrawn' } });
  for (const process of EACH) {
    fleet.direct(process);
    expect((await renew(wire, { refreshToken: consent.refreshToken })).status).toBe(400);
    expect((await renew(wire, { receipt: consent.receipt })).status).toBe(400);
  }
  load.remove(held);
  expect(load.passedAfterStop()).toEqual([]);
});

it('what counts once counts once for all: a code, a proof, a message with its key', async () => {
  fleet.direct(undefined);
  const { wire, code } = await codeOnTheWire(way({ actions: ['read', 'converse'] }));
  await wire.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
  const redeemed = await Promise.all(EACH.map(() => redeem(wire, acme, code)));
  expect(statusesOf(redeemed)).toEqual([200, 400, 400]);
  // A code that comes twice ends its tokens: another consent speaks.
  const consent = await obtain({ actions: ['read', 'converse'] });
  const { refreshToken, consentId } = consent;
  const proof = () => ({ claims: { jti: randomUUID(), iat: Math.floor(Date.now() / 1000) }, header: {} });

  const [first, atRead, atToken] = [await readAt(consent, 0), proof(), proof()];
  expect((await readAt(consent, 0, atRead)).status).toBe(200);
  for (const process of [1, 2]) expect((await readAt(consent, process, atRead)).status).toBe(401);
  const tokens: WireAnswer[] = [];
  for (const process of EACH) {
    fleet.direct(process);
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    tokens.push(await consent.wire.token(grant, { proof: atToken }));
  }
  expect(tokens.map(({ status }) => status)).toEqual([200, 400, 400]);
  for (const process of EACH) {
    fleet.direct(process);
    const { body } = await renew(consent.wire, { refreshToken });
    const accessToken = String(body['access_token']);
    expect(statusesOf(await everywhere({ ...consent, accessToken }))).toEqual([200, 200, 200]);
  }

  const issue = String((first.body['items'] as { id: string }[])[0]?.id);
  const key = randomUUID();
  const said = {
    iss: acme.clientId,
    aud: fleet.origin,
    jti: key,
    consent_id: consentId,
    issue,
    content: 'We come',
  };
  const message = await consent.wire.sign(
    { ...said, iat: Math.floor(Date.now() / 1000) },
    { typ: VENDOR_MESSAGE_TYP },
  );
  const send = (process: number) =>
    consent.wire.read(`/v1/issues/${issue}/messages`, {
      method: 'POST',
      accessToken: consent.accessToken,
      purpose: CUSTOMER_CARE,
      headers: { 'idempotency-key': key, [PROCESS_HEADER]: String(process) },
      body: { message },
    });
  await Promise.all(EACH.map(send));
  const again = await Promise.all(EACH.map(send));
  expect(statusesOf(again)).toEqual([200, 200, 200]);
  const { fields } = await readItem(alice.pod, { category: categoryOf('issues'), id: drops.id });
  expect((fields['messages'] as ThreadMessage[]).map(({ content }) => content)).toEqual(['We come']);
});

it('one of them killed under load: no disclosure is without its entry, no event is lost, and the others take over', async () => {
  const { consentId } = watched;
  const lookedBy = (await watch())?.looked_by;
  let gone = (): void => undefined;
  const isGone = new Promise<void>((resolve) => {
    gone = resolve;
  });
  // What is being delivered when it dies is not done.
  receiver.answer = async () => {
    await isGone;
    return new Response(null, { status: 204 });
  };
  fleet.direct(0);
  await alice.app.pause(consentId);
  await expect.poll(() => receiver.received.at(-1)?.event.type, patience).toBe('consent.paused');
  const before = load.answers.length;
  await load.isServed(EACH);
  await fleet.kill(0);
  gone();
  fleet.direct(1);
  await alice.app.resume(consentId);
  fleet.direct(2);
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  await load.isServed([1, 2]);
  await passLeases(fleet.query);
  const types = () => receiver.told(consentId).map((each) => each.replace(/^\d+ /, ''));
  const afterResuming = () => types().join().split('consent.resumed')[1];
  await expect.poll(afterResuming, patience).toContain('issues.changed');
  expect((await watch())?.looked_by).not.toBe(lookedBy);
  await alice.app.withdraw(consentId);
  await expect.poll(() => types().at(-1), patience).toBe('consent.deletion_due');
  // What was being delivered comes again. Of data that was overtaken by a stop nobody has to be told.
  const told = [...new Set(receiver.told(consentId).map((each) => Number.parseInt(each, 10)))];
  expect(told).toEqual([...told].sort((one, other) => one - other));
  const events = await fleet.query<{ sequence: number }>(
    'SELECT sequence::int FROM vendor_event WHERE consent_id = $1 AND NOT is_void',
    [consentId],
  );
  expect(told).toEqual(expect.arrayContaining(events.map(({ sequence }) => sequence)));

  await load.stop();
  const others = load.answers.slice(before).filter(({ process }) => process !== 0);
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
  const left = async () => {
    await passLeases(fleet.query);
    const [row] = await fleet.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM journal WHERE block_number IS NULL AND body::jsonb ->> 'outcome' <> 'refused')
        + (SELECT count(*) FROM block WHERE in_pod_at IS NULL))::int AS left`,
    );
    return row?.left;
  };
  await expect.poll(left, { ...patience, interval: 500 }).toBe(0);
  const { problems, entries } = await verifyBlocks(await blocksInPod(alice.pod), fleet.origin);
  expect(problems).toEqual([]);
  const disclosed = entries
    .map(({ body }) => JSON.parse(body) as { requestId?: string; outcome: string })
    .flatMap(({ requestId = '', outcome }) => (outcome === 'disclosed' ? [requestId] : []));
  expect(new Set(disclosed).size).toBe(disclosed.length);
  const got = load.answers.flatMap(({ status, requestId }) => (status === 200 ? [requestId] : []));
  expect(got.filter((requestId) => !disclosed.includes(requestId))).toEqual([]);
});
