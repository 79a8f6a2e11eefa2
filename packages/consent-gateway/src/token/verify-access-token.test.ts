import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestVendor, TEST_AUDIENCE, TEST_ORIGIN, type TestVendor } from '../testing/test-vendor.ts';
import type { TokenKey } from './checks/token-check.ts';
import { createDpopNonces } from './dpop-nonce.ts';
import {
  type AccessTokenVerifier,
  createAccessTokenVerifier,
  type PresentedCredentials,
} from './verify-access-token.ts';

const URL_READ = `${TEST_AUDIENCE}/issues`;
const clock = { at: new Date('2026-11-22T12:00:00Z') };
const nonces = createDpopNonces({ key: Buffer.alloc(32, 1), now: () => clock.at });
let vendor: TestVendor;
let keys: TokenKey[];
let verifier: AccessTokenVerifier;

beforeEach(async () => {
  clock.at = new Date('2026-11-22T12:00:00Z');
  vendor = await createTestVendor({ now: () => clock.at, nonce: nonces.current });
  keys = [vendor.issuerKey];
  verifier = createAccessTokenVerifier({
    issuer: TEST_ORIGIN,
    audience: TEST_AUDIENCE,
    publicOrigin: TEST_ORIGIN,
    keys: () => keys,
    acceptsNonce: nonces.accepts,
    now: () => clock.at,
  });
});

interface Attempt {
  token?: Record<string, unknown>;
  tokenHeader?: Record<string, unknown>;
  proof?: Record<string, unknown>;
  proofHeader?: Record<string, unknown>;
  request?: Partial<PresentedCredentials>;
}

async function attempt(what: Attempt = {}, textOf: (token: string) => string = (token) => token) {
  const token = textOf(await vendor.token(what.token, what.tokenHeader));
  const proof = await vendor.proof({ url: URL_READ, token }, what.proof, what.proofHeader);
  const request = {
    method: 'GET',
    target: '/v1/issues?limit=2',
    authorization: [`DPoP ${token}`],
    proofs: [proof],
    ...what.request,
  };
  const result = await verifier.verify(request);
  return result.verified ? 'verified' : result.reason;
}

it('verifies a token with a proof made for exactly this request', async () => {
  const token = await vendor.token();
  const proof = await vendor.proof({ url: URL_READ, token }, { jti: 'one' });
  const request = {
    method: 'GET',
    target: '/v1/issues?limit=2',
    authorization: [`dpop ${token}`],
    proofs: [proof],
  };
  const result = await verifier.verify(request);
  expect(result).toMatchObject({
    verified: true,
    token: { claims: { consent_version: 1 } },
    proof: { issuedAt: clock.at },
  });
  // The replay check is the journal's: the same proof has the same digest.
  expect(await verifier.verify(request)).toEqual(result);
});

