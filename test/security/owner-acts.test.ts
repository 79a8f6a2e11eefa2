// Acts of somebody who is not the owner, not her app, or not what was signed; and bodies that say two things or none.
import { createHash } from 'node:crypto';
import type { AuthorizationDetails } from '@parley/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestProvider, type TestProvider } from '../support/test-provider.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let provider: TestProvider;
let consent: WireConsent;
let details: AuthorizationDetails;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, provider] = [await startTestVendor(), await startTestProvider()];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, provider.issuer],
  });
  [alice, bob] = [
    await createTestOwner({ cssUrl, gateway: gateway.origin }),
    await createTestOwner({ cssUrl, gateway: gateway.origin }),
  ];
});

beforeAll(() => obtain());
async function obtain(): Promise<void> {
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  const mine = (await alice.app.consents()).find(({ consentId }) => consentId === consent.consentId);
  details = mine?.details ?? [];
}

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  provider?.stop();
  await gateway?.stop();
});

const narrower = (): AuthorizationDetails =>
  details.map((entry) => ({ ...entry, access: { ...entry.access, maxReadsPerDay: 5 } }));
const path = (act: string, consentId = consent.consentId) => `/consents/${consentId}/${act}`;
const readStatus = async () =>
  (await consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE }))
    .status;

/** An act whose body is exactly these bytes, signed for as they are. */
async function sendBytes(act: string, bytes: string | Buffer<ArrayBuffer>, type = 'application/json') {
  const digest = createHash('sha256').update(bytes).digest('base64url');
  const url = `${gateway.origin}/owner/v1${path(act)}/${digest}`;
  const answer = await alice.fetch(url, { method: 'POST', headers: { 'content-type': type }, body: bytes });
  return { status: answer.status, body: (await answer.json()) as unknown };
}
const INVALID_REQUEST = { status: 400, body: { code: 'invalid_request' } };

describe('another owner', () => {
  const NOT_FOUND = { status: 404, body: { code: 'not_found' } };

  it('A54a sees of a consent what she would see of none, and her acts do nothing to it', async () => {
    const acts: readonly [string, object][] = [
      ['withdraw', {}],
      ['pause', {}],
      ['resume', {}],
      ['narrow', { details: narrower() }],
      ['extend', { until: inDays(200) }],
    ];
    const face = ({ status, body }: { status: number; body: unknown }) => ({
      status,
      body: { ...(body as object), instance: '' },
    });
    await nothingHappened(gateway, async () => {
      const seen = await bob.app.call('GET', `/consents/${consent.consentId}`);
      expect(seen).toMatchObject(NOT_FOUND);
      expect(face(seen)).toEqual(face(await bob.app.call('GET', '/consents/consent_AAAAAAAAAAAAAAAAAAAAAA')));
      for (const [act, body] of acts) {
        const answer = await bob.app.act(path(act), body);
        expect(answer, act).toMatchObject(NOT_FOUND);
        expect(face(answer)).toEqual(
          face(await bob.app.act(path(act, 'consent_AAAAAAAAAAAAAAAAAAAAAA'), body)),
        );
      }
      expect(await bob.app.call('GET', `/consents/${consent.consentId}/preview`)).toMatchObject(NOT_FOUND);
      expect(await bob.app.consents()).toEqual([]);
    });
    expect(await readStatus()).toBe(200);
  });

  it('A54f of a WebID that names another provider since is nobody', async () => {
    const call = () => provider.call({ gateway: gateway.origin, path: '/owner/v1/consents' });
    expect((await call()).status).toBe(200);
    provider.named = ['https://elsewhere.example'];
    // As after the half minute for which a WebID document is remembered.
    await gateway.restart();
    expect(await nothingHappened(gateway, call)).toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    });
    provider.named = [];
    await gateway.restart();
    expect(await nothingHappened(gateway, call)).toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    });
  });
});

describe('an app that the owner has not allowed', () => {
  const settings = () => `${alice.container}settings.ttl`;
  beforeEach(async () => {
    await obtain();
    const body = '<#this> <https://w3id.org/parley#allowedApp> "https://dashboard.example/client.json".';
    const headers = { 'content-type': 'text/turtle' };
    expect((await alice.fetch(settings(), { method: 'PUT', headers, body })).status).toBeLessThan(300);
    return async () => {
      await alice.fetch(settings(), { method: 'DELETE' });
    };
  });
  const REFUSED = { status: 403, body: { code: 'app_not_allowed' } };

  it('A65a neither gives, nor extends, nor resumes, nor lifts a hold', async () => {
    const asked = { gateway, vendor: acme, owner: alice, details: [careRequest()] };
    await expect(obtainOnTheWire(asked)).rejects.toMatchObject(REFUSED);
    await nothingHappened(gateway, async () => {
      expect(await alice.app.act(path('extend'), { until: inDays(200) })).toMatchObject(REFUSED);
      expect(await alice.app.act(path('lift-hold'), { heldSince: inDays(0) })).toMatchObject(REFUSED);
    });
    await alice.app.pause(consent.consentId);
    await nothingHappened(gateway, async () => {
      expect(await alice.app.act(path('resume'), {})).toMatchObject(REFUSED);
    });
    expect(await readStatus()).toBe(403);
  });

  it.each([
    ['A65c narrows', 'narrow', () => ({ details: narrower() }), 401],
    ['A65c pauses', 'pause', () => ({}), 403],
    ['A65c withdraws', 'withdraw', () => ({}), 401],
  ])('%s all the same: stopping needs no permission', async (_name, act, body, refusal) => {
    expect(await alice.app.act(path(act), body())).toMatchObject({ status: 200, body: { stopped: true } });
    expect(await readStatus()).toBe(refusal);
  });
});

