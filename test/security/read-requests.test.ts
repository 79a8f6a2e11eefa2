// Attacks on the read API with a token that is good: proofs that are not, paths that lead further, and reads after a stop.
import { randomUUID } from 'node:crypto';
import { readSettings } from '@parley/consent-gateway';
import { revokeConsent } from '@parley/consent-gateway/testing';
import { sha256 } from '@parley/protocol';
import { decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AttackStage, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { rawRequest } from '../support/raw-request.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { requestsTo } from '../support/requests-to.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

type Claims = Readonly<Record<string, unknown>>;

let stage: AttackStage;
let consent: WireConsent;

const issuesOnly = careRequest({
  datatypes: ['issues'],
  fields: { issues: { required: ['title', 'state'], optional: ['description'] } },
});

beforeAll(async () => {
  stage = await startAttackStage();
  await knowVendor(stage.alice.pod, { id: 'acme', clientId: stage.acme.clientId });
  await addIssue(stage.alice.pod, 'acme', { title: 'No signal upstairs' });
  consent = await obtainOnTheWire({ ...stage.way(), details: [issuesOnly] });
  // It knows our nonce, and has read nothing.
  await consent.wire.read('/v1/consent', { accessToken: consent.accessToken });
});
afterAll(() => stage?.stop());

const read = (by: WireConsent = consent, proof: { claims?: Claims; header?: object } = {}) =>
  by.wire.read('/v1/issues', {
    accessToken: by.accessToken,
    purpose: CUSTOMER_CARE,
    proof: { claims: {}, header: {}, ...proof } as never,
  });
const send = (headers: Record<string, string | string[]>, path = '/v1/issues') =>
  rawRequest({ origin: stage.gateway.origin, path, headers });
const credentials = (path = '/v1/issues', claims: Claims = {}) =>
  consent.wire.credentials('GET', path, {
    accessToken: consent.accessToken,
    purpose: CUSTOMER_CARE,
    proof: { claims, header: {} },
  });

const now = (): number => Math.floor(Date.now() / 1000);
const INVALID_TOKEN = { status: 401, body: { code: 'invalid_token' } };
const INVALID_PROOF = { status: 401, body: { code: 'invalid_dpop_proof' } };
const BEYOND = { status: 403, body: { code: 'insufficient_authorization' } };

describe('a path', () => {
  /** What the consent and its own documents need is asked by the way; nothing else. */
  const own = /parley\/(consents\/|ledger\/|inbox\/|connection\.ttl|issues\/index\.ttl)|\/profile\/|\/\.oidc/;

  it.each<[string, object]>([
    ['A20a /v1/preferences', BEYOND],
    ['A20a /v1/contact', BEYOND],
    ['A20c /v1/', BEYOND],
    ['A20c /v1/issues/', BEYOND],
    ['A20c /v1//issues', BEYOND],
    ['A20c /v1/issues/../preferences', BEYOND],
    ['A20c /v1/issues/%2e%2e/preferences', BEYOND],
    ['A20c /v1/issues%2f..%2fpreferences', BEYOND],
    ['A20c /v1/issues%252fx', BEYOND],
    ['A20c /v1/issues\\x', BEYOND],
    ['A20c /v1/issues/*', BEYOND],
    ['A20c /v1/*', BEYOND],
    ['A20c /v1/issues/a/b', BEYOND],
    ['A20c /v1/issues/index.ttl', BEYOND],
    ['A20c /v1/Issues', BEYOND],
    ['A20c /v1/http://localhost/x', BEYOND],
    ['A20c /v1/consents/', BEYOND],
  ])('%s leads nowhere', async (what, refusal) => {
    const path = what.slice('A20a '.length);
    const htu = new URL(path.replaceAll('\\', '/'), stage.gateway.origin).href;
    const headers = await credentials(path, { htu });
    const asked = await requestsTo(inject('cssUrl'), async () => {
      const answer = await nothingHappened(stage.gateway, () => send(headers, path));
      expect(answer).toMatchObject(refusal);
      expect(answer.text).not.toContain('No signal');
    });
    expect(asked.filter(({ path: each }) => !own.test(each))).toEqual([]);
  });
});

describe('a proof', () => {
  it('A14c, A14d is needed, under the scheme DPoP', async () => {
    const { wire, accessToken } = consent;
    const bare = { accessToken, purpose: CUSTOMER_CARE };
    const none = await nothingHappened(stage.gateway, () =>
      wire.read('/v1/issues', { ...bare, proof: false }),
    );
    expect(none).toMatchObject(INVALID_PROOF);
    expect(none.headers.get('www-authenticate')).toMatch(/^DPoP error="invalid_dpop_proof"/);
    const authorization = `Bearer ${accessToken}`;
    const bearer = await nothingHappened(stage.gateway, () =>
      wire.read('/v1/issues', { ...bare, headers: { authorization } }),
    );
    expect(bearer).toMatchObject(INVALID_TOKEN);
  });

  it.each<[string, Claims, Claims]>([
    ['A16f for another method', { htm: 'POST' }, {}],
    ['A16f, A34b for another host', { htu: 'https://other.example/v1/issues' }, {}],
    ['A16f, A34b for another path', { htu: '/v1/preferences' }, {}],
    ['A16f for the path in another case', { htu: '/v1/Issues' }, {}],
    ['A16f for an encoded path', { htu: '/v1/iss%75es' }, {}],
    ['A16f for no address', { htu: undefined }, {}],
    ['A16g of another type', {}, { typ: 'jwt' }],
    ['A16h without a key', {}, { jwk: undefined }],
    ['A16i without an id', { jti: undefined }, {}],
    ['A16j for another token', { ath: 'A'.repeat(43) }, {}],
    ['A16j for no token', { ath: undefined }, {}],
    ['A16j of an old time', { iat: now() - 400 }, {}],
    ['A16j of a future time', { iat: now() + 400 }, {}],
  ])('%s is refused', async (_what, claims, header) => {
    const htu = claims['htu'] as string | undefined;
    const whole = htu?.startsWith('/') ? { ...claims, htu: stage.gateway.origin + htu } : claims;
    const answer = await nothingHappened(stage.gateway, () => read(consent, { claims: whole, header }));
    expect(answer).toMatchObject(INVALID_PROOF);
  });

  it('A16g, A16h, A16i of another key, with a private key, or twice is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const claims = {
      htm: 'GET',
      htu: `${stage.gateway.origin}/v1/issues`,
      jti: randomUUID(),
      iat: now(),
      ath: await sha256(consent.accessToken),
    };
    const sign = async (jwk: JWK) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk }).sign(privateKey);
    const { dpop = '', ...others } = await credentials();
    const foreign = await sign(await exportJWK(publicKey));
    const [header, ownClaims] = dpop.split('.');
    const [, payload, signature] = foreign.split('.');
    const unsigned = Buffer.from(JSON.stringify({ ...decodeProtectedHeader(dpop), alg: 'none' }));
    const proofs: (string | string[])[] = [
      foreign,
      await sign(await exportJWK(privateKey)),
      [dpop, (await credentials())['dpop'] ?? ''],
      // Another key's claims and signature under the header of the right one; no signature at all.
      `${header}.${payload}.${signature}`,
      `${unsigned.toString('base64url')}.${ownClaims}.`,
    ];
    for (const proof of proofs) {
      const answer = await nothingHappened(stage.gateway, () => send({ ...others, dpop: proof }));
      expect(answer).toMatchObject(INVALID_PROOF);
    }
  });

  it.each([
    ['A16k absent', undefined],
    ['A16k bogus', 'bogus'],
    ['A16k of another time', 'A'.repeat(43)],
  ])('with a nonce that is %s gets a fresh one, and nothing else', async (_what, nonce) => {
    const headers = await credentials('/v1/issues', { nonce });
    const answer = await nothingHappened(stage.gateway, () => send(headers));
    expect(answer).toMatchObject({ status: 401, body: { code: 'use_dpop_nonce' } });
    expect(answer.headers['dpop-nonce']).toEqual(expect.any(String));
  });

  it('A15b passes once: of four at the same time exactly one, and none later', async () => {
    expect((await read()).status).toBe(200);
    const headers = await credentials();
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect(await nothingHappened(stage.gateway, () => send(headers))).toMatchObject(INVALID_PROOF);
  });

  it('A16l with query and fragment in its address is taken, as the RFC says', async () => {
    const htu = `${stage.gateway.origin}/v1/issues?limit=1#x`;
    expect((await read(consent, { claims: { htu } })).status).toBe(200);
  });
});