describe('refuses with invalid_token', () => {
  const flawed: [string, Attempt][] = [
    ['another audience', { token: { aud: 'https://gw.example/v2' } }],
    ['a list of audiences', { token: { aud: [TEST_AUDIENCE] } }],
    ['another issuer', { token: { iss: 'https://other.example' } }],
    ['an ID token', { tokenHeader: { typ: 'JWT' } }],
    ['a logout token', { tokenHeader: { typ: 'logout+jwt' } }],
    ['no typ', { tokenHeader: { typ: undefined } }],
    ['an unknown kid', { tokenHeader: { kid: 'token-2' } }],
    ['no kid', { tokenHeader: { kid: undefined } }],
    ['crit', { tokenHeader: { b64: true, crit: ['b64'] } }],
    ['an embedded key', { tokenHeader: { jwk: { kty: 'EC' } } }],
    ['the address of keys', { tokenHeader: { jku: 'https://evil.example/jwks' } }],
    ['the address of a certificate', { tokenHeader: { x5u: 'https://evil.example/cert' } }],
    ['an expired one', { token: { iat: clock.at.getTime() / 1000 - 400, exp: clock.at.getTime() / 1000 } }],
    [
      'one from the future',
      { token: { iat: clock.at.getTime() / 1000 + 11, exp: clock.at.getTime() / 1000 + 100 } },
    ],
    ['one that lives too long', { token: { exp: clock.at.getTime() / 1000 + 301 } }],
    ['no end', { token: { exp: undefined } }],
    ['an end that is no number', { token: { exp: '2000000000' } }],
    ['no key binding', { token: { cnf: undefined } }],
    ['two key bindings', { token: { cnf: { jkt: 'x'.repeat(43), 'x5t#S256': 'y' } } }],
    ['no consent', { token: { consent_id: undefined } }],
    ['no details', { token: { authorization_details: [] } }],
  ];
  it.each(flawed)('%s', async (_name, what) => {
    expect(await attempt(what)).toBe('invalid_token');
  });

  it('alg none, and HS256 made with the public key', async () => {
    const [, payload] = (await vendor.token()).split('.');
    const head = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
    const none = `${head({ alg: 'none', kid: 'token-1', typ: 'at+jwt' })}.${payload}`;
    const hs256 = `${head({ alg: 'HS256', kid: 'token-1', typ: 'at+jwt' })}.${payload}`;
    const publicKey = (await generateKeyPair('ES256', { extractable: true })).publicKey;
    const mac = createHmac('sha256', await exportSPKI(publicKey))
      .update(hs256)
      .digest('base64url');
    for (const text of [`${none}.`, `${none}.AA`, `${hs256}.${mac}`])
      expect(await attempt({}, () => text)).toBe('invalid_token');
  });

  it('A67a, A67b other claims under the jti of a token that was accepted, and the same claims with another signature', async () => {
    const token = await vendor.token({ jti: 'known' });
    expect(await attempt({}, () => token)).toBe('verified');
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), consent_version: 2 };
    const altered = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await attempt({}, () => `${header}.${altered}.${signature}`)).toBe('invalid_token');
    expect(await attempt({}, () => `${header}.${payload}.${'A'.repeat(86)}`)).toBe('invalid_token');
  });

  it('A67c a token that was accepted, once its key is retired or its time is over', async () => {
    const token = await vendor.token();
    expect(await attempt({}, () => token)).toBe('verified');
    keys = [];
    expect(await attempt({}, () => token)).toBe('invalid_token');
    keys = [vendor.issuerKey];
    clock.at = new Date(clock.at.getTime() + 300_000);
    expect(await attempt({}, () => token)).toBe('invalid_token');
  });
});

describe('refuses what is no JSON object', () => {
  const part = (text: string) => Buffer.from(text).toString('base64url');
  it.each(['[]', 'null', '1', '"text"', '{', '{}{}', '\u0000', '{"a":1}'])('%j', async (text) => {
    const token = await vendor.token();
    for (const forged of [`${part(text)}.${part('{}')}.AA`, `${part('{}')}.${part(text)}.AA`]) {
      expect(await attempt({}, () => forged)).toBe('invalid_token');
      const request = {
        method: 'GET',
        target: '/v1/issues',
        authorization: [`DPoP ${token}`],
        proofs: [forged],
      };
      expect(await verifier.verify(request)).toEqual({ verified: false, reason: 'invalid_dpop_proof' });
    }
  });

  it('bytes that are no text', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url');
    expect(await attempt({}, () => `${bytes}.${bytes}.AA`)).toBe('invalid_token');
  });
});

describe('A42 knows a token in one form only:', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  it.each([
    ['padding', (text: string) => `${text}=`],
    ['a space inside', (text: string) => text.replace('.', '. ')],
    ['a newline at its end', (text: string) => `${text}\n`],
    ['a fourth part', (text: string) => `${text}.AA`],
    ['other unused bits', (text: string) => text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) + 1]],
  ])('not with %s', async (_name, change) => {
    const token = await vendor.token();
    expect(await attempt({}, () => token)).toBe('verified');
    expect(await attempt({}, () => change(token))).toBe('invalid_token');
  });
});

