import { CompactSign, generateKeyPair } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { createTestVendor, TEST_AUDIENCE, TEST_ORIGIN, type TestVendor } from '../testing/test-vendor.ts';
import type { TokenKey } from './checks/token-check.ts';
import { type AccessTokenVerifier, createAccessTokenVerifier } from './verify-access-token.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
let vendor: TestVendor;
let keys: TokenKey[];
let verifier: AccessTokenVerifier;

beforeEach(async () => {
  vendor = await createTestVendor({ now, nonce: () => 'ours' });
  keys = [vendor.issuerKey];
  verifier = createAccessTokenVerifier({
    ...{ issuer: TEST_ORIGIN, audience: TEST_AUDIENCE, publicOrigin: TEST_ORIGIN, now },
    keys: () => keys,
    acceptsNonce: (nonce) => nonce === 'ours',
  });
});

async function verify(token: string, { authorization = `DPoP ${token}`, jti = 'one', by = vendor } = {}) {
  const proof = await by.proof({ url: `${TEST_AUDIENCE}/issues`, token }, { jti });
  return verifier.verify({
    method: 'GET',
    target: '/v1/issues',
    authorization: [authorization],
    proofs: [proof],
  });
}

const INVALID = { verified: false, reason: 'invalid_token' };

it('stands alone behind its scheme, with nothing before or behind it', async () => {
  const token = await vendor.token();
  expect(await verify(token)).toMatchObject({ verified: true });
  for (const authorization of [`DPoP ${token} more`, `x DPoP ${token}`, `XDPoP ${token}`, `DPoP  ${token}`])
    expect(await verify(token, { authorization })).toEqual(INVALID);
});

it('is known once it has passed: what it was signed with is not looked at again, as long as that key is published', async () => {
  const token = await vendor.token();
  expect(await verify(token)).toMatchObject({ verified: true });
  const { publicKey } = await generateKeyPair('ES256');
  keys = [{ kid: vendor.issuerKey.kid, publicKey }];
  expect(await verify(token)).toMatchObject({ verified: true });
  expect(await verify(await vendor.token())).toEqual(INVALID);
});

it('is none where our own key has signed something else than claims', async () => {
  const text = await new CompactSign(Buffer.from('no claims'))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: vendor.issuerKey.kid })
    .sign(vendor.issuerKey.privateKey);
  expect(await verify(text)).toEqual(INVALID);
});

it('comes with a proof that is known again by its key and its id, and by nothing else', async () => {
  const digestOf = async (token: string, jti: string, by = vendor) => {
    const said = await verify(token, { jti, by });
    return said.verified ? Buffer.from(said.proof.digest).toString('hex') : said.reason;
  };
  const [token, another] = [await vendor.token(), await vendor.token()];
  const digest = await digestOf(token, 'one');
  expect(await digestOf(another, 'one')).toBe(digest);
  expect(await digestOf(token, 'two')).not.toBe(digest);
  const other = await createTestVendor({ now, nonce: () => 'ours' });
  keys = [other.issuerKey];
  expect(await digestOf(await other.token(), 'one', other)).not.toBe(digest);
});
