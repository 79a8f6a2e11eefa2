// What a vendor asks is signed by it: for this gateway, for a short time, once. At the pushed request and without a browser alike.
import { decodeJwt, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { nothingHappened } from '../support/nothing-happened.ts';
import { careRequest } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
let wire: WireVendor;
let hint: string;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  const known = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  hint = String(decodeJwt(known.accessToken).sub);
  wire = await createWireVendor(acme, gateway.origin);
  await wire.push({ details: details() });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

const details = () => [
  { type: 'urn:parley:data-access', locations: [`${gateway.origin}/v1`], ...careRequest() },
];
const now = () => Math.floor(Date.now() / 1000);

type Request = { claims?: Record<string, unknown>; header?: Record<string, unknown> };
const WRONG: readonly [string, () => Request][] = [
  ['A60b, A60f for another audience', () => ({ claims: { aud: 'https://elsewhere.example' } })],
  ['A60b, A60f by another vendor', () => ({ claims: { iss: globex.clientId } })],
  ['A60b, A60f of another vendor', () => ({ claims: { client_id: globex.clientId } })],
  ['A60b, A60f with a key id that nobody has', () => ({ header: { kid: 'unknown' } })],
  ['A60b, A60f that is over', () => ({ claims: { nbf: now() - 400, exp: now() - 100 } })],
  ['A60b, A60f without an end', () => ({ claims: { exp: undefined } })],
  ['A60b, A60f without a beginning', () => ({ claims: { nbf: undefined } })],
  ['A60b, A60f that begins later', () => ({ claims: { nbf: now() + 200 } })],
  ['A60b, A60f that lasts for hours', () => ({ claims: { nbf: now() - 10, exp: now() + 8_000 } })],
  ['A60c, A60f that lasts longer than ten minutes', () => ({ claims: { exp: now() + 700 } })],
  ['A60c, A60f without an id', () => ({ claims: { jti: undefined } })],
  ['A60c, A60f of another type', () => ({ header: { typ: 'JWT' } })],
  ['A60c, A60f of no type', () => ({ header: { typ: undefined } })],
];

/** Both ways to ask. */
const ways: readonly [string, (request: Request & { key?: never }) => ReturnType<WireVendor['push']>][] = [
  ['pushed', (request) => wire.push({ details: details(), request })],
  ['without a browser', (request) => wire.ask({ details: details(), hint, request })],
];

describe('a signed request', () => {
  it.each(WRONG)('%s is refused, pushed and without a browser', async (_what, request) => {
    for (const [way, ask] of ways) {
      const answer = await nothingHappened(gateway, () => ask(request() as never));
      expect(
        [answer.status, answer.body['request_uri'], answer.body['auth_req_id']],
        `${way} ${answer.text}`,
      ).toEqual([400, undefined, undefined]);
      expect(['invalid_request_object', 'invalid_request'], `${way} ${answer.text}`).toContain(
        answer.body['error'],
      );
    }
  });

  it('A60b, A60f with another key is refused', async () => {
    const { privateKey: key } = await generateKeyPair('ES256');
    const pushed = await nothingHappened(gateway, () => wire.push({ details: details(), request: { key } }));
    expect(pushed).toMatchObject({ status: 400, body: { error: 'invalid_request_object' } });
    const asked = await nothingHappened(gateway, () =>
      wire.ask({ details: details(), hint, request: { key } }),
    );
    expect(asked).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('A60a that is not signed is refused', async () => {
    const answer = await nothingHappened(gateway, () => wire.push({ details: details(), request: false }));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('A60d, A60f that is right passes once', async () => {
    expect((await wire.ask({ details: details(), hint })).status).toBe(200);
    const jti = crypto.randomUUID();
    const ask = () => wire.push({ details: details(), request: { claims: { jti } } });
    expect((await ask()).status).toBe(201);
    expect(await nothingHappened(gateway, ask)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request_object' },
    });
  });
});