describe('refuses a proof', () => {
  const seconds = () => clock.at.getTime() / 1000;
  it.each([
    ['none', () => ({ request: { proofs: [] } }), 'invalid_dpop_proof'],
    ['another method', () => ({ proof: { htm: 'POST' } }), 'invalid_dpop_proof'],
    ['another host', () => ({ proof: { htu: 'https://other.example/v1/issues' } }), 'invalid_dpop_proof'],
    ['another path', () => ({ proof: { htu: `${TEST_AUDIENCE}/preferences` } }), 'invalid_dpop_proof'],
    [
      'an address with a name in it',
      () => ({ proof: { htu: 'https://a@gw.example/v1/issues' } }),
      'invalid_dpop_proof',
    ],
    ['no address', () => ({ proof: { htu: undefined } }), 'invalid_dpop_proof'],
    ['a path as address', () => ({ proof: { htu: '/v1/issues' } }), 'invalid_dpop_proof'],
    ['another typ', () => ({ proofHeader: { typ: 'JWT' } }), 'invalid_dpop_proof'],
    ['no jwk', () => ({ proofHeader: { jwk: undefined } }), 'invalid_dpop_proof'],
    [
      'a private jwk',
      async () => ({ proofHeader: { jwk: { ...(await ownJwk()), d: 'x'.repeat(43) } } }),
      'invalid_dpop_proof',
    ],
    [
      'another key than signed it',
      async () => ({ proofHeader: { jwk: await otherJwk() } }),
      'invalid_dpop_proof',
    ],
    ['crit', () => ({ proofHeader: { b64: true, crit: ['b64'] } }), 'invalid_dpop_proof'],
    ['no id', () => ({ proof: { jti: undefined } }), 'invalid_dpop_proof'],
    ['an empty id', () => ({ proof: { jti: '' } }), 'invalid_dpop_proof'],
    ['for another token', () => ({ proof: { ath: 'x'.repeat(43) } }), 'invalid_dpop_proof'],
    ['for no token', () => ({ proof: { ath: undefined } }), 'invalid_dpop_proof'],
    ['five minutes old', () => ({ proof: { iat: seconds() - 301 } }), 'invalid_dpop_proof'],
    ['from the future', () => ({ proof: { iat: seconds() + 61 } }), 'invalid_dpop_proof'],
    ['without a time', () => ({ proof: { iat: undefined } }), 'invalid_dpop_proof'],
    ['no nonce', () => ({ proof: { nonce: undefined } }), 'use_dpop_nonce'],
    ['a bogus nonce', () => ({ proof: { nonce: 'bogus' } }), 'use_dpop_nonce'],
    [
      'a token under the scheme Bearer',
      async () => ({ request: { authorization: [`Bearer ${await vendor.token()}`] } }),
      'invalid_token',
    ],
    [
      'two tokens',
      async () => ({ request: { authorization: Array(2).fill(`DPoP ${await vendor.token()}`) } }),
      'invalid_token',
    ],
    ['no token', () => ({ request: { authorization: [] } }), 'invalid_token'],
    [
      'a token bound to another key',
      () => ({ token: { cnf: { jkt: 'x'.repeat(43) } } }),
      'invalid_dpop_proof',
    ],
  ] as [string, () => Attempt | Promise<Attempt>, string][])('%s', async (_name, what, reason) => {
    expect(await attempt(await what())).toBe(reason);
  });

  it('signed with another key than it carries', async () => {
    const token = await vendor.token();
    const [header, payload] = (await vendor.proof({ url: URL_READ, token })).split('.');
    const proofs = [`${header}.${payload}.${'A'.repeat(86)}`];
    const request = { method: 'GET', target: '/v1/issues', authorization: [`DPoP ${token}`], proofs };
    expect(await verifier.verify(request)).toEqual({ verified: false, reason: 'invalid_dpop_proof' });
  });

  it('two of them, each good by itself', async () => {
    const token = await vendor.token();
    const proofs = await Promise.all([1, 2].map(() => vendor.proof({ url: URL_READ, token })));
    const request = { method: 'GET', target: '/v1/issues', authorization: [`DPoP ${token}`], proofs };
    expect(await verifier.verify(request)).toEqual({ verified: false, reason: 'invalid_dpop_proof' });
  });

  it('with a stale nonce', async () => {
    const nonce = nonces.current();
    clock.at = new Date(clock.at.getTime() + 240_000);
    expect(await attempt({ proof: { nonce } })).toBe('use_dpop_nonce');
  });

  it.each([
    ['query and fragment in htu', { htu: `${URL_READ}?a=b#c` }],
    ['another spelling of the host in htu', { htu: 'HTTPS://GW.EXAMPLE:443/v1/issues' }],
  ])('but not for %s, as the RFC says', async (_name, proof) => {
    expect(await attempt({ proof })).toBe('verified');
  });
});

async function otherJwk() {
  return exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
}
async function ownJwk() {
  const proof = await vendor.proof({ url: URL_READ, token: 'x' });
  return JSON.parse(Buffer.from(proof.split('.')[0]!, 'base64url').toString()).jwk as object;
}
