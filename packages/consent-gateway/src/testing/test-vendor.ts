// A vendor and an authorization server for tests of the read API: makes tokens and proofs, right and wrong ones.
import { type AccessTokenClaims, DATA_ACCESS, type DataAccess } from '@parley/protocol';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { sha256Bytes } from '../secrets/digests.ts';

export const TEST_ORIGIN = 'https://gw.example';
export const TEST_AUDIENCE = `${TEST_ORIGIN}/v1`;

/** An approved entry: open issues and delivery preferences, for customer care. */
export function testEntry(changes: Partial<DataAccess> = {}): DataAccess {
  return {
    type: DATA_ACCESS,
    locations: [TEST_AUDIENCE],
    actions: ['read'],
    datatypes: ['preferences', 'issues'],
    purpose: 'https://w3id.org/dpv#CustomerCare',
    fields: {
      preferences: { required: ['topic', 'statement'], optional: ['strength'] },
      issues: { required: ['title', 'state'], optional: ['description'] },
    },
    filter: {},
    access: { until: '2027-02-22T00:00:00Z' },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
    ...changes,
  };
}

export interface TestVendor {
  /** Claims that pass; each may be replaced, or taken out with `undefined`. */
  token(changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  proof(
    request: { method?: string; url: string; token: string },
    changes?: Record<string, unknown>,
    header?: Record<string, unknown>,
  ): Promise<string>;
  readonly issuerKey: { readonly kid: string; readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
  readonly jkt: string;
}

/** @example const vendor = await createTestVendor({ now, nonce: () => nonces.current() }) */
export async function createTestVendor(options: {
  readonly now: () => Date;
  readonly nonce: () => string;
  readonly vendorId?: string;
  readonly consentId?: string;
}): Promise<TestVendor> {
  const issuer = await generateKeyPair('ES256', { extractable: true });
  const holder = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(holder.publicKey);
  const jkt = await calculateJwkThumbprint(jwk);
  const seconds = () => Math.floor(options.now().getTime() / 1000);
  return {
    issuerKey: { kid: 'token-1', publicKey: issuer.publicKey, privateKey: issuer.privateKey },
    jkt,
    token(changes = {}, header = {}) {
      const claims: AccessTokenClaims = {
        iss: TEST_ORIGIN,
        aud: TEST_AUDIENCE,
        sub: 'pairwise-subject',
        client_id: options.vendorId ?? 'https://acme.example/client',
        iat: seconds(),
        exp: seconds() + 300,
        jti: globalThis.crypto.randomUUID(),
        cnf: { jkt },
        authorization_details: [testEntry()],
        consent_id: options.consentId ?? 'consent_AAAAAAAAAAAAAAAAAAAAAA',
        consent_version: 1,
        receipt_sha256: 'r'.repeat(43),
      };
      return new SignJWT({ ...claims, ...changes })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'token-1', ...header })
        .sign(issuer.privateKey);
    },
    proof({ method = 'GET', url, token }, changes = {}, header = {}) {
      const claims = {
        htm: method,
        htu: url,
        ath: sha256Bytes(token).toString('base64url'),
        iat: seconds(),
        jti: globalThis.crypto.randomUUID(),
        nonce: options.nonce(),
      };
      return new SignJWT({ ...claims, ...changes })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(holder.privateKey);
    },
  };
}
