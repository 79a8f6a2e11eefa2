// The vectors of Project Wycheproof on the signature checks in use, and its hostile signatures on genuine texts of ours.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyOwnerToken } from '../../owner-api/verify-owner-token.ts';
import { signatureSteps } from '../../test-support/signature-steps.ts';
import { es256Key, groups, hostileSignatures } from '../../test-support/wycheproof.ts';
import { createTestProvider, type TestProvider } from '../../testing/test-provider.ts';
import { createTestVendor, TEST_AUDIENCE, TEST_ORIGIN, type TestVendor } from '../../testing/test-vendor.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import { readClientAssertion } from '../read-client-assertion.ts';
import { createAccessTokenVerifier } from '../verify-access-token.ts';
import { presentedProof } from '../verify-proof.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
const rules = {
  issuer: TEST_ORIGIN,
  audience: TEST_AUDIENCE,
  publicOrigin: TEST_ORIGIN,
  acceptsNonce: () => true,
  now,
};

/** Signed by a key that says it is for encryption. The gateway's own keys say nothing of the kind, and the key of a proof is the vendor's word alone. */
const ACCEPTED_ALL_THE_SAME: Readonly<Record<string, readonly number[]>> = {
  'the signature of an access token': [354],
  'the signature of a proof': [354, 356],
};

describe.each(signatureSteps)('%s', (name, holds) => {
  const vectors = groups.flatMap(({ comment, key = es256Key, tests }) =>
    tests.map((vector) => [`${vector.tcId} ${comment}: ${vector.comment}`, key, vector] as const),
  );
  it.each(vectors)('%s', async (_title, key, { tcId, jws, result }) => {
    const accepted = result === 'valid' || ACCEPTED_ALL_THE_SAME[name]?.includes(tcId) === true;
    expect(await holds(jws, key ?? {})).toBe(key?.crv === 'P-256' && accepted);
  });
});

/** The text with this for its signature. */
const signedBy = (text: string, signature: string): string =>
  `${text.slice(0, text.lastIndexOf('.'))}.${signature}`;

describe('a genuine text with a hostile signature', () => {
  const ownSignature = (text: string): string => text.slice(text.lastIndexOf('.') + 1);
  let vendor: TestVendor;
  let provider: TestProvider;
  let assert: (signature?: string) => Promise<boolean>;

  beforeAll(async () => {
    vendor = await createTestVendor({ now, nonce: () => 'nonce' });
    provider = await createTestProvider({ webId: 'https://ann.example/#me', now });
    assert = await assertions();
  });

  /** Whether an access token and its proof pass, with these for their signatures. */
  async function reads(tokenWith?: string, proofWith?: string): Promise<string> {
    const { verify } = createAccessTokenVerifier({ ...rules, keys: () => [vendor.issuerKey] });
    const genuine = await vendor.token();
    const token = signedBy(genuine, tokenWith ?? ownSignature(genuine));
    const proof = await vendor.proof({ url: `${TEST_AUDIENCE}/issues`, token });
    const said = await verify({
      method: 'GET',
      target: '/v1/issues',
      authorization: [`DPoP ${token}`],
      proofs: [signedBy(proof, proofWith ?? ownSignature(proof))],
    });
    return said.verified ? 'verified' : said.reason;
  }

  /** Whether an owner is one. */
  async function owns(tokenWith?: string, proofWith?: string): Promise<unknown> {
    const request = { method: 'GET', url: 'https://gw.example/owner/v1/consents' };
    const genuine = await provider.accessToken();
    const token = signedBy(genuine, tokenWith ?? ownSignature(genuine));
    const proof = await provider.proof({ ...request, token });
    const proofs = [signedBy(proof, proofWith ?? ownSignature(proof))];
    return verifyOwnerToken(
      { ...request, authorization: `DPoP ${token}`, proofs },
      { providers: provider.providers, useProofOnce: async () => true, isAcceptableAddress: () => true, now },
    ).then(
      () => 'verified',
      ({ code }: { code?: unknown }) => code,
    );
  }

  async function assertions(): Promise<(signature?: string) => Promise<boolean>> {
    const vendorId = 'https://acme.example/client';
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'acme-1' }] };
    const acme: Vendor = { vendorId, name: 'Acme', knownBy: 'operator', metadata: { jwks }, heldAt: null };
    const seconds = now().getTime() / 1000;
    const genuine = await new SignJWT({ iss: vendorId, sub: vendorId, aud: TEST_ORIGIN, jti: 'one' })
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .setProtectedHeader({ alg: 'ES256', kid: 'acme-1' })
      .sign(privateKey);
    const options = {
      issuer: TEST_ORIGIN,
      findVendor: async () => acme,
      useOnce: async () => true,
      now,
    };
    return async (signature = ownSignature(genuine)) =>
      (await readClientAssertion(signedBy(genuine, signature), options)) !== undefined;
  }

  it('would pass with its own', async () => {
    expect([await reads(), await owns(), await assert()]).toEqual(['verified', 'verified', true]);
  });

  it.each(hostileSignatures)('%s is refused everywhere', async (_name, signature) => {
    expect({
      token: await reads(signature),
      proof: await reads(undefined, signature),
      ownerToken: await owns(signature),
      ownerProof: await owns(undefined, signature),
      assertion: await assert(signature),
    }).toEqual({
      token: 'invalid_token',
      proof: 'invalid_dpop_proof',
      ownerToken: 'invalid_token',
      ownerProof: 'invalid_dpop_proof',
      assertion: false,
    });
  });
});

it('no vector is a token, a proof or an assertion, since none says that it is one', async () => {
  const { verify } = createAccessTokenVerifier({ ...rules, keys: () => [] });
  for (const { jws } of groups.flatMap(({ tests }) => tests)) {
    const request = { method: 'GET', target: '/v1/issues', authorization: [`DPoP ${jws}`], proofs: [jws] };
    expect(await verify(request)).toEqual({ verified: false, reason: 'invalid_token' });
    expect(presentedProof(request)).toBeUndefined();
  }
});
