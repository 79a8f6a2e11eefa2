// What a call without a token has to prove, and that nothing is told apart where it fails.
import { randomUUID } from 'node:crypto';
import { CLIENT_ASSERTION_HEADER, newId } from '@parley/protocol';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sendReport, signReport } from '../support/deletion-report.ts';
import { careRequest } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let other: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let wire: WireVendor;
let stranger: CryptoKey;
let path: string;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  other = await startTestVendor({ name: 'Another' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, other.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  ({ wire } = consent);
  stranger = (await generateKeyPair('ES256')).privateKey;
  path = `/v1/consents/${consent.consentId}`;
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  other?.stop();
  await gateway?.stop();
});

const now = () => Math.floor(Date.now() / 1000);
/** A problem, but for the id of its request. */
const withoutInstance = ({ status, body }: WireAnswer) => ({ status, body: { ...body, instance: '' } });
const assertion = (
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key?: CryptoKey,
) => ({
  assertion: { claims: changes, header, ...(key === undefined ? {} : { key }) },
});

describe('client authentication without a token', () => {
  it('is refused alike, whatever is wrong with it: an unknown vendor, a signature, a claim', async () => {
    const wrong: [string, Parameters<WireVendor['call']>[1]][] = [
      ['none', { assertion: false }],
      ['no JWS', { assertion: 'not.a.jws' }],
      ['A signed by another key', assertion({}, {}, stranger)],
      ['an unknown vendor', assertion({ iss: 'nobody', sub: 'nobody' })],
      ['a vendor whose document is not there', assertion(unknownVendor())],
      ['another subject', assertion({ sub: other.clientId })],
      ['another vendor', assertion({ iss: other.clientId, sub: other.clientId })],
      ['made for the token endpoint', assertion({ aud: `${gateway.origin}/token` })],
      ['made for two', assertion({ aud: [gateway.origin, 'https://other.example'] })],
      ['made for another gateway', assertion({ aud: 'https://other.example' })],
      ['expired', assertion({ iat: now() - 120, exp: now() - 60 })],
      ['that lives too long', assertion({ exp: now() + 3_600 })],
      ['from the future', assertion({ iat: now() + 300, exp: now() + 60 })],
      ['without a time', assertion({ iat: undefined })],
      ['without an end', assertion({ exp: undefined })],
      ['without an id', assertion({ jti: undefined })],
      ['of a key without a name', assertion({}, { kid: undefined })],
      ['of a key that is not its own', assertion({}, { kid: 'another' })],
    ];
    const answers = new Set<string>();
    for (const [what, options] of wrong) {
      const answer = await wire.call(path, options);
      expect({ what, status: answer.status, code: answer.body['code'] }).toEqual({
        what,
        status: 401,
        code: 'invalid_client',
      });
      answers.add(JSON.stringify(withoutInstance(answer)));
    }
    expect(answers.size).toBe(1);
  });

  it('takes an assertion once, here and at the token endpoint together', async () => {
    const claims = { jti: randomUUID() };
    expect((await wire.call(path, assertion(claims))).status).toBe(200);
    expect((await wire.call(path, assertion(claims))).body['code']).toBe('invalid_client');
    const token = await wire.token({ grant_type: 'refresh_token' }, assertion(claims));
    expect(token.body['error']).toBe('invalid_client');
    const first = { jti: randomUUID() };
    expect((await wire.token({ grant_type: 'refresh_token' }, assertion(first))).body['error']).not.toBe(
      'invalid_client',
    );
    expect((await wire.call(path, assertion(first))).body['code']).toBe('invalid_client');
  });

  it('refuses two assertions, each good by itself', async () => {
    const [one, two] = await Promise.all([signedAssertion(), signedAssertion()]);
    const answer = await wire.call(path, { assertion: `${one}, ${two}` });
    expect(answer.body['code']).toBe('invalid_client');
  });

  it('refuses a request object in the place of an assertion', async () => {
    const claims = {
      iss: acme.clientId,
      aud: gateway.origin,
      jti: randomUUID(),
      iat: now(),
      exp: now() + 60,
    };
    const request = await wire.sign(claims, { typ: 'oauth-authz-req+jwt' });
    expect((await wire.call(path, { assertion: request })).body['code']).toBe('invalid_client');
  });
});

function unknownVendor(): Record<string, unknown> {
  const clientId = `${other.origin}/not-there-${randomUUID()}.json`;
  return { iss: clientId, sub: clientId };
}

const signedAssertion = (): Promise<string> =>
  wire.sign({
    ...{ iss: acme.clientId, sub: acme.clientId, aud: gateway.origin },
    ...{ jti: randomUUID(), iat: now(), exp: now() + 60 },
  });

