// A company's document changes: everything stops, and each owner decides for herself whether it goes on.
import { randomUUID } from 'node:crypto';
import { runCommand } from '@parley/consent-gateway/testing';
import { type ConsentView, VENDOR_MESSAGE_TYP } from '@parley/protocol';
import { clientDocument, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let alices: WireConsent;
let bobs: WireConsent;
/** Acme with the key that its document names now. */
let renewed: WireVendor;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  const obtainFrom = async (owner: TestOwner): Promise<WireConsent> => {
    await knowVendor(owner.pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(owner.pod, 'acme', { title: 'No signal upstairs' });
    return obtainOnTheWire({
      gateway,
      vendor: acme,
      owner,
      details: [careRequest({ actions: ['read', 'converse'] })],
    });
  };
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin });
  alices = await obtainFrom(alice);
  bobs = await obtainFrom(bob);
});
afterAll(async () => {
  await alice?.close();
  await bob?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = ({ wire, accessToken }: WireConsent) =>
  wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
const shown = async (owner: TestOwner, { consentId }: WireConsent) =>
  (await owner.app.call('GET', `/consents/${consentId}`)).body as ConsentView;
const lift = (owner: TestOwner, { consentId }: WireConsent, heldSince: string | undefined) =>
  owner.app.act(`/consents/${consentId}/lift-hold`, { heldSince });
const seenHold = async (owner: TestOwner, consent: WireConsent) => (await shown(owner, consent)).vendor.hold;
const actsOf = async ({ consentId }: WireConsent): Promise<unknown[]> =>
  (
    await gateway.query<{ act: string; by: string; reason: string | null }>(
      `SELECT body::jsonb ->> 'act' AS act, body::jsonb ->> 'by' AS by, body::jsonb ->> 'reason' AS reason
       FROM journal WHERE consent_id = $1 AND body::jsonb ->> 'kind' = 'act' ORDER BY at`,
      [consentId],
    )
  ).map(({ act, by, reason }) => [act, by, reason]);

const HELD = { status: 403, body: { code: 'vendor_held', consent_status: 'given' } };
const REFUSED = { status: 400, body: { error: 'unauthorized_client', code: 'vendor_held' } };
const KEYS_CHANGED = { reason: 'keys_changed', mayLift: true };

/** Acme's document names one key, a new one, and what else is said; the gateway reads it as soon as somebody asks. */
async function changeDocument(redirectUris = [acme.redirectUri]): Promise<WireVendor> {
  const key = await generateVendorKey();
  acme.document = clientDocument({
    clientId: acme.clientId,
    clientName: 'Acme Broadband',
    redirectUris,
    keys: [await publicVendorJwk(key)],
  });
  await gateway.query("UPDATE vendor SET fetched_at = now() - interval '1 day'");
  const wire = await createWireVendor({ ...acme, key }, gateway.origin);
  expect((await wire.push({ details: [] })).status).toBeGreaterThanOrEqual(400);
  return wire;
}

it('stops the consents of every owner, and says why', async () => {
  for (const consent of [alices, bobs]) expect((await read(consent)).status).toBe(200);
  renewed = await changeDocument();
  for (const [owner, consent] of [
    [alice, alices],
    [bob, bobs],
  ] as const) {
    expect(await read(consent)).toMatchObject(HELD);
    expect(await shown(owner, consent)).toMatchObject({
      status: 'given',
      vendor: { held: true, hold: KEYS_CHANGED },
    });
  }
  // Nobody has accepted its new key yet.
  const answer = await renew(renewed, alices);
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

it('A37g, A37h is lifted by an owner for her consent alone, and only as she has seen it', async () => {
  const hold = await seenHold(alice, alices);
  expect(await lift(bob, alices, hold?.since)).toMatchObject({ status: 404 });
  expect(await lift(alice, alices, '2026-01-01T00:00:00.000Z')).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  expect(await read(alices)).toMatchObject(HELD);

  const lifted = await lift(alice, alices, hold?.since);
  expect(lifted).toMatchObject({
    status: 200,
    body: { consent: { status: 'given', vendor: { held: false, hold } } },
  });
  expect((await lift(alice, alices, hold?.since)).status).toBe(200);
  expect((await read(alices)).status).toBe(200);
  expect(await read(bobs)).toMatchObject(HELD);
  expect(await actsOf(alices)).toEqual([
    ['give', 'owner', null],
    ['hold', 'gateway', 'keys_changed'],
    ['lift', 'owner', 'keys_changed'],
  ]);
  expect(await shown(bob, bobs)).toMatchObject({ vendor: { held: true } });
});

it('A37g lets the company get tokens for that consent with its new key, and ask for nothing', async () => {
  for (const by of [{ refreshToken: alices.refreshToken }, { receipt: alices.receipt }]) {
    const answer = await renew(renewed, by);
    expect(answer.status).toBe(200);
    expect(
      (await read({ ...alices, wire: renewed, accessToken: String(answer.body['access_token']) })).status,
    ).toBe(200);
  }
  for (const by of [{ refreshToken: bobs.refreshToken }, { receipt: bobs.receipt }])
    expect(await renew(renewed, by)).toMatchObject(REFUSED);
  const access = { type: 'urn:parley:data-access', locations: [`${gateway.origin}/v1`] };
  const details = [{ ...access, ...careRequest() }];
  expect(await renewed.push({ details })).toMatchObject(REFUSED);
  expect(await renewed.ask({ details, hint: 'nobody' })).toMatchObject(REFUSED);
});

it('A37g lets the company answer there, signed with its new key and not with the old one', async () => {
  const { items } = (await read(alices)).body as { items: { id: string }[] };
  const issue = items[0]?.id ?? '';
  const send = async (signer: WireVendor) => {
    const jti = randomUUID();
    const said = { iss: acme.clientId, aud: gateway.origin, iat: Math.floor(Date.now() / 1000), jti, issue };
    const claims = { ...said, consent_id: alices.consentId, content: 'We are still there' };
    return alices.wire.read(`/v1/issues/${issue}/messages`, {
      ...{ method: 'POST', accessToken: alices.accessToken, purpose: CUSTOMER_CARE },
      headers: { 'idempotency-key': jti },
      body: { message: await signer.sign(claims, { typ: VENDOR_MESSAGE_TYP }) },
    });
  };
  expect((await send(renewed)).status).toBe(201);
  expect(await send(alices.wire)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

it('A37h holds again what changes again, until the owner has seen that too', async () => {
  const before = await seenHold(alice, alices);
  const next = await changeDocument([acme.redirectUri, `${acme.origin}/elsewhere`]);
  expect(await read(alices)).toMatchObject(HELD);
  expect(await lift(alice, alices, before?.since)).toMatchObject({ status: 409 });
  const hold = await seenHold(alice, alices);
  expect(hold?.since).not.toBe(before?.since);
  expect((await lift(alice, alices, hold?.since)).status).toBe(200);
  expect((await read(alices)).status).toBe(200);
  // The key that was accepted a moment ago is not named any more.
  expect((await renew(renewed, alices)).status).toBe(401);
  expect((await renew(next, alices)).status).toBe(200);
});

it('is the operator’s alone once the operator has decided it, and over for all when that is released', async () => {
  const operator = (...words: string[]) => {
    const silent = { write: () => undefined };
    return runCommand(words, { environment: gateway.environment, out: silent, err: silent });
  };
  expect(await operator('vendor', 'hold', acme.clientId)).toBe(0);
  expect(await read(alices)).toMatchObject(HELD);
  const hold = await seenHold(alice, alices);
  expect(hold).toMatchObject({ reason: 'operator', mayLift: false });
  expect(await lift(alice, alices, hold?.since)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await operator('vendor', 'release', acme.clientId)).toBe(0);
  for (const consent of [alices, bobs]) expect((await read(consent)).status).toBe(200);
  expect((await shown(alice, alices)).vendor).not.toHaveProperty('hold');
  expect((await actsOf(alices)).slice(3)).toEqual([
    ['hold', 'gateway', 'keys_changed'],
    ['lift', 'owner', 'keys_changed'],
    ['hold', 'operator', null],
    ['release', 'operator', null],
  ]);
});
