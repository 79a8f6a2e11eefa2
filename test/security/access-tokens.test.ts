// Attacks on the read API with tokens, proofs and paths: each is refused, and no disclosure is written down.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  type CryptoKey,
  decodeJwt,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { rawRequest } from '../support/raw-request.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

type Claims = Readonly<Record<string, unknown>>;

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let tokenKey: { kid: string; privateKey: CryptoKey; jwk: JWK };

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
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  const { tokenKeys } = JSON.parse(await readFile(join(gateway.dataDir, 'secrets.json'), 'utf8'));
  const [jwk] = tokenKeys;
  tokenKey = { kid: jwk.kid, jwk, privateKey: (await importJWK(jwk, 'ES256')) as CryptoKey };
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = (accessToken = consent.accessToken, proof: { claims?: Claims; header?: object } = {}) =>
  consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE, proof: proof as never });

/** A read that is to leave nothing behind. */
const refused = (accessToken: string) => nothingHappened(gateway, () => read(accessToken));

const INVALID_TOKEN = { status: 401, body: { code: 'invalid_token' } };

/** A token signed with the gateway's own key: only what is changed can be what is refused. */
const mint = (claims: Claims, header: Claims = {}, key = tokenKey.privateKey) =>
  new SignJWT({ ...decodeJwt(consent.accessToken), jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: tokenKey.kid, ...header })
    .sign(key);

const now = (): number => Math.floor(Date.now() / 1000);

describe('an access token', () => {
  it('is taken as it was issued', async () => {
    expect((await read()).status).toBe(200);
    expect((await read(await mint({}))).status).toBe(200);
  });

  const address = (path: string) => `https://keys.example/${path}`;
  it.each<[string, Claims, Claims]>([
    ['A18a another audience', { aud: 'https://other.example/v1' }, {}],
    ['A18a the gateway itself as audience', { aud: 'issuer' }, {}],
    ['A18a two audiences', { aud: ['audience', 'https://other.example/v1'] }, {}],
    ['A18b another issuer', { iss: 'https://other.example' }, {}],
    ['A18c the type of an ID token', {}, { typ: 'JWT' }],
    ['A18c the type of a logout token', {}, { typ: 'logout+jwt' }],
    ['A18c the type of a receipt', {}, { typ: 'parley-receipt+jwt' }],
    ['A18e an unknown key id', {}, { kid: 'unknown' }],
    ['A18f a critical header', {}, { crit: ['b64'], b64: true }],
    ['A18f an address of keys', {}, { jku: address('jwks') }],
    ['A18f an address of certificates', {}, { x5u: address('cert') }],
    ['A18g no time', { iat: undefined }, {}],
    ['A18g an end that is over', { iat: now() - 400, exp: now() - 100 }, {}],
    ['A18g a beginning in the future', { iat: now() + 100, exp: now() + 200 }, {}],
    ['A18g a life longer than ours', { exp: now() + 3_600 }, {}],
    ['A18h no binding to a key', { cnf: undefined }, {}],
    ['A18h a binding to two things', { cnf: { jkt: 'A'.repeat(43), 'x5t#S256': 'A'.repeat(43) } }, {}],
    ['A18i no consent', { consent_id: undefined }, {}],
    ['A18i another version of its consent', { consent_version: 2 }, {}],
    ['A18i another receipt', { receipt_sha256: 'A'.repeat(43) }, {}],
    ['A18i another vendor', { client_id: 'https://globex.example/client.json' }, {}],
  ])('with %s is refused', async (_what, claims, header) => {
    const named = { issuer: gateway.origin, audience: `${gateway.origin}/v1` };
    const aud = [claims['aud']].flat().map((each) => named[each as keyof typeof named] ?? each);
    const whole = claims['aud'] === undefined ? claims : { ...claims, aud: aud.length === 1 ? aud[0] : aud };
    const token = await mint(whole, header);
    const { cnf } = decodeJwt(consent.accessToken) as { cnf: object };
    expect(cnf).toEqual({ jkt: expect.any(String) });
    expect(await refused(token)).toMatchObject(INVALID_TOKEN);
  });

  it('A18d, A18f signed with another key, unsigned, or by HMAC with the public key is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    expect(await refused(await mint({}, {}, privateKey))).toMatchObject(INVALID_TOKEN);
    expect(await refused(await mint({}, { jwk: await exportJWK(publicKey) }, privateKey))).toMatchObject(
      INVALID_TOKEN,
    );
    const { d: _, ...publicJwk } = tokenKey.jwk;
    const pem = await exportSPKI((await importJWK(publicJwk, 'ES256', { extractable: true })) as CryptoKey);
    const hmac = await new SignJWT(decodeJwt(consent.accessToken))
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: tokenKey.kid })
      .sign(new TextEncoder().encode(pem));
    expect(await refused(hmac)).toMatchObject(INVALID_TOKEN);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = part(decodeJwt(consent.accessToken));
    expect(
      await refused(`${part({ alg: 'none', typ: 'at+jwt', kid: tokenKey.kid })}.${payload}.AA`),
    ).toMatchObject(INVALID_TOKEN);
  });

  it('A18f leads to no address that it names', async () => {
    let visits = 0;
    const port = await freePort();
    const server = createServer((_request, response) => {
      visits += 1;
      response.end('{}');
    }).listen(port, 'localhost');
    const jku = `http://localhost:${port}/jwks`;
    await refused(await mint({}, { jku }));
    await refused(await mint({ iss: `http://localhost:${port}` }, { x5u: jku }));
    expect(visits).toBe(0);
    server.close();
  });

  it('A67a, A67b that is known lends nothing to another text with the same id', async () => {
    expect((await read()).status).toBe(200);
    const [header, payload, signature] = consent.accessToken.split('.') as [string, string, string];
    const claims = { ...decodeJwt(consent.accessToken), consent_version: 1, scope: 'read write' };
    const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await refused(`${header}.${changed}.${signature}`)).toMatchObject(INVALID_TOKEN);
    const junk = Buffer.alloc(64, 7).toString('base64url');
    expect(await refused(`${header}.${payload}.${junk}`)).toMatchObject(INVALID_TOKEN);
  });

  it('A42 in any other spelling is refused', async () => {
    const { accessToken } = consent;
    const last = accessToken.at(-1) as string;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBytes = [...alphabet].find(
      (each) =>
        each !== last &&
        Buffer.from(accessToken.slice(0, -1) + each, 'base64url').equals(
          Buffer.from(accessToken, 'base64url'),
        ),
    );
    const spellings = [`${accessToken}=`, `${accessToken}==`, `${accessToken}.`, `${accessToken} x`];
    if (sameBytes !== undefined) spellings.push(accessToken.slice(0, -1) + sameBytes);
    for (const text of spellings) expect(await refused(text), text.slice(-4)).toMatchObject(INVALID_TOKEN);
  });

  it('A35b, A54d is no owner’s token', async () => {
    const headers = await consent.wire.credentials('GET', '/owner/v1/consents', consent);
    const answer = await rawRequest({ origin: gateway.origin, path: '/owner/v1/consents', headers });
    expect(answer).toMatchObject(INVALID_TOKEN);
  });
});