describe('the proof of a call without a token', () => {
  it.each([
    ['none', { proof: false as const }],
    ['for another method', { proof: { claims: { htm: 'POST' } } }],
    ['for another address', { proof: { claims: { htu: 'https://gateway.example/v1/consents/x' } } }],
    ['that is old', { proof: { claims: { iat: now() - 600 } } }],
    ['without an id', { proof: { claims: { jti: undefined } } }],
    ['made for a token', { proof: { claims: { ath: 'x'.repeat(43) } } }],
    ['of another type', { proof: { header: { typ: 'jwt' } } }],
  ])('%s is refused', async (_what, options) => {
    const answer = await wire.call(path, options);
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({
      status: 401,
      code: 'invalid_dpop_proof',
    });
  });

  it('needs a nonce of ours; without it no assertion is used up', async () => {
    const signed = await signedAssertion();
    const without = await wire.call(path, { assertion: signed, proof: { claims: { nonce: 'bogus' } } });
    expect({ status: without.status, code: without.body['code'] }).toEqual({
      status: 401,
      code: 'use_dpop_nonce',
    });
    expect((await wire.call(path, { assertion: signed })).status).toBe(200);
  });

  it('is taken once', async () => {
    const claims = { jti: randomUUID() };
    expect((await wire.call(path, { proof: { claims } })).status).toBe(200);
    expect((await wire.call(path, { proof: { claims } })).body['code']).toBe('invalid_dpop_proof');
  });

  it('with a key of nobody is one, but says nothing of who calls', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const nonce = (await wire.call(path)).headers.get('dpop-nonce');
    const claims = { htm: 'GET', htu: `${gateway.origin}${path}`, jti: randomUUID(), iat: now(), nonce };
    const proof = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    const response = await fetch(`${gateway.origin}${path}`, {
      headers: { dpop: proof, [CLIENT_ASSERTION_HEADER]: 'x.y.z' },
    });
    expect(response.status).toBe(401);
  });
});

describe('what is not this vendor’s', () => {
  it('looks like what does not exist, and like what ended more than two years ago', async () => {
    const others = await createWireVendor(other, gateway.origin);
    const unknown = await wire.call(`/v1/consents/${newId('consent')}`);
    const foreign = await others.call(path);
    const report = await signReport(others, {
      gateway: gateway.origin,
      vendorId: other.clientId,
      consentId: consent.consentId,
      what: [{ category: 'issues', outcome: 'deleted' }],
    });
    const old = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
    await alice.app.withdraw(old.consentId);
    const age = 'UPDATE consent SET ended_at = now() - $2::interval WHERE id = $1';
    await gateway.query(age, [old.consentId, '729 days']);
    const oldPath = `/v1/consents/${old.consentId}`;
    expect((await old.wire.call(oldPath)).status).toBe(200);
    await gateway.query(age, [old.consentId, '732 days']);
    const answers = [
      unknown,
      foreign,
      await wire.call('/v1/consents/..%2fsecret'),
      await sendReport(others, consent.consentId, report),
      await sendReport(old.wire, old.consentId, report),
      await old.wire.call(oldPath),
      await others.call(path, { method: 'DELETE' }),
      await wire.call(`/v1/consents/${newId('consent')}`, { method: 'DELETE' }),
      await wire.call(`/v1/requests/${'x'.repeat(43)}/cancel`, { method: 'POST' }),
    ];
    expect(new Set(answers.map((each) => JSON.stringify(withoutInstance(each)))).size).toBe(1);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('a deletion report', () => {
  const what = [
    { category: 'issues', outcome: 'deleted' as const },
    { category: 'preferences', outcome: 'deleted' as const },
  ];
  let ended: WireConsent;
  const send = async (changes: Parameters<typeof signReport>[1]['changes'], said: object[] = what) => {
    const report = await signReport(ended.wire, {
      gateway: gateway.origin,
      vendorId: acme.clientId,
      consentId: ended.consentId,
      what: said as typeof what,
      ...(changes === undefined ? {} : { changes }),
    });
    return sendReport(ended.wire, ended.consentId, report);
  };
  beforeAll(async () => {
    ended = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
    await alice.app.withdraw(ended.consentId);
  });

  it.each<[string, () => Promise<WireAnswer>]>([
    ['signed by another key', () => send({ key: stranger })],
    ['of another type', () => send({ header: { typ: 'JWT' } })],
    ['of another vendor', () => send({ claims: { iss: other.clientId } })],
    ['to another gateway', () => send({ claims: { aud: 'https://other.example' } })],
    ['about another consent', () => send({ claims: { consent_id: consent.consentId } })],
    ['from the future', () => send({ claims: { iat: now() + 600 } })],
    ['on a deletion to come', () => send({ claims: { deleted_at: '2100-01-01T00:00:00Z' } })],
    ['that leaves a category out', () => send({}, what.slice(0, 1))],
    [
      'on a category that was never covered',
      () => send({}, [...what, { category: 'contact', outcome: 'deleted' }]),
    ],
    [
      'with a reason of its own',
      () => send({}, [what[0] as object, { category: 'preferences', outcome: 'kept', reason: 'we like it' }]),
    ],
    ['that is no JWS', () => sendReport(ended.wire, ended.consentId, 'report')],
    ['that is an assertion', async () => sendReport(ended.wire, ended.consentId, await signedAssertion())],
  ])('%s changes nothing', async (_what, attempt) => {
    expect(await attempt()).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    const [{ reports, entries } = {}] = await gateway.query(
      `SELECT (SELECT count(*) FROM deletion_report WHERE consent_id = $1) AS reports,
        (SELECT count(*) FROM journal WHERE consent_id = $1 AND body::jsonb ->> 'act' = 'report_deletion') AS entries`,
      [ended.consentId],
    );
    expect({ reports, entries }).toEqual({ reports: '0', entries: '0' });
  });

  it('may be corrected, but not without end', async () => {
    for (let at = 0; at < 20; at++) expect((await send({})).status).toBe(201);
    expect(await send({})).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  });
});