describe('a token that has outlived its consent', () => {
  const obtain = () => obtainOnTheWire({ ...stage.way(), details: [issuesOnly] });
  const revoke = (consentId: string) => {
    const { environment, databaseUrl } = stage.gateway;
    return revokeConsent({ consentId, reason: '' }, { settings: readSettings(environment), databaseUrl });
  };

  it.each<[string, (ending: WireConsent) => Promise<unknown>]>([
    ['A19a withdrawn', ({ consentId }) => stage.alice.app.withdraw(consentId)],
    ['A19a revoked', ({ consentId }) => revoke(consentId)],
    ['A19a relinquished', ({ wire, refreshToken }) => wire.revoke(refreshToken)],
  ])('%s is refused at the very next read', async (what, end) => {
    const ending = await obtain();
    expect((await read(ending)).status).toBe(200);
    await end(ending);
    const answer = await nothingHappened(stage.gateway, () => read(ending));
    const [, consent_status] = what.split(' ');
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_token', consent_status } });
  });

  it('A19c narrowed is refused, and the refresh token gives the narrower one', async () => {
    const before = await obtain();
    expect((await read(before)).status).toBe(200);
    const [entry] =
      (await stage.alice.app.consents()).find(({ consentId }) => consentId === before.consentId)?.details ??
      [];
    if (entry === undefined) throw new Error('the consent is not in the list');
    const fields = { issues: { required: ['title'], optional: [] } };
    await stage.alice.app.narrow(before.consentId, [{ ...entry, fields }]);
    expect(await nothingHappened(stage.gateway, () => read(before))).toMatchObject(INVALID_TOKEN);
    const { body } = await renew(before.wire, { refreshToken: before.refreshToken });
    expect(body['authorization_details']).toMatchObject([{ fields }]);
    const answer = await read({ ...before, accessToken: String(body['access_token']) });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('"state"');
  });
});