describe('a body that is not the one that was signed for', () => {
  beforeAll(() => obtain());
  it('A65b is refused, whatever it would do', async () => {
    const digest = createHash('sha256').update('{}').digest('base64url');
    const headers = { 'content-type': 'application/json' };
    for (const [act, body] of [
      ['pause', '{ }'],
      ['withdraw', '{"a":1}'],
      ['extend', JSON.stringify({ until: inDays(200) })],
      ['narrow', JSON.stringify({ details: narrower() })],
    ] as const) {
      const url = `${gateway.origin}/owner/v1${path(act)}/${digest}`;
      const answer = await nothingHappened(gateway, () =>
        alice.fetch(url, { method: 'POST', headers, body }),
      );
      expect([answer.status, ((await answer.json()) as { code: string }).code], act).toEqual([
        400,
        'digest_mismatch',
      ]);
    }
    expect(await readStatus()).toBe(200);
  });
});

describe('JSON', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const withReads = (number: string) =>
    JSON.stringify({ details: narrower() }).replaceAll('"maxReadsPerDay":5', `"maxReadsPerDay":${number}`);
  it.each<[string, string, () => string | Buffer<ArrayBuffer>]>([
    ['A63a that names a prototype', 'pause', () => `{"__proto__":{"resumeAt":"${inDays(1)}"}}`],
    ['A63a that names a prototype deeper', 'narrow', () => `{"details":[{"fields":{"__proto__":{}}}]}`],
    ['A63a that names a constructor', 'pause', () => '{"constructor":{"prototype":{"a":1}}}'],
    ['A63b with one name twice', 'pause', () => `{"resumeAt":"${inDays(1)}","resumeAt":"${inDays(2)}"}`],
    [
      'A63b with one name twice, once in other letters',
      'extend',
      () => `{"until":"${inDays(200)}","unti\\u006c":"${inDays(300)}"}`,
    ],
    [
      'A63b with one name twice deeper',
      'narrow',
      () =>
        JSON.stringify({ details: narrower() }).replace(
          '"recipients":[]',
          '"recipients":[],"recipients":["Other"]',
        ),
    ],
    ['A63c that is very deep', 'pause', () => `{"resumeAt":${deep(20_000)}}`],
    ['A63c that is deep and broken', 'pause', () => '{"a":'.repeat(10_000)],
    ['A63d with a number beyond 2^53', 'narrow', () => withReads('9007199254740993')],
    ['A63d with a number beyond all', 'narrow', () => withReads('1e400')],
    ['A63d with a number that is none', 'narrow', () => withReads('NaN')],
    ['A63d with half a read', 'narrow', () => withReads('4.5')],
    ['A63e that is not UTF-8', 'pause', () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['A63e in half a letter', 'pause', () => Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['A63e with a mark before it', 'pause', () => '\ufeff{}'],
    ['A63f with a member that is unknown', 'withdraw', () => '{"why":"none"}'],
    [
      'A63f with a member that is unknown deeper',
      'narrow',
      () => JSON.stringify({ details: narrower() }).replace('"recipients"', '"admin":true,"recipients"'),
    ],
    ['A63f that is a list', 'pause', () => '[]'],
    ['A63f that is null', 'pause', () => 'null'],
  ])('%s is refused', async (_name, act, body) => {
    expect(await nothingHappened(gateway, () => sendBytes(act, body()))).toMatchObject(INVALID_REQUEST);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('A63c over the limit, or as another type, is refused before it is looked at', async () => {
    const large = JSON.stringify({ resumeAt: 'x'.repeat(70_000) });
    await nothingHappened(gateway, async () => {
      expect(await sendBytes('pause', large)).toMatchObject({
        status: 413,
        body: { code: 'payload_too_large' },
      });
      expect(await sendBytes('pause', '{}', 'text/plain')).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    });
  });

  it('A63a, A63f of a vendor without a token is held to the same', async () => {
    await alice.app.withdraw(consent.consentId);
    const report = `/v1/consents/${consent.consentId}/deletion-report`;
    for (const text of ['{"__proto__":{"a":1}}', '{"unknown":1}', '[]', '{"constructor":1}']) {
      const body = JSON.parse(text) as unknown;
      const answer = await nothingHappened(gateway, () =>
        consent.wire.call(report, { method: 'POST', body }),
      );
      expect(answer, text).toMatchObject(INVALID_REQUEST);
    }
  });
});
